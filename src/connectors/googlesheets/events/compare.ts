/** A row with something in it. */
export interface Row {
  /** As the sheet counts it, from 1. */
  readonly number: number;
  readonly list: readonly (string | number | boolean | null)[];
  readonly hash: string;
}

/**
 * Which rows are new and which have changed. Rows that only moved, by a sort or because others were
 * put in or taken out, are neither. Where rows went and others came between the same two that stayed,
 * they are taken as changed, one for one in their order; what came beyond that is new.
 *
 * What is not told yet is kept as it was, so that the next comparison finds it again.
 */
export function compareRows(
  rows: readonly Row[],
  old: readonly string[] | undefined,
  kind: "added" | "changed",
  max: number,
): { readonly told: readonly Row[]; readonly kept: readonly string[]; readonly isMore: boolean } {
  const hashes = rows.map(({ hash }) => hash);
  if (!old) return { told: [], kept: hashes, isMore: false };
  const [before, after] = [split(old, hashes), split(hashes, old)];
  // In another order there is no telling where a row stood.
  const isSorted = before.stayed.join("\n") !== after.stayed.join("\n");
  const placeOf = (gap: number) => (isSorted ? 0 : gap);
  const gone = Map.groupBy(before.odd, ({ gap }) => placeOf(gap));
  const changed = new Map<Row, string>();
  const added: Row[] = [];
  for (const { gap, index } of after.odd) {
    const [row, was] = [rows[index], gone.get(placeOf(gap))?.shift()];
    if (!row) continue;
    if (was) changed.set(row, old[was.index] ?? "");
    else added.push(row);
  }
  const found = kind === "added" ? added : [...changed.keys()];
  const waiting = new Set(found.slice(max));
  return {
    told: found.slice(0, max),
    kept: rows.flatMap((row) => (waiting.has(row) ? (changed.get(row) ?? []) : [row.hash])),
    isMore: waiting.size > 0,
  };
}

interface Odd {
  readonly index: number;
  /** How many of those that stayed stand before it. */
  readonly gap: number;
}

/** Those that the others have too, and those they do not have, or have fewer of. */
function split(
  all: readonly string[],
  others: readonly string[],
): { readonly stayed: readonly string[]; readonly odd: readonly Odd[] } {
  const counts = new Map<string, number>();
  for (const hash of others) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const stayed: string[] = [];
  const odd: Odd[] = [];
  for (const [index, hash] of all.entries()) {
    const left = counts.get(hash) ?? 0;
    counts.set(hash, left - 1);
    if (left > 0) stayed.push(hash);
    else odd.push({ index, gap: stayed.length });
  }
  return { stayed, odd };
}
