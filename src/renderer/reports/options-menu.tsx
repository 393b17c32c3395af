import { Button, Group, NumberInput, Popover, TextInput } from "@mantine/core";
import { useState } from "react";
import { type ReportName, readsOption, reportOptionsSchema } from "../../shared/reports/report-options.ts";
import { NUMBER_RANGES, type NumberOption, optionError, rangeWords } from "./option-range.ts";
import classes from "./options-menu.module.css";
import { parseReportSearch, type ReportSearch } from "./report-search.ts";

const USUAL = reportOptionsSchema.parse({});
const NUMBER_OPTIONS: readonly NumberOption[] = ["resamples", "seed", "highArousal"];

interface OptionsMenuProps {
  readonly report: ReportName;
  readonly search: ReportSearch;
  readonly onSearch: (search: ReportSearch) => void;
}

/** What a report may be asked for beyond its reading; applied together, since each change computes it again. */
export function OptionsMenu(props: OptionsMenuProps): React.JSX.Element {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" onClick={() => setOpened(!opened)}>
          Options …
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Options of the report">
        <OptionsForm {...props} onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function OptionsForm(props: OptionsMenuProps & { readonly onDone: () => void }): React.JSX.Element {
  const { report, search, onSearch, onDone } = props;
  const [asked, setAsked] = useState<Record<string, string | number | undefined>>({ ...USUAL, ...search });
  // What is typed stays as it is typed: a wrong number is said to be wrong, not replaced by another one.
  const field = (name: NumberOption) => ({
    value: asked[name] ?? "",
    onChange: (value: string | number) => setAsked({ ...asked, [name]: value }),
    error: optionError(name, asked[name]),
    min: NUMBER_RANGES[name][0],
    max: NUMBER_RANGES[name][1],
    clampBehavior: "none" as const,
  });
  const wrong = NUMBER_OPTIONS.some(
    (name) => readsOption(report, name) && optionError(name, asked[name]) !== null,
  );
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong) return;
        onSearch(parseReportSearch(asked));
        onDone();
      }}
    >
      {readsOption(report, "resamples") && (
        <NumberInput
          label="Bootstrap replicates"
          description={`${rangeWords("resamples")}; 0: no bootstrap intervals`}
          step={500}
          {...field("resamples")}
        />
      )}
      {readsOption(report, "seed") && (
        <NumberInput
          label="Seed"
          description="The same seed gives the same intervals"
          hideControls
          {...field("seed")}
        />
      )}
      {readsOption(report, "highArousal") && (
        <NumberInput
          label="High arousal from level"
          description={rangeWords("highArousal")}
          {...field("highArousal")}
        />
      )}
      {readsOption(report, "labelSet") && (
        <TextInput
          label="Set of labelled clips"
          description="Its name at import; empty: the newest"
          value={asked["labelSet"] ?? ""}
          onChange={(event) => setAsked({ ...asked, labelSet: event.currentTarget.value })}
        />
      )}
      <Group gap="xs" justify="end">
        <Button variant="default" onClick={() => setAsked({ ...USUAL, modelId: search.modelId ?? "" })}>
          As usual
        </Button>
        <Button type="submit" disabled={wrong}>
          Apply
        </Button>
      </Group>
    </form>
  );
}
