import type { Cell } from "../contract/page.ts";
import type { aggregates } from "../contract/page-spec.ts";
import { numberOf, spanOf } from "./compare.ts";
import { isEmpty } from "./template.ts";

export type Aggregate = (typeof aggregates)[number];

/**
 * One value of many. What is neither a number nor written as one is left out; of dates there is a
 * first and a last. `count` counts what there is.
 */
export function aggregate(by: Aggregate, values: readonly unknown[]): Cell {
  if (by === "count") return values.filter((value) => !isEmpty(value)).length;
  const numbers = values.flatMap((value) => numberOf(value) ?? []);
  if (by === "sum") return sumOf(numbers);
  if (numbers.length === 0) return by === "average" ? null : extreme(by, values);
  if (by === "average") return sumOf(numbers) / numbers.length;
  return numbers.reduce((one, other) =>
    by === "min" ? Math.min(one, other) : Math.max(one, other),
  );
}

/** Neumaier's: sums of money do not end in a row of nines. */
function sumOf(numbers: readonly number[]): number {
  let [sum, lost] = [0, 0];
  for (const number of numbers) {
    const next = sum + number;
    lost += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}

/** The first or last date, as it came. */
function extreme(by: "min" | "max", values: readonly unknown[]): Cell {
  let best: { readonly value: string; readonly at: number } | undefined;
  for (const value of values) {
    const at = spanOf(value)?.from;
    if (typeof value !== "string" || at === undefined) continue;
    if (!best || (by === "min" ? at < best.at : at > best.at)) best = { value, at };
  }
  return best?.value ?? null;
}
