import { Button, Group } from "@mantine/core";
import { useCallback, useMemo, useState } from "react";
import type { Agreement } from "../../shared/contract/agreement.ts";
import { sessionsSentence } from "../../shared/figures/agreement-words.ts";
import type { FigureTheme } from "../../shared/figures/figure-spec.ts";
import {
  type RatedSession,
  ratedSessions,
  sessionCorrelations,
  sessionsByPage,
} from "../../shared/figures/session-correlations.ts";
import { fullestSession, type SessionAgreement, sessionRows } from "./agreement-rows.ts";
import classes from "./document.module.css";
import { SessionCourseFigure } from "./session-course-figure.tsx";
import { SessionsTable } from "./sessions-table.tsx";
import { VegaFigure } from "./vega-figure.tsx";

/** r in each session, and one session's course. */
export function SessionsSection({ agreement }: { readonly agreement: Agreement }): React.JSX.Element {
  const rows = sessionRows(agreement);
  const [chosen, setChosen] = useState<SessionAgreement | null>(fullestSession(rows));
  return (
    <section>
      <h2>Sessions</h2>
      <p>{sessionsSentence(rows.map((row) => row.all))}</p>
      <SessionFigures agreement={agreement} />
      <SessionsTable raters={agreement.raters} rows={rows} chosen={chosen} onChoose={setChosen} />
      {chosen !== null && <SessionCourseFigure agreement={agreement} chosen={chosen} />}
    </section>
  );
}

/** The figure of r by session, page by page where there are many sessions. */
function SessionFigures({ agreement }: { readonly agreement: Agreement }): React.JSX.Element {
  const [page, setPage] = useState(0);
  const pages = useMemo(() => sessionsByPage(ratedSessions(agreement)), [agreement]);
  const sessions = pages[page];
  const draw = useCallback(
    (theme: FigureTheme) => sessionCorrelations(agreement, theme, sessions),
    [agreement, sessions],
  );
  return (
    <figure>
      {pages.length > 1 && (
        <Group gap="xs" mb="xs">
          <Button size="compact-xs" variant="default" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Sessions before
          </Button>
          <span>
            {sessionsWords(sessions)}, page {page + 1} of {pages.length}
          </span>
          <Button
            size="compact-xs"
            variant="default"
            disabled={page === pages.length - 1}
            onClick={() => setPage(page + 1)}
          >
            Sessions after
          </Button>
        </Group>
      )}
      <VegaFigure
        description={`r with its 95% interval for ${sessionsWords(sessions)}; the values stand in table 3.`}
        draw={draw}
      />
      <figcaption className={classes.caption}>
        Figure 2. r with its 95% interval by session. The broken line is r over all sessions.
      </figcaption>
    </figure>
  );
}

function sessionsWords(sessions: readonly RatedSession[] = []): string {
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (first === undefined || last === undefined) return "no session";
  return `${first.patient} › ${first.session} to ${last.patient} › ${last.session}`;
}
