/**
 * The known names most like a wrong one, best first: those that share most of its letter pairs
 * (Sørensen-Dice), whatever their order and case. Names that share next to nothing are left out.
 */
export function nearest(wrong: string, known: Iterable<string>, limit: number): readonly string[] {
  const pairs = pairsOf(wrong);
  return Array.from(known, (name) => ({ name, likeness: likeness(pairs, pairsOf(name)) }))
    .filter((one) => one.likeness >= leastLikeness)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, limit)
    .map(({ name }) => name);
}

const leastLikeness = 0.3;

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = one.intersection(other).size;
  return (2 * shared) / (one.size + other.size || 1);
}

/** Letter pairs; the first letter counts as a pair too, so that names of one letter have some. */
function pairsOf(name: string): ReadonlySet<string> {
  const letters = `^${name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "")}`;
  return new Set(Array.from({ length: letters.length - 1 }, (_, at) => letters.slice(at, at + 2)));
}
