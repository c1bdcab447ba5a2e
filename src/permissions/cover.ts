import type { ScopeAlternatives } from "../catalog/operation.ts";

/**
 * The cheapest set of scopes that satisfies every need: exact branch and bound over one choice a
 * need. Of sets that cost the same, the one that the catalog names first.
 */
export function cheapestCover(
  needs: readonly ScopeAlternatives[],
  costOf: (scope: string) => number,
): ReadonlySet<string> {
  // Needs without a choice first: what they force makes the others' choices cheap.
  const ordered = independent(needs).toSorted((a, b) => a.length - b.length);
  let best: ReadonlySet<string> = new Set();
  let bestCost = Number.POSITIVE_INFINITY;
  const choose = (index: number, chosen: ReadonlySet<string>, cost: number): void => {
    if (cost >= bestCost) return;
    const alternatives = ordered[index];
    if (!alternatives) {
      best = chosen;
      bestCost = cost;
      return;
    }
    for (const set of alternatives) {
      const added = set.filter((scope) => !chosen.has(scope));
      choose(
        index + 1,
        new Set([...chosen, ...added]),
        cost + added.reduce((sum, scope) => sum + costOf(scope), 0),
      );
    }
  };
  choose(0, new Set(), 0);
  return best;
}

/** Without needs that are met whenever another one is. */
function independent(needs: readonly ScopeAlternatives[]): readonly ScopeAlternatives[] {
  const keyed = [...new Map(needs.map((need) => [keyOf(need), need])).values()].map((need) => ({
    need,
    sets: new Set(need.map((set) => set.toSorted().join(" "))),
  }));
  return keyed
    .filter(
      ({ sets }, index) =>
        !keyed.some(
          (other, at) =>
            at !== index &&
            other.sets.isSubsetOf(sets) &&
            (other.sets.size < sets.size || at < index),
        ),
    )
    .map(({ need }) => need);
}

const keyOf = (need: ScopeAlternatives) => JSON.stringify(need);
