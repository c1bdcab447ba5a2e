import type { ScopeInfo, Sensitivity } from "../catalog/connector.ts";
import type { Catalog } from "../catalog/catalog.ts";
import {
  type Operation,
  type ScopeAlternatives,
  type ScopesWhen,
  type TokenKind,
  connectorOf,
} from "../catalog/operation.ts";
import type { GivenInputs, Use } from "../flow/uses.ts";
import { cheapestCover } from "./cover.ts";

/** One scope a flow needs, as a person reads it. */
export interface Permission {
  readonly connector: string;
  readonly scope: string;
  readonly token: TokenKind;
  /** Which of several accounts has to grant it; absent for the default. */
  readonly account?: string;
  readonly sentence: string;
  readonly sensitivity: Sensitivity;
  readonly access: "read" | "write";
  /** What it takes to get it at all, where not every operator or account can. */
  readonly condition?: string;
  /** The steps that need it, with the operation each makes; of `trigger` the event. */
  readonly neededBy: readonly { readonly step: string; readonly operation: string }[];
  /** Wider scopes that these steps would take as well, and that are not asked for. */
  readonly avoids: readonly { readonly scope: string; readonly sentence: string }[];
}

/** A need: any one of these sets of scopes satisfies it. */
interface Need {
  readonly step: string;
  readonly operation: string;
  readonly connector: string;
  readonly alternatives: ScopeAlternatives;
}

/** Reading costs less than writing, and each of a provider's classes more than all of the one below. */
const costs: Readonly<Record<Sensitivity, number>> = {
  "non-sensitive": 1,
  sensitive: 100,
  restricted: 10_000,
  read: 10,
  "read-personal": 20,
  "read-content": 30,
  write: 100,
};

/** The cheapest set of scopes that covers every use: no other set asks for less. */
export function computePermissions(uses: readonly Use[], catalog: Catalog): readonly Permission[] {
  // One grant of an account serves all connectors of a provider: a scope that one needs may cover
  // another's call.
  const groups = Map.groupBy(uses, (use) => {
    const { id } = used(use);
    const provider = catalog.providerOf(id)?.id ?? connectorOf(id);
    return `${provider}\n${use.token}\n${use.account ?? ""}`;
  });
  return [...groups.values()].flatMap((group) => {
    const needs = group.map(needOf).filter(({ alternatives }) => alternatives.length > 0);
    const { token = "user", account } = group[0] ?? {};
    return coverGroup(needs, { token, ...(account === undefined ? {} : { account }) }, catalog);
  });
}

/** The sets of scopes of which one lets the call pass with what is given, in the order of the catalog. */
export function alternativesOf(
  operation: Operation,
  token: TokenKind,
  inputs: GivenInputs,
): ScopeAlternatives {
  const special = operation.scopesWhen?.find((when) => holds(when, inputs));
  return (special ?? operation).scopes[token] ?? [];
}

function holds(when: ScopesWhen, { given, origins }: GivenInputs): boolean {
  if ("without" in when) return !when.without.some((input) => given.has(input));
  if ("given" in when) return given.has(when.input);
  if ("from" in when) return when.from.includes(origins.get(when.input) ?? "");
  const literal = given.get(when.input);
  return literal !== undefined && new RegExp(when.matches).test(literal);
}

/** The operation that is called, or the event that is waited for. */
function used(use: Use): { readonly id: string } {
  return "event" in use ? use.event : use.operation;
}

function needOf(use: Use): Need {
  const { id } = used(use);
  return {
    step: use.step,
    operation: id,
    connector: connectorOf(id),
    alternatives: "event" in use ? use.scopes : alternativesOf(use.operation, use.token, use),
  };
}

function coverGroup(
  needs: readonly Need[],
  whose: Pick<Permission, "token" | "account">,
  catalog: Catalog,
): readonly Permission[] {
  const { token } = whose;
  const connectors = [...new Set(needs.map(({ connector }) => connector))];
  const infoOf = (scope: string) =>
    connectors
      .map((connector) => catalog.scope(connector, scope))
      .find((info) => info !== undefined);
  const costOf = (scope: string) => costWith(scope, infoOf);
  const cover = cheapestCover(
    needs.map(({ alternatives }) => alternatives),
    costOf,
  );
  return connectors.flatMap((connector) => {
    const own = needs.filter((need) => need.connector === connector);
    return [...cover].toSorted().flatMap((scope) => {
      const served = own.filter(({ alternatives }) =>
        satisfyingSet(alternatives, cover)?.includes(scope),
      );
      if (served.length === 0) return [];
      const info = catalog.scope(connector, scope);
      const sentenceOf = (one: string) => {
        const known = catalog.scope(connector, one);
        return known?.sentenceByToken?.[token] ?? known?.sentence ?? one;
      };
      return [
        {
          connector,
          scope,
          ...whose,
          sentence: sentenceOf(scope),
          sensitivity: info?.sensitivity ?? "write",
          access: info?.access ?? "write",
          ...(info?.condition === undefined ? {} : { condition: info.condition }),
          neededBy: served.map(({ step, operation }) => ({ step, operation })),
          avoids: widerThan(scope, served, costOf)
            .filter((wider) => !cover.has(wider))
            .map((wider) => ({ scope: wider, sentence: sentenceOf(wider) })),
        },
      ];
    });
  });
}

/** A scope costs what it lets one do: its own class, and everything it makes needless. */
function costWith(scope: string, infoOf: (scope: string) => ScopeInfo | undefined): number {
  const own = (name: string) => {
    const info = infoOf(name);
    return costs[info?.sensitivity ?? "write"] * (info?.access === "read" ? 1 : 2);
  };
  return [scope, ...(infoOf(scope)?.covers ?? [])].reduce((sum, name) => sum + own(name), 0);
}

/** Scopes that would serve a need in place of this one and cost more, the nearest first. */
function widerThan(
  scope: string,
  needs: readonly Need[],
  costOf: (scope: string) => number,
): readonly string[] {
  const others = needs.flatMap(({ alternatives }) =>
    alternatives.filter((set) => set.length === 1).flat(),
  );
  return [...new Set(others)]
    .filter((other) => costOf(other) > costOf(scope))
    .toSorted((one, other) => costOf(one) - costOf(other));
}

function satisfyingSet(
  alternatives: ScopeAlternatives,
  cover: ReadonlySet<string>,
): readonly string[] | undefined {
  return alternatives.find((set) => set.every((scope) => cover.has(scope)));
}
