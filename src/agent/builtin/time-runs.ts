import type { TimeItem } from "./time-item.ts";
import { timeItemAt } from "./time-items.ts";
import type { Token } from "./tokens.ts";

/** Items for time that stand right behind each other. */
export interface Placed {
  readonly at: number;
  readonly item: TimeItem;
}

export const endOf = (run: readonly Placed[]) => {
  const last = run.at(-1);
  return last ? last.at + last.item.length : 0;
};

export function runAt(tokens: readonly Token[], from: number): readonly Placed[] {
  const run: Placed[] = [];
  for (let at = from, item = timeItemAt(tokens, at); item; item = timeItemAt(tokens, at)) {
    run.push({ at, item });
    at += item.length;
  }
  return run;
}

/** After these a phrase ends, though they are no time themselves. */
const closing = /^(?:time|zeit|uhr|o'clock|heures|h|hs|\))$/;

/** Fill words belong to a phrase between its parts, or right before one: `on mondays`, `at 9`. */
export function trimmed(tokens: readonly Token[], run: readonly Placed[]): readonly Placed[] {
  const isFill = (placed: Placed) => placed.item.kind === "fill";
  const first = run.findIndex((placed) => !isFill(placed));
  const last = run.findLastIndex(
    (placed) => !isFill(placed) || closing.test(tokens[placed.at]?.norm ?? ""),
  );
  if (first < 0) return [];
  const mark = run.findLastIndex(
    ({ at }, index) => index < first && tokens[at]?.kind === "mark" && tokens[at].norm !== "(",
  );
  return run.slice(mark + 1, last + 1);
}
