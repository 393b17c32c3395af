import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
import { AROUSAL_TINTS, EMOTION_MARKS } from "../../shared/colors.ts";

/** Slate blue: the one accent, quiet beside the emotions' colours. */
const slate: MantineColorsTuple = [
  "#eef3f7",
  "#dbe5ec",
  "#b7cad8",
  "#90aec3",
  "#6f95b1",
  "#5885a6",
  "#33678c",
  "#2a5878",
  "#1f4763",
  "#13364e",
];

const gray: MantineColorsTuple = [
  "#f7f8f8",
  "#eff0f1",
  "#e2e4e6",
  "#cfd2d6",
  "#adb2b8",
  "#868d95",
  "#686f77",
  "#4c5259",
  "#33383d",
  "#1f2327",
];

const dark: MantineColorsTuple = [
  "#e3e5e7",
  "#b9bdc2",
  "#9ba1a8",
  "#737a82",
  "#42474d",
  "#32363b",
  "#24282c",
  "#1b1e21",
  "#15181a",
  "#0f1113",
];

const CLOSE_BUTTON = { "aria-label": "Close dialog" };
const SMALL_PRINT = { fontSize: "12.5px", lineHeight: 1.35 };

export const theme = createTheme({
  primaryColor: "slate",
  primaryShade: { light: 7, dark: 6 },
  colors: { slate, gray, dark },
  fontFamily: 'system-ui, "Segoe UI", "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: "13px", sm: "13.5px", md: "14px", lg: "15px", xl: "18px" },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.45", lg: "1.5", xl: "1.5" },
  spacing: { xs: "6px", sm: "10px", md: "14px", lg: "20px", xl: "28px" },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "20px", lineHeight: "1.3" },
      h2: { fontSize: "16px", lineHeight: "1.35" },
      h3: { fontSize: "14px", lineHeight: "1.4" },
    },
  },
  defaultRadius: "sm",
  radius: { xs: "2px", sm: "4px", md: "6px", lg: "8px", xl: "12px" },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "xs" }, styles: { label: { fontWeight: 500 } } },
    InputWrapper: { styles: { label: { fontWeight: 600 }, description: SMALL_PRINT, error: SMALL_PRINT } },
    TextInput: { defaultProps: { size: "xs" } },
    NumberInput: { defaultProps: { size: "xs" } },
    Autocomplete: { defaultProps: { size: "xs" } },
    FileInput: { defaultProps: { size: "xs" } },
    Checkbox: { defaultProps: { size: "xs" } },
    SegmentedControl: { defaultProps: { size: "xs" }, styles: { label: { fontWeight: 500 } } },
    Modal: {
      defaultProps: {
        centered: true,
        transitionProps: { duration: 0 },
        overlayProps: { backgroundOpacity: 0.35 },
        closeButtonProps: CLOSE_BUTTON,
      },
      styles: { title: { fontWeight: 600, fontSize: "15px" } },
    },
    Drawer: {
      defaultProps: {
        transitionProps: { duration: 0 },
        overlayProps: { backgroundOpacity: 0.35 },
        closeButtonProps: CLOSE_BUTTON,
      },
      styles: { title: { fontWeight: 600, fontSize: "15px" } },
    },
    Menu: { defaultProps: { transitionProps: { duration: 0 } } },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 }, openDelay: 250 } },
  },
});

/** Mantine's own variables, taken from colors.css so that its parts stand on the same grounds. */
const OWN_GROUNDS = {
  "--mantine-color-body": "var(--mw-surface)",
  "--mantine-color-text": "var(--mw-text)",
  "--mantine-color-dimmed": "var(--mw-text-2)",
  "--mantine-color-placeholder": "var(--mw-text-3)",
  "--mantine-color-error": "var(--mw-bad)",
  "--mantine-color-default-border": "var(--mw-control-line)",
};

function tintVariables(scheme: "light" | "dark"): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [name, mark] of Object.entries(EMOTION_MARKS)) variables[`--mw-${name}`] = mark[scheme];
  for (const [level, tint] of Object.entries(AROUSAL_TINTS)) {
    variables[`--mw-arousal-${level}`] = tint[scheme].ground;
    variables[`--mw-arousal-${level}-ink`] = tint[scheme].ink;
  }
  return variables;
}

/** Puts the shared colours on the page: `--mw-anger` … `--mw-nonspecific`, `--mw-arousal-1` … `-7`, each `-ink`. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...OWN_GROUNDS, ...tintVariables("light") },
  dark: { ...OWN_GROUNDS, ...tintVariables("dark") },
});
