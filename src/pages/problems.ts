import type { PageProblem } from "../contract/page.ts";
import { nearest } from "../core/nearest.ts";

/** Collects what is wrong with a spec. */
export interface Problems {
  error(where: string, message: string): void;
  warning(where: string, message: string): void;
  readonly all: readonly PageProblem[];
}

export function collectProblems(): Problems {
  const all: PageProblem[] = [];
  return {
    error: (where, message) => void all.push({ where, severity: "error", message }),
    warning: (where, message) => void all.push({ where, severity: "warning", message }),
    all,
  };
}

/** What there is in place of a wrong name: the nearest ones, else all. */
export function insteadOf(wrong: string, known: readonly string[]): string {
  const [near] = nearest(wrong, known, 1);
  if (near !== undefined) return `Did you mean "${near}"?`;
  if (known.length === 0) return "There is none yet.";
  const shown = known.slice(0, maxShown).map((name) => `"${name}"`);
  return `There ${known.length === 1 ? "is" : "are"} ${shown.join(", ")}${known.length > maxShown ? ", …" : ""}.`;
}

const maxShown = 12;
