import { Button, Group, TextInput, type TextInputProps } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useLayoutEffect, useRef, useState } from "react";
import type { PathPurpose } from "../../shared/contract/system.ts";
import { client } from "./client.ts";
import { describeFailure } from "./failure.ts";
import { useSystemInfo } from "./study.ts";
import { isWholePath, WHOLE_PATH_WORDS } from "./whole-path.ts";

interface PathFieldProps extends Pick<TextInputProps, "label" | "description" | "placeholder" | "required"> {
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly purpose: PathPurpose;
  /** The field in which its dialog begins. */
  readonly first?: boolean;
}

/**
 * A path on this computer: typed, or chosen in the system's dialog where the host has one. A path that is not whole
 * makes the field invalid, so that its form is not sent; the words appear when the field is left or the form sent.
 */
export function PathField({ value, onChange, purpose, first, ...input }: PathFieldProps): React.JSX.Element {
  const canChoose = useSystemInfo()?.canChoosePaths ?? false;
  const choose = useMutation({
    mutationFn: () => client.system.choosePath({ purpose }),
    onSuccess: (path) => {
      if (path !== null) onChange(path);
    },
  });
  const field = useRef<HTMLInputElement>(null);
  const [left, setLeft] = useState(false);
  const problem = value.trim() === "" || isWholePath(value.trim()) ? "" : WHOLE_PATH_WORDS;
  useLayoutEffect(() => field.current?.setCustomValidity(problem), [problem]);
  const refusal = choose.error ? describeFailure(choose.error).what : null;
  return (
    <Group align="end" gap={6} wrap="nowrap">
      <TextInput
        {...input}
        ref={field}
        data-autofocus={first}
        flex={1}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onFocus={() => setLeft(false)}
        onBlur={() => setLeft(true)}
        onInvalid={(event) => {
          // The words stand under the field instead of in the browser's own bubble.
          event.preventDefault();
          setLeft(true);
        }}
        error={left && problem !== "" ? problem : refusal}
        autoComplete="off"
        spellCheck={false}
      />
      {canChoose && (
        <Button variant="default" onClick={() => choose.mutate()} loading={choose.isPending}>
          Choose …
        </Button>
      )}
    </Group>
  );
}
