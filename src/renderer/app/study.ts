import { useQuery } from "@tanstack/react-query";
import type { Study } from "../../shared/contract/studies.ts";
import type { SystemInfo } from "../../shared/contract/system.ts";
import { client, orpc, queryClient, refreshEverything } from "./client.ts";
import { forgetRater } from "./rater-memory.ts";

/** The study that is open: undefined while that is not known yet, null for none. */
export function useStudy(): { study: Study | null | undefined; error: Error | null } {
  const { data, error } = useQuery(orpc.studies.current.queryOptions());
  return { study: data, error };
}

/** Version and abilities of the host; undefined until they are known. They do not change while the page lives. */
export function useSystemInfo(): SystemInfo | undefined {
  return useQuery(orpc.system.info.queryOptions({ staleTime: Number.POSITIVE_INFINITY })).data;
}

/** The queue, live: the query's data is undefined until the first report. */
export function useQueue() {
  return useQuery(orpc.analysis.watch.experimental_liveOptions({ staleTime: 0 }));
}

/** Everything that the page knows belongs to one study: it forgets all of it when another one is opened or none. */
export async function studyChanged(study: Study | null): Promise<void> {
  forgetRater();
  await client.raters.signOut();
  queryClient.setQueryData(orpc.studies.current.queryKey(), study);
  queryClient.removeQueries({ predicate: (query) => !isOfTheProgram(query.queryKey) });
  await refreshEverything();
}

function isOfTheProgram(key: readonly unknown[]): boolean {
  const [path] = key;
  return Array.isArray(path) && (path[0] === "system" || path[0] === "studies");
}
