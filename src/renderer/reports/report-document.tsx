import { useMemo } from "react";
import type { ReportDocument as Document } from "../../shared/reports/document.ts";
import { LinkButton } from "../app/link-button.tsx";
import { Contents } from "./contents.tsx";
import { CopyMethods } from "./copy-methods.tsx";
import classes from "./document.module.css";
import {
  CHOICES,
  DEFINITIONS,
  FLOW,
  METHODS,
  type Part,
  partsOf,
  REFERENCES,
  sectionAnchor,
} from "./document-parts.ts";
import { FlowTable } from "./flow-table.tsx";
import { Provenance } from "./provenance.tsx";
import { ReportBlocks } from "./report-blocks.tsx";

/** Any report, as it reads on paper: title, where it comes from, cases, sections, methods. */
export function ReportDocument(props: {
  readonly document: Document;
  /** The reading asked for; left out: the study's. */
  readonly modelId: string | undefined;
  /** What can be done with the report, beside its title. */
  readonly actions: React.ReactNode;
  /** What is to be known about the document itself, above everything. */
  readonly state: React.ReactNode;
  /** How far the next document is, at the lower edge of the window. */
  readonly progress: React.ReactNode;
}): React.JSX.Element {
  const { document, modelId, actions, state, progress } = props;
  const parts = useMemo(() => partsOf(document), [document]);
  const has = (part: Part): boolean => parts.includes(part);
  return (
    <div className={classes.page}>
      <Contents parts={parts} />
      <article className={classes.document}>
        {state}
        <header className={classes.head}>
          <h1>{document.title}</h1>
          {actions}
        </header>
        <Provenance document={document} />
        {document.notices.map((notice) => (
          <p key={notice} className={classes.warning}>
            {notice}
          </p>
        ))}
        {document.missing !== null && <Missing why={document.missing} />}
        {has(FLOW) && (
          <section>
            <PartHeading part={FLOW} />
            <FlowTable flow={document.flow} />
          </section>
        )}
        {document.sections.map(({ id, title, blocks }) => (
          <section key={id}>
            <PartHeading part={{ anchor: sectionAnchor(id), title }} />
            <ReportBlocks blocks={blocks} modelId={modelId} />
          </section>
        ))}
        {has(METHODS) && (
          <section>
            <div className={classes.methodsHead}>
              <PartHeading part={METHODS} />
              <CopyMethods methods={document.methods} />
            </div>
            {document.methods.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </section>
        )}
        {has(CHOICES) && (
          <section>
            <PartHeading part={CHOICES} />
            <Terms
              className={classes.choices}
              lines={document.choices.map(({ question, choice }) => [question, choice])}
            />
          </section>
        )}
        {has(DEFINITIONS) && (
          <section>
            <PartHeading part={DEFINITIONS} />
            <Terms lines={document.definitions.map(({ term, definition }) => [term, definition])} />
          </section>
        )}
        {has(REFERENCES) && (
          <section>
            <PartHeading part={REFERENCES} />
            <ul className={classes.references}>
              {document.references.map((reference) => (
                <li key={reference}>{reference}</li>
              ))}
            </ul>
          </section>
        )}
        {progress}
      </article>
    </div>
  );
}

function PartHeading({ part }: { readonly part: Part }): React.JSX.Element {
  return (
    <h2 id={part.anchor} tabIndex={-1}>
      {part.title}
    </h2>
  );
}

function Terms(props: {
  readonly lines: readonly (readonly [string, string])[];
  readonly className?: string | undefined;
}): React.JSX.Element {
  const { lines, className = "" } = props;
  return (
    <dl className={`${classes.terms} ${className}`}>
      {lines.map(([term, words]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Why there is nothing, and the way to where it can be added. */
function Missing({ why }: { readonly why: string }): React.JSX.Element {
  return (
    <section className={classes.missing} data-testid="report-missing">
      <h2>What this report still needs</h2>
      <p>{why}</p>
      <LinkButton to="/">To the sessions</LinkButton>
    </section>
  );
}
