import type { ReactNode } from "react";
import "./chip.css";

/** What a chip says about a state before it is read. */
export type Tone = "neutral" | "good" | "warn" | "danger" | "info";

/** A small word about a state. */
export function Chip({
  tone = "neutral",
  children,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
}) {
  return <span className={`chip chip-${tone}`}>{children}</span>;
}
