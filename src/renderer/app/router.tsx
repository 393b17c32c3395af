import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
} from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { parseEvidenceSearch } from "../evidence/evidence-search.ts";
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
const AgreementPage = lazy(async () => ({
  default: (await import("../agreement/agreement-page.tsx")).AgreementPage,
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

const agreementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/agreement",
  component: () => (
    <Suspense fallback={<Waiting what="the agreement page" />}>
      <AgreementPage />
    </Suspense>
  ),
});

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
  routeTree: rootRoute.addChildren([homeRoute, sessionRoute, machineRoute, agreementRoute]),
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
