import { Popover } from "@mantine/core";
import { useState } from "react";
import { type ArousalLevel, CEAS_BASEL_2023 } from "../../../shared/ceas/codebook.ts";
import { QuietButton } from "../quiet-button.tsx";
import classes from "./anchor-list.module.css";

/** All seven anchors, on demand; they lie over the picture's edge and move nothing. */
export function AnchorList({ selected }: { readonly selected: ArousalLevel | null }): React.JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    // The button says itself that it is pressed; the popover would put its roles on the span around it.
    <Popover
      opened={open}
      onChange={setOpen}
      position="left-start"
      width={420}
      offset={16}
      withinPortal
      withRoles={false}
    >
      <Popover.Target>
        <span>
          <QuietButton
            label="All anchors"
            className={classes.toggle}
            pressed={open}
            onClick={() => setOpen((was) => !was)}
          >
            all anchors
          </QuietButton>
        </span>
      </Popover.Target>
      <Popover.Dropdown>
        <table className={classes.anchors} aria-label="Anchors of arousal">
          <tbody>
            {CEAS_BASEL_2023.levels.map(({ level, anchor }) => (
              <tr key={level} data-selected={level === selected}>
                <th
                  scope="row"
                  style={{
                    background: `var(--mw-arousal-${level})`,
                    color: `var(--mw-arousal-${level}-ink)`,
                  }}
                >
                  {level}
                </th>
                <td>{anchor}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Popover.Dropdown>
    </Popover>
  );
}
