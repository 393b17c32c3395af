import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Agreement } from "../../shared/contract/agreement.ts";
import { syntheticNotice } from "../../shared/figures/agreement-words.ts";
import { orpc } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { counted, formatMoment } from "../app/format.ts";
import { LinkButton } from "../app/link-button.tsx";
import { Waiting } from "../app/waiting.tsx";
import { ReadingChoice } from "../models/reading-choice.tsx";
import { ConfusionSection } from "./confusion-section.tsx";
import { CorrelationSection } from "./correlation-section.tsx";
import classes from "./document.module.css";
import { FlowSection } from "./flow-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { useRatedNotAnalysed } from "./use-rated-not-analysed.ts";
import { WriteReportDialog } from "./write-report-dialog.tsx";

/** How far raters and machine agree, as a document. */
export function AgreementPage(): React.JSX.Element {
  const [modelId, setModelId] = useState<string | null>(null);
  const input = modelId === null ? {} : { modelId };
  const { data, error, refetch } = useQuery(
    orpc.agreement.compute.queryOptions({ input, staleTime: 0, placeholderData: keepPreviousData }),
  );
  if (data === undefined) {
    if (error === null) return <Waiting what="the agreement" />;
    return (
      <article className={classes.document}>
        <h1>Agreement</h1>
        <FailureNote error={error} action={{ label: "Try again", run: () => void refetch() }} />
      </article>
    );
  }
  const choice = <ReadingChoice modelId={modelId} onModel={setModelId} />;
  return <AgreementDocument agreement={data} choice={choice} />;
}

function AgreementDocument(props: {
  readonly agreement: Agreement;
  readonly choice: React.ReactNode;
}): React.JSX.Element {
  const { agreement, choice } = props;
  const [writing, setWriting] = useState(false);
  const notice = syntheticNotice(agreement.raters);
  const { flow, model, codebook, program, study } = agreement;
  return (
    <article className={classes.document}>
      <header className={classes.head}>
        <div>
          <h1>Agreement of raters and machine</h1>
          <p className={classes.meta}>
            {study.name} · computed {formatMoment(agreement.computedAt, new Date())} · model {model.name} ·
            codebook {codebook.title} · {program.name} {program.version}
          </p>
        </div>
        {choice}
        {flow.used > 0 && <Button onClick={() => setWriting(true)}>Write report …</Button>}
      </header>
      {notice !== null && <p className={classes.notice}>{notice}</p>}
      {flow.used === 0 ? (
        <NothingToCompare flow={flow} model={model.name} />
      ) : (
        <>
          <FlowSection flow={flow} />
          <CorrelationSection agreement={agreement} />
          <SessionsSection agreement={agreement} />
          <ConfusionSection agreement={agreement} />
          <Definitions agreement={agreement} />
        </>
      )}
      <WriteReportDialog modelId={model.modelId} opened={writing} onClose={() => setWriting(false)} />
    </article>
  );
}

function NothingToCompare(props: {
  readonly flow: Agreement["flow"];
  readonly model: string;
}): React.JSX.Element {
  const { flow, model } = props;
  const notAnalysed = useRatedNotAnalysed();
  if (flow.ratings === 0) {
    return (
      <section className={classes.empty}>
        <h2>No minute has been rated yet</h2>
        <p>
          Agreement compares what raters coded with what the machine saw. Open a session to rate, or add a
          CSV.
        </p>
        <LinkButton to="/">To the sessions</LinkButton>
      </section>
    );
  }
  if (flow.withoutAnalysis > 0) {
    return (
      <section className={classes.empty}>
        <h2>No rated minute has been analysed with this model yet</h2>
        <p>
          {counted(flow.ratings, "rating")} {flow.ratings === 1 ? "waits" : "wait"} for the machine's values
          of the same minutes, as read by: {model}.
        </p>
        {notAnalysed ? (
          <LinkButton to="/" search={{ show: "not-analysed" }}>
            To the sessions that are not analysed
          </LinkButton>
        ) : (
          <LinkButton to="/">To the sessions</LinkButton>
        )}
      </section>
    );
  }
  return (
    <section className={classes.empty}>
      <h2>No rated minute can be compared</h2>
      <p>
        Of {counted(flow.ratings, "rating")}, {flow.notRatable} are not ratable, {flow.excluded} are of
        excluded sessions and {flow.withoutFace} are of minutes in which no face was found.
      </p>
      <LinkButton to="/">To the sessions</LinkButton>
    </section>
  );
}

function Definitions({ agreement }: { readonly agreement: Agreement }): React.JSX.Element {
  return (
    <section>
      <h2>Definitions</h2>
      <dl className={classes.definitions}>
        {agreement.definitions.map(({ term, definition }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{definition}</dd>
          </div>
        ))}
        {agreement.model.parts.map(({ modelId, sha256 }) => (
          <div key={modelId}>
            <dt>Model file</dt>
            <dd>
              {modelId}, SHA-256 <code>{sha256}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
