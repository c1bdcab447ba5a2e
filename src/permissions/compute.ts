import type { Sensitivity } from "../catalog/connector.ts";
import type { Catalog } from "../catalog/catalog.ts";
import {
  type Operation,
  type ScopeAlternatives,
  type TokenKind,
  connectorOf,
} from "../catalog/operation.ts";
import type { OperationUse } from "../flow/uses.ts";

/** One scope a flow needs, as a person reads it. */
export interface Permission {
  readonly connector: string;
  readonly scope: string;
  readonly token: TokenKind;
  readonly sentence: string;
  readonly sensitivity: Sensitivity;
  /** The steps that need it, with the operation each makes. */
  readonly neededBy: readonly { readonly step: string; readonly operation: string }[];
}

/** A need: any one of these sets of scopes satisfies it. */
interface Need {
  readonly step: string;
  readonly operation: string;
  readonly connector: string;
  readonly token: TokenKind;
  readonly alternatives: ScopeAlternatives;
}

/** Reading costs less than writing, and asking for one thing less than for two. */
const costs: Readonly<Record<Sensitivity, number>> = {
  read: 10,
  "read-personal": 20,
  "read-content": 30,
  write: 100,
};

/** The cheapest set of scopes that covers every use: no other set asks for less. */
export function computePermissions(
  uses: readonly OperationUse[],
  catalog: Catalog,
): readonly Permission[] {
  const needs = uses.map(needOf).filter((need) => need.alternatives.length > 0);
  const groups = Map.groupBy(needs, (need) => `${need.connector}\n${need.token}`);
  return [...groups.values()].flatMap((group) => coverGroup(group, catalog));
}

/** The scopes that let one operation pass with these literal inputs, in the order of the catalog. */
export function alternativesOf(
  operation: Operation,
  token: TokenKind,
  literals: Readonly<Record<string, string>>,
): ScopeAlternatives {
  const special = operation.scopesWhen?.find(({ input, matches }) => {
    const literal = literals[input];
    return literal !== undefined && new RegExp(matches).test(literal);
  });
  return (special ?? operation).scopes[token] ?? [];
}

function needOf(use: OperationUse): Need {
  return {
    step: use.step,
    operation: use.operation.id,
    connector: connectorOf(use.operation.id),
    token: use.token,
    alternatives: alternativesOf(use.operation, use.token, use.literals),
  };
}

function coverGroup(needs: readonly Need[], catalog: Catalog): readonly Permission[] {
  const [first] = needs;
  if (!first) return [];
  const costOf = (scope: string) => {
    const info = catalog.scope(first.connector, scope);
    return costs[info?.sensitivity ?? "write"];
  };
  const cover = cheapestCover(
    needs.map(({ alternatives }) => alternatives),
    costOf,
  );
  return [...cover].toSorted().map((scope) => {
    const info = catalog.scope(first.connector, scope);
    return {
      connector: first.connector,
      scope,
      token: first.token,
      sentence: info?.sentenceByToken?.[first.token] ?? info?.sentence ?? scope,
      sensitivity: info?.sensitivity ?? "write",
      neededBy: needs
        .filter(({ alternatives }) => satisfyingSet(alternatives, cover)?.includes(scope))
        .map(({ step, operation }) => ({ step, operation })),
    };
  });
}

/** Exact branch and bound over one choice a need; flows are small and alternatives few. */
export function cheapestCover(
  needs: readonly ScopeAlternatives[],
  costOf: (scope: string) => number,
): ReadonlySet<string> {
  const distinct = [...new Map(needs.map((need) => [JSON.stringify(need), need])).values()];
  // Needs without a choice first: what they force makes the others' choices cheap.
  const ordered = distinct.toSorted((a, b) => a.length - b.length);
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

function satisfyingSet(
  alternatives: ScopeAlternatives,
  cover: ReadonlySet<string>,
): readonly string[] | undefined {
  return alternatives.find((set) => set.every((scope) => cover.has(scope)));
}
