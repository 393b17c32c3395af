/** Why there is no picture. */
export type VideoProblem = "unplayable" | "damaged" | "unreadable";

/** Codes of MediaError. */
const NETWORK = 2;
const DECODE = 3;

/** What a media error of the browser means for the rater. */
export function videoProblem(mediaErrorCode: number): VideoProblem {
  if (mediaErrorCode === NETWORK) return "unreadable";
  if (mediaErrorCode === DECODE) return "damaged";
  return "unplayable";
}
