import { Button } from "@mantine/core";
import { useState } from "react";
import { REPORT_TITLES, type ReportName, readsOption } from "../../shared/reports/report-options.ts";
import { ReadingChoice } from "../models/reading-choice.tsx";
import classes from "./document.module.css";
import { OptionsMenu } from "./options-menu.tsx";
import { ReportDocument } from "./report-document.tsx";
import { hasOptions, optionsOf, parseReportSearch, type ReportSearch } from "./report-search.ts";
import { Again, FirstTime, Unfinished } from "./report-state.tsx";
import { ReportTabs } from "./report-tabs.tsx";
import { useReport } from "./use-report.ts";
import { WriteReportDialog } from "./write-report-dialog.tsx";

interface ReportsPageProps {
  readonly report: ReportName;
  readonly search: ReportSearch;
  readonly onSearch: (search: ReportSearch) => void;
}

/** The reports: which there are, and one of them as a document. */
export function ReportsPage(props: ReportsPageProps): React.JSX.Element {
  return (
    <div className={classes.room}>
      <ReportTabs />
      <Report {...props} />
    </div>
  );
}

function Report({ report, search, onSearch }: ReportsPageProps): React.JSX.Element {
  const [writing, setWriting] = useState(false);
  const options = optionsOf(report, search);
  const shown = useReport(report, options);
  const { document } = shown;
  const modelId = options.modelId;
  const actions = (
    <div className={classes.actions}>
      {readsOption(report, "modelId") && (
        <ReadingChoice
          modelId={modelId ?? null}
          onModel={(id) => onSearch({ ...search, modelId: id })}
          inReport
        />
      )}
      {hasOptions(report) && <OptionsMenu report={report} search={search} onSearch={onSearch} />}
      {document && <Button onClick={() => setWriting(true)}>Write report …</Button>}
    </div>
  );
  return (
    <>
      {document ? (
        <ReportDocument
          document={document}
          modelId={modelId}
          actions={actions}
          state={
            <Unfinished
              shown={shown}
              onBack={() => onSearch(parseReportSearch({ ...shown.documentOptions }))}
            />
          }
          progress={<Again shown={shown} />}
        />
      ) : (
        <article className={classes.first}>
          <header className={classes.head}>
            <h1>{REPORT_TITLES[report]}</h1>
            {actions}
          </header>
          <FirstTime shown={shown} />
        </article>
      )}
      <WriteReportDialog
        key={report}
        report={report}
        options={shown.documentOptions ?? options}
        stale={shown.stale}
        opened={writing}
        onClose={() => setWriting(false)}
      />
    </>
  );
}
