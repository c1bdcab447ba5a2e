const ranges: readonly (readonly [number, number])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
];

/** Whether two cron expressions of five fields mean the same: `1-5` is `1,2,3,4,5`, and 7 is Sunday too. */
export function sameCron(one: string, other: string): boolean {
  const [left, right] = [meaningOf(one), meaningOf(other)];
  return left !== undefined && left === right;
}

function meaningOf(cron: string): string | undefined {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== ranges.length) return undefined;
  const sets = fields.map((field, index) => valuesOf(field, index));
  return sets.includes(undefined) ? undefined : sets.map(String).join(" ");
}

function valuesOf(field: string, index: number): readonly number[] | undefined {
  const [low, high] = ranges[index] ?? [0, 0];
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const match = /^(?:(\*)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) return undefined;
    const [, star, from = "", to, step] = match;
    const start = star ? low : Number(from);
    const end = star ? high : to !== undefined ? Number(to) : step === undefined ? start : high;
    for (let value = start; value <= end; value += Number(step ?? 1))
      values.add(index === 4 && value === 7 ? 0 : value);
  }
  return [...values].toSorted((a, b) => a - b);
}
