import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
} from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { parseEvidenceSearch } from "../evidence/evidence-search.ts";
import { isReportName, parseReportSearch } from "../reports/report-search.ts";
import { parseStudySearch } from "../study/view.ts";
import { Home } from "./home.tsx";
import { RoomError } from "./room-error.tsx";
import { Shell } from "./shell.tsx";
import { Waiting } from "./waiting.tsx";

const RatingRoom = lazy(async () => ({
  default: (await import("../rating-room/rating-room.tsx")).RatingRoom,
}));
const MachineRoom = lazy(async () => ({
  default: (await import("../evidence/machine-room.tsx")).MachineRoom,
}));
const ReportsPage = lazy(async () => ({
  default: (await import("../reports/reports-page.tsx")).ReportsPage,
}));

const rootRoute = createRootRoute({ component: Shell });

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  validateSearch: parseStudySearch,
  component: Home,
});

const sessionIdParam = {
  parse: ({ sessionId }: { sessionId: string }) => ({ sessionId: Number.parseInt(sessionId, 10) }),
  stringify: ({ sessionId }: { sessionId: number }) => ({ sessionId: String(sessionId) }),
};

function mustBeSession({ params }: { params: { sessionId: number } }): void {
  if (!Number.isSafeInteger(params.sessionId)) throw redirect({ to: "/" });
}

/** `at`: the instant to open the session at, in ms. */
function parseSessionSearch(search: Record<string, unknown>): { at?: number } {
  const at = Number(search["at"]);
  return Number.isSafeInteger(at) && at > 0 ? { at } : {};
}

const sessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/session/$sessionId",
  params: sessionIdParam,
  validateSearch: parseSessionSearch,
  beforeLoad: mustBeSession,
  component: SessionRoom,
});

const machineRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/session/$sessionId/machine",
  params: sessionIdParam,
  validateSearch: parseEvidenceSearch,
  beforeLoad: mustBeSession,
  component: MachineEvidence,
});

const reportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports/$name",
  validateSearch: parseReportSearch,
  beforeLoad: ({ params }) => {
    if (!isReportName(params.name)) throw agreementReport();
  },
  component: Report,
});

const reportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports",
  beforeLoad: () => {
    throw agreementReport();
  },
});

/** Where the agreement stood before there were other reports. */
const agreementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/agreement",
  beforeLoad: () => {
    throw agreementReport();
  },
});

function agreementReport() {
  return redirect({ to: "/reports/$name", params: { name: "agreement" }, replace: true });
}

function Report(): React.JSX.Element | null {
  const { name } = reportRoute.useParams();
  const search = reportRoute.useSearch();
  const navigate = reportRoute.useNavigate();
  if (!isReportName(name)) return null;
  return (
    <Suspense fallback={<Waiting what="the report" />}>
      <ReportsPage report={name} search={search} onSearch={(asked) => void navigate({ search: asked })} />
    </Suspense>
  );
}

function SessionRoom(): React.JSX.Element {
  const { sessionId } = sessionRoute.useParams();
  const { at } = sessionRoute.useSearch();
  return (
    <Suspense fallback={<Waiting what="the session" />}>
      <RatingRoom key={sessionId} sessionId={sessionId} startMs={at ?? 0} />
    </Suspense>
  );
}

function MachineEvidence(): React.JSX.Element {
  const { sessionId } = machineRoute.useParams();
  return (
    <Suspense fallback={<Waiting what="the session" />}>
      <MachineRoom key={sessionId} sessionId={sessionId} />
    </Suspense>
  );
}

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    homeRoute,
    sessionRoute,
    machineRoute,
    reportsRoute,
    reportRoute,
    agreementRoute,
  ]),
  // Addresses after the # work alike from the browser host and from the desktop window's own protocol.
  history: createHashHistory(),
  defaultNotFoundComponent: Home,
  defaultErrorComponent: RoomError,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
