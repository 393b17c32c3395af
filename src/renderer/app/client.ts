import { createORPCClient } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { type Query, QueryCache, QueryClient } from "@tanstack/react-query";
import type { Contract } from "../../shared/contract/contract.ts";
import { ConnectionLostError, keepConnected, type Link } from "./connection.ts";
import { describeFailure } from "./failure.ts";
import { dialPort, dialSocket } from "./lines.ts";
import { forgetRater, rememberedRater } from "./rater-memory.ts";

type Client = ContractRouterClient<Contract>;

function socketUrl(): string {
  const url = new URL("/rpc", window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

/** A new line knows no rater: the one who worked here signs in again, before anything else is asked. */
async function signInAgain(link: Link): Promise<void> {
  const code = rememberedRater();
  if (code === null) return;
  const greeted: Client = createORPCClient(link);
  // Refused when the program serves no study, or another one, by now: then nobody is signed in.
  await greeted.raters.signIn({ code }).catch(forgetRater);
}

const inDesktopWindow = navigator.userAgent.includes("Electron");

export const connection = keepConnected(
  inDesktopWindow ? dialPort : () => dialSocket(socketUrl()),
  signInAgain,
);

/** The contract, callable. */
export const client: Client = createORPCClient(connection.link);

/** The contract as TanStack Query options: `useQuery(orpc.sessions.list.queryOptions())`. */
export const orpc = createTanstackQueryUtils(client);

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      // Another window has closed the study: the frame learns it too and shows the start.
      if (describeFailure(error).code === "NO_STUDY_OPEN") {
        void queryClient.invalidateQueries({ queryKey: orpc.studies.current.key() });
      }
    },
  }),
  defaultOptions: {
    queries: {
      // The program is on this machine: there is no "offline", and a failure will not go away by asking again.
      networkMode: "always",
      retry: false,
      staleTime: 5_000,
      refetchOnWindowFocus: true,
    },
    mutations: { networkMode: "always", retry: false },
  },
});

const isStream = ({ queryKey }: Query): boolean => {
  const [, kind] = queryKey;
  return typeof kind === "object" && kind !== null && "type" in kind && kind.type === "live";
};

/**
 * Asks again for everything that is shown and waits for the answers. A stream never answers to the end: one that
 * runs goes on, one that has ended is started again, and nobody waits for either.
 */
export async function refreshEverything(): Promise<void> {
  void queryClient.invalidateQueries({
    predicate: (query) => isStream(query) && query.state.fetchStatus === "idle",
  });
  await queryClient.invalidateQueries({ predicate: (query) => !isStream(query) });
}

connection.subscribe(() => {
  if (connection.state() === "open") void refreshEverything();
});

/** True for an error that only says that the line is down, which the page's frame shows already. */
export function isConnectionLost(error: unknown): boolean {
  return error instanceof ConnectionLostError;
}
