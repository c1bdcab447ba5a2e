/** One measured thing, as `--json` prints it. */
export interface Figure {
  readonly name: string;
  /** Of `per second` more is better, of the others less. */
  readonly unit: "ms" | "per second" | "tokens" | "MB";
  readonly p50: number;
  /** The value that 95 of 100 samples keep within: the slow end of times, the low end of rates. */
  readonly p95: number;
  readonly n: number;
  /** What it is to stay within (p50). */
  readonly target?: number;
  /** The same for p95. */
  readonly targetP95?: number;
}

/** A file of figures that belong together, measured side by side. */
export type Bench = () => Promise<readonly Figure[]>;

/** Milliseconds that this takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function figure(
  name: string,
  unit: Figure["unit"],
  samples: readonly number[],
  target?: number,
  targetP95?: number,
): Figure {
  const sorted = samples.toSorted((a, b) => (unit === "per second" ? b - a : a - b));
  const at = (share: number) =>
    Number(
      (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(3),
    );
  const base = { name, unit, p50: at(0.5), p95: at(0.95), n: samples.length };
  return {
    ...base,
    ...(target === undefined ? {} : { target }),
    ...(targetP95 === undefined ? {} : { targetP95 }),
  };
}
