import { Button, Group, NumberInput, Popover, TextInput } from "@mantine/core";
import { useState } from "react";
import { type ReportName, readsOption, reportOptionsSchema } from "../../shared/reports/report-options.ts";
import classes from "./options-menu.module.css";
import { parseReportSearch, type ReportSearch } from "./report-search.ts";

const USUAL = reportOptionsSchema.parse({});

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
  const field = (name: keyof ReportSearch) => ({
    value: asked[name] ?? "",
    onChange: (value: string | number) => setAsked({ ...asked, [name]: value }),
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(parseReportSearch(asked));
        onDone();
      }}
    >
      {readsOption(report, "resamples") && (
        <NumberInput
          label="Bootstrap replicates"
          description="0: no bootstrap intervals"
          min={0}
          max={10_000}
          step={500}
          allowDecimal={false}
          {...field("resamples")}
        />
      )}
      {readsOption(report, "seed") && (
        <NumberInput
          label="Seed"
          description="The same seed gives the same intervals"
          min={1}
          max={2_147_483_646}
          allowDecimal={false}
          hideControls
          {...field("seed")}
        />
      )}
      {readsOption(report, "highArousal") && (
        <NumberInput
          label="High arousal from level"
          min={1}
          max={7}
          allowDecimal={false}
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
        <Button type="submit">Apply</Button>
      </Group>
    </form>
  );
}
