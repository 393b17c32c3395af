import { Button, Group, Menu, Popover, TextInput, UnstyledButton } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Rater } from "../../shared/contract/ratings.ts";
import { client, orpc, queryClient } from "./client.ts";
import { FailureNote } from "./failure-note.tsx";
import classes from "./rater.module.css";
import { forgetRater, rememberRater } from "./rater-memory.ts";

/** The rater who is signed in: undefined while that is not known yet, null for none. */
export function useRater(): Rater | null | undefined {
  return useQuery(orpc.raters.current.queryOptions({ staleTime: Number.POSITIVE_INFINITY })).data;
}

async function raterChanged(rater: Rater | null): Promise<void> {
  if (rater === null) forgetRater();
  else rememberRater(rater.code);
  queryClient.setQueryData(orpc.raters.current.queryKey(), rater);
  // What one rater has coded is never shown to the next one, not even for a moment.
  queryClient.removeQueries({ queryKey: orpc.ratings.key() });
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: orpc.raters.list.key() }),
    queryClient.invalidateQueries({ queryKey: orpc.ratings.key() }),
  ]);
}

/** Code field and the known raters; used in the header and wherever a rater is needed first. */
export function SignInForm(props: {
  readonly onDone?: () => void;
  /** True where signing in is what one came for: the field takes the keyboard at once. */
  readonly takesFocus?: boolean;
}): React.JSX.Element {
  const { onDone, takesFocus = false } = props;
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  const raters = useQuery(orpc.raters.list.queryOptions());
  const signIn = useMutation({
    mutationFn: (chosen: string) => client.raters.signIn({ code: chosen }),
    onSuccess: async (rater) => {
      await raterChanged(rater);
      onDone?.();
    },
  });
  const known = raters.data ?? [];
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== "") signIn.mutate(code.trim());
      }}
    >
      {known.length > 0 && (
        <div>
          <p className={classes.caption}>Raters of this study</p>
          <Group gap={6}>
            {known.map((rater) => (
              <Button key={rater.raterId} variant="default" onClick={() => signIn.mutate(rater.code)}>
                {rater.code}
              </Button>
            ))}
          </Group>
        </div>
      )}
      <Group align="end" gap={6} wrap="nowrap">
        <TextInput
          label={known.length > 0 ? "Another code" : "Your rater code"}
          description="A code such as R1, never a name"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          maxLength={32}
          autoComplete="off"
          data-autofocus
          ref={field}
          flex={1}
        />
        <Button type="submit" disabled={code.trim() === ""} loading={signIn.isPending}>
          Sign in
        </Button>
      </Group>
      <FailureNote error={signIn.error ?? raters.error} />
    </form>
  );
}

/** The header's rater: who codes now, or the way to sign in. */
export function RaterMenu(): React.JSX.Element | null {
  const rater = useRater();
  const [open, setOpen] = useState(false);
  const signOut = useMutation({
    mutationFn: () => client.raters.signOut(),
    onSuccess: () => raterChanged(null),
  });

  if (rater === undefined) return null;
  if (rater === null) {
    return (
      <Popover opened={open} onChange={setOpen} position="bottom-end" width={320} trapFocus returnFocus>
        <Popover.Target>
          <Button variant="default" size="compact-sm" onClick={() => setOpen((was) => !was)}>
            Sign in to rate
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <SignInForm onDone={() => setOpen(false)} />
        </Popover.Dropdown>
      </Popover>
    );
  }
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <UnstyledButton className={classes.rater} aria-label={`Rater ${rater.code}: menu`}>
          <span className={classes.caption}>Rater</span> <strong>{rater.code}</strong>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => signOut.mutate()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
