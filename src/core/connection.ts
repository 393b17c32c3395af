import type { Rater } from "../shared/contract/ratings.ts";
import type { SystemInfo } from "../shared/contract/system.ts";

/**
 * One connection of a page or command. Who is signed in is kept here by the core and is never sent as input.
 */
export interface Connection {
  readonly host: SystemInfo["host"];
  /**
   * The rater who signed in, with the study that the sign-in holds for. In an object of its own, because the router
   * hands each call a shallow copy of its connection.
   */
  readonly signIn: { current: { readonly studyId: string; readonly rater: Rater } | null };
}
