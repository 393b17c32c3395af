import { Popover } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { type ArousalLevel, CEAS_BASEL_2023 } from "../../../shared/ceas/codebook.ts";
import { QuietButton } from "../quiet-button.tsx";
import classes from "./anchor-list.module.css";

/** Where the form lies under the strips. */
const NARROW = "(max-width: 1279px)";

/** All seven anchors, on demand; they lie over the picture, beside the form, and move nothing. */
export function AnchorList({ selected }: { readonly selected: ArousalLevel | null }): React.JSX.Element {
  const [open, setOpen] = useState(false);
  const narrow = useMediaQuery(NARROW);
  return (
    <>
      <QuietButton
        label="All anchors"
        className={classes.toggle}
        pressed={open}
        onClick={() => setOpen((was) => !was)}
      >
        all anchors
      </QuietButton>
      <Popover
        opened={open}
        position={narrow ? "top-start" : "left-start"}
        middlewares={{ flip: false, shift: true }}
        width={420}
        offset={8}
        withinPortal
        withRoles={false}
        hideDetached={false}
        // It stays while one rates by it, until the button takes it away.
        closeOnClickOutside={false}
        closeOnEscape={false}
      >
        <Popover.Target>
          <span className={classes.edge} />
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
    </>
  );
}
