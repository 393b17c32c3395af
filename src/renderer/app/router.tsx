import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
} from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { parseStudySearch } from "../study/view.ts";
import { Home } from "./home.tsx";
import { RoomError } from "./room-error.tsx";
import { Shell } from "./shell.tsx";
import { Waiting } from "./waiting.tsx";

const RatingRoom = lazy(async () => ({
  default: (await import("../rating-room/rating-room.tsx")).RatingRoom,
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

const sessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/session/$sessionId",
  params: {
    parse: ({ sessionId }) => ({ sessionId: Number.parseInt(sessionId, 10) }),
    stringify: ({ sessionId }) => ({ sessionId: String(sessionId) }),
  },
  beforeLoad: ({ params }) => {
    if (!Number.isSafeInteger(params.sessionId)) throw redirect({ to: "/" });
  },
  component: SessionRoom,
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
  return (
    <Suspense fallback={<Waiting what="the session" />}>
      <RatingRoom key={sessionId} sessionId={sessionId} />
    </Suspense>
  );
}

export const router = createRouter({
  routeTree: rootRoute.addChildren([homeRoute, sessionRoute, agreementRoute]),
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
