import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { REPORT_NAMES, type ReportName } from "../../shared/reports/report-options.ts";
import { orpc } from "../app/client.ts";
import classes from "./report-tabs.module.css";

const NAMES: Readonly<Record<ReportName, string>> = {
  reliability: "Reliability",
  agreement: "Agreement",
  outcome: "Outcome",
  "action-units": "Action units",
  classification: "Classification",
};

/** The reports, each with what it still lacks. */
export function ReportTabs(): React.JSX.Element {
  const { data } = useQuery(orpc.reports.available.queryOptions({ staleTime: 0 }));
  return (
    <nav className={classes.tabs} aria-label="Reports">
      {REPORT_NAMES.map((name) => {
        const state = data?.find(({ report }) => report === name);
        const words = state === undefined ? "" : (state.lacks ?? "ready");
        return (
          <Link
            key={name}
            to="/reports/$name"
            params={{ name }}
            search={true}
            activeOptions={{ includeSearch: false }}
            className={classes.tab}
            title={words}
          >
            <span className={classes.name}>{NAMES[name]}</span>
            <span className={classes.state} data-ready={state?.lacks === null}>
              {words}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
