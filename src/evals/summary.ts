import type { Aspect, Score } from "./score.ts";

/** Shares between 0 and 1 over the prompts of one file; doubtful ones are counted by themselves. */
export interface Summary {
  readonly file: string;
  readonly prompts: number;
  readonly doubtful: number;
  readonly aspects: Readonly<Partial<Record<Aspect, number>>>;
  /** Prompts that are wholly right, and of every group by itself. */
  readonly right: number;
  readonly create?: number;
  readonly edit?: number;
  readonly negative?: number;
  readonly wrongActions: number;
  /** Share of prompts right in each of their attempts, where there is more than one. */
  readonly passAll?: number;
  readonly attempts: number;
  /** Milliseconds. */
  readonly ms: { readonly p50: number; readonly p95: number };
  readonly tokens: number;
}

const aspects: readonly Aspect[] = [
  "connectors",
  "operations",
  "operationsF1",
  "slots",
  "permissions",
  "trigger",
  "asks",
  "kept",
  "name",
  "kind",
  "verifies",
  "green",
];

/** Sums up attempts, each a list of scores over the same prompts. */
export function summaryOf(file: string, attempts: readonly (readonly Score[])[]): Summary {
  const all = attempts.flat();
  const counted = all.filter(({ doubtful }) => !doubtful);
  const byId = Map.groupBy(counted, ({ id }) => id);
  const times = all.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const share = (scores: readonly Score[]) =>
    scores.length === 0 ? undefined : mean(scores.map(({ right }) => (right ? 1 : 0)));
  const groups = Object.fromEntries(
    (["create", "edit", "negative"] as const).flatMap((group) => {
      const value = share(counted.filter((score) => score.group === group));
      return value === undefined ? [] : [[group, value]];
    }),
  );
  return {
    file,
    prompts: attempts[0]?.length ?? 0,
    doubtful: (attempts[0] ?? []).filter(({ doubtful }) => doubtful).length,
    aspects: Object.fromEntries(
      aspects.flatMap((aspect) => {
        const values = counted.flatMap((score) => score.aspects[aspect] ?? []);
        return values.length === 0 ? [] : [[aspect, mean(values)]];
      }),
    ),
    right: share(counted) ?? 1,
    ...groups,
    wrongActions: counted.filter(({ wrongAction }) => wrongAction).length,
    ...(attempts.length > 1
      ? {
          passAll: mean(
            Array.from(byId.values(), (tries) => (tries.every(({ right }) => right) ? 1 : 0)),
          ),
        }
      : {}),
    attempts: attempts.length,
    ms: { p50: percentile(times, 0.5), p95: percentile(times, 0.95) },
    tokens: all.reduce((sum, { tokens }) => sum + tokens, 0),
  };
}

/** A line a figure, a column a file. */
export function tableOf(summaries: readonly Summary[]): string {
  const percent = (value: number | undefined) =>
    value === undefined ? "" : `${(value * 100).toFixed(1)} %`;
  const rows: [string, (summary: Summary) => string][] = [
    ["prompts and turns", ({ prompts, doubtful }) => `${prompts} (${doubtful} doubtful)`],
    ...aspects.map((aspect): [string, (summary: Summary) => string] => [
      aspect,
      (summary) => percent(summary.aspects[aspect]),
    ]),
    ["right: create", ({ create }) => percent(create)],
    ["right: edit", ({ edit }) => percent(edit)],
    ["right: negative", ({ negative }) => percent(negative)],
    ["right: all", ({ right }) => percent(right)],
    ["wrong actions", ({ wrongActions }) => String(wrongActions)],
    [
      "pass^k",
      ({ passAll, attempts }) =>
        passAll === undefined ? "" : `${percent(passAll)} (k = ${attempts})`,
    ],
    ["ms p50 / p95", ({ ms }) => `${ms.p50.toFixed(1)} / ${ms.p95.toFixed(1)}`],
    ["tokens", ({ tokens }) => String(tokens)],
  ];
  const cells = [["", ...summaries.map(({ file }) => file)]].concat(
    rows
      .map(([name, value]) => [name, ...summaries.map(value)])
      .filter((row) => row.slice(1).some(Boolean)),
  );
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 1 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
