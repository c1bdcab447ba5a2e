import type { Cell } from "../../../src/contract/page.ts";
import { pageViewWords as words } from "../../words/page-view.ts";
import { type Format, nothing, safeLink } from "./format.ts";
import "./value.css";

interface ValueProps {
  readonly cell: Cell;
  readonly format: Format;
  /** Of its format, made once for all cells of a column. */
  readonly write: (cell: Cell) => string;
}

/** A value as it is shown: written out, or as a link. */
export function Value({ cell, format, write }: ValueProps) {
  const text = write(cell);
  if (text === nothing) return <span className="value-nothing">{nothing}</span>;
  const address = format === "link" || format === "image" ? safeLink(cell) : undefined;
  if (address === undefined) return text;
  // The policy of the page loads no image from elsewhere: who looks at it is told to nobody.
  return (
    <a className="value-link" href={address} target="_blank" rel="noopener noreferrer">
      {format === "image" ? words.openImage : address.replace(/^(?:https?:\/\/|mailto:)/i, "")}
    </a>
  );
}
