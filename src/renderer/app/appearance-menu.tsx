import { Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { chooseContrast, useContrast } from "./appearance.ts";
import classes from "./menu-button.module.css";

const SCHEMES = [
  { scheme: "auto", label: "As the system" },
  { scheme: "light", label: "Light" },
  { scheme: "dark", label: "Dark" },
] as const;

/** Light, dark or the system's choice, and high contrast. */
export function AppearanceMenu(): React.JSX.Element {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const contrast = useContrast();
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label="Appearance">
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
            <circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" strokeWidth="1.3" />
            <path d="M7 1 A6 6 0 0 1 7 13 Z" fill="currentColor" />
          </svg>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Appearance</Menu.Label>
        {SCHEMES.map(({ scheme, label }) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            rightSection={colorScheme === scheme ? "✓" : null}
            onClick={() => setColorScheme(scheme)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          role="menuitemcheckbox"
          aria-checked={contrast === "more"}
          rightSection={contrast === "more" ? "✓" : null}
          onClick={() => chooseContrast(contrast === "more" ? "system" : "more")}
        >
          High contrast
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
