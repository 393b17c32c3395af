import { Button } from "@mantine/core";
import { useState } from "react";
import { REPORT_TITLES, type ReportName, readsOption } from "../../shared/reports/report-options.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { ReadingChoice } from "../models/reading-choice.tsx";
import classes from "./document.module.css";
import { OptionsMenu } from "./options-menu.tsx";
import { ReportDocument } from "./report-document.tsx";
import { Progress } from "./report-progress.tsx";
import { hasOptions, optionsOf, type ReportSearch } from "./report-search.ts";
import { ReportTabs } from "./report-tabs.tsx";
import { type ShownReport, useReport } from "./use-report.ts";
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
          state={<Unfinished shown={shown} />}
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
        options={options}
        opened={writing}
        onClose={() => setWriting(false)}
      />
    </>
  );
}

/** In the document's place while there is none. */
function FirstTime({ shown }: { readonly shown: ShownReport }): React.JSX.Element | null {
  const { computing, progress, cancelled, error, cancel, compute } = shown;
  if (computing) {
    return (
      <Progress what="Computing the report" progress={progress} onCancel={cancel} className={classes.state} />
    );
  }
  if (cancelled)
    return <Stopped words="Computing was cancelled; there is no document yet." onCompute={compute} />;
  return <FailureNote error={error} action={{ label: "Try again", run: compute }} />;
}

/** Below a document that is there already: another one is computed. */
function Again({ shown }: { readonly shown: ShownReport }): React.JSX.Element | null {
  const { computing, former, progress, cancel } = shown;
  if (!computing) return null;
  return (
    <Progress
      what={former ? "Computing with these options; shown is the former document" : "Computing again"}
      progress={progress}
      onCancel={cancel}
      className={classes.again}
    />
  );
}

/** Above a document that is there already: why it was not replaced. */
function Unfinished({ shown }: { readonly shown: ShownReport }): React.JSX.Element | null {
  const { computing, former, cancelled, error, compute } = shown;
  if (computing) return null;
  if (cancelled) {
    const words = former ? "This is the document of the former options." : "This is the document as it was.";
    return <Stopped words={`Computing was cancelled. ${words}`} onCompute={compute} />;
  }
  return <FailureNote error={error} action={{ label: "Try again", run: compute }} />;
}

function Stopped(props: { readonly words: string; readonly onCompute: () => void }): React.JSX.Element {
  return (
    <div className={`${classes.state} ${classes.stopped}`} role="status">
      <p>{props.words}</p>
      <Button size="compact-xs" onClick={props.onCompute}>
        Compute
      </Button>
    </div>
  );
}
