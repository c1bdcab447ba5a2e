import type { ReactNode } from "react";
import "./chip.css";

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
