import { Button, Group, TextInput, type TextInputProps } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { PathPurpose } from "../../shared/contract/system.ts";
import { client } from "./client.ts";
import { describeFailure } from "./failure.ts";
import { useSystemInfo } from "./study.ts";

interface PathFieldProps extends Pick<TextInputProps, "label" | "description" | "placeholder" | "required"> {
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly purpose: PathPurpose;
}

/** A path on this computer: typed, or chosen in the system's dialog where the host has one. */
export function PathField({ value, onChange, purpose, ...input }: PathFieldProps): React.JSX.Element {
  const canChoose = useSystemInfo()?.canChoosePaths ?? false;
  const choose = useMutation({
    mutationFn: () => client.system.choosePath({ purpose }),
    onSuccess: (path) => {
      if (path !== null) onChange(path);
    },
  });
  return (
    <Group align="end" gap={6} wrap="nowrap">
      <TextInput
        {...input}
        flex={1}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={choose.error ? describeFailure(choose.error).what : null}
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
