import { oc } from "@orpc/contract";
import * as z from "zod";
import { RATING_STATES, ratingValueSchema } from "../ceas/rating.ts";
import { failures } from "../failure.ts";
import { minuteNumberSchema, raterCodeSchema } from "../names.ts";

export const raterSchema = z.object({ raterId: z.int(), code: z.string() });
export type Rater = z.infer<typeof raterSchema>;

/** The newest version of one rater's rating of one minute. */
export const minuteRatingSchema = z.object({
  minute: minuteNumberSchema,
  value: ratingValueSchema,
  state: z.enum(RATING_STATES),
  /** Counts the changes of this minute by this rater from 1. */
  version: z.int().min(1),
  recordedAt: z.iso.datetime(),
});
export type MinuteRating = z.infer<typeof minuteRatingSchema>;

export const ratingSheetSchema = z.object({
  rater: z.string(),
  /** Minutes that have at least one version, in order. */
  minutes: z.array(minuteRatingSchema),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
});
export type RatingSheet = z.infer<typeof ratingSheetSchema>;

/** What changed, and what can be undone or redone now. */
export const ratingChangeSchema = z.object({
  /** Null when there was nothing to undo or redo. */
  changed: minuteRatingSchema.nullable(),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
});
export type RatingChange = z.infer<typeof ratingChangeSchema>;

const bySession = z.object({ sessionId: z.int() });
const ratingFailures = failures("NO_STUDY_OPEN", "NOT_SIGNED_IN", "NOT_FOUND", "STORAGE_FAILED");

export const ratersContract = {
  list: oc.errors(failures("NO_STUDY_OPEN")).output(z.array(raterSchema)),
  /** The rater who is signed in on this connection, or null. */
  current: oc.output(raterSchema.nullable()),
  /** Signs in as a rater, who is added to the study if the code is new. */
  signIn: oc
    .errors(failures("NO_STUDY_OPEN", "INVALID_VALUE", "STORAGE_FAILED"))
    .input(z.object({ code: raterCodeSchema }))
    .output(raterSchema),
  signOut: oc.output(z.null()),
};

export const ratingsContract = {
  /** The signed-in rater's own ratings of a session. */
  sheet: oc.errors(ratingFailures).input(bySession).output(ratingSheetSchema),
  /**
   * Stores a new version of one minute. `basedOn` is the version the change was made from (0 for none); when
   * another window has stored one since, the change is refused with CONFLICT.
   */
  save: oc
    .errors({ ...ratingFailures, ...failures("CONFLICT", "INVALID_VALUE") })
    .input(
      z.object({
        sessionId: z.int(),
        minute: minuteNumberSchema,
        value: ratingValueSchema,
        basedOn: z.int().min(0),
      }),
    )
    .output(ratingChangeSchema),
  /** Takes back the rater's last change in this session; survives closing the program. */
  undo: oc.errors(ratingFailures).input(bySession).output(ratingChangeSchema),
  redo: oc.errors(ratingFailures).input(bySession).output(ratingChangeSchema),
};
