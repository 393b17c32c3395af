import { createContext, use } from "react";
import { createPortal } from "react-dom";

/** The place in the page's header that belongs to the room which is open; null until the header is drawn. */
export const RoomHeaderPlace = createContext<HTMLElement | null>(null);

/**
 * A room's own part of the one header line, between the study's name and the rater: where one is and how it
 * stands. Draw it anywhere inside a room: `<RoomHeader><span>P01 › Session 3</span> …</RoomHeader>`.
 */
export function RoomHeader({ children }: { readonly children: React.ReactNode }): React.ReactNode {
  const place = use(RoomHeaderPlace);
  return place === null ? null : createPortal(children, place);
}
