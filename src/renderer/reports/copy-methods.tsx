import { Button, Group } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";

/** Puts the methods on the clipboard as plain text. */
export function CopyMethods({ methods }: { readonly methods: readonly string[] }): React.JSX.Element {
  const { copy, copied, error } = useClipboard({ timeout: 3_000 });
  return (
    <Group gap="xs">
      <Button size="compact-xs" variant="default" onClick={() => copy(methods.join("\n\n"))}>
        Copy methods
      </Button>
      <span role="status">
        {copied && "Copied."}
        {error && "The browser did not let them be copied; select the text below and copy it."}
      </span>
    </Group>
  );
}
