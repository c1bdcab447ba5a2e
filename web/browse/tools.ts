import type { ConnectorSummary } from "../../src/contract/catalog.ts";
import type { ConnectionSummary } from "../../src/contract/connection.ts";
import { browseWords as words } from "../words/browse.ts";

/** How a tool is connected. */
export interface Account {
  readonly count: number;
  readonly needsReconnect: boolean;
}

/** A category, `connected`, or `all`. */
export type Filter = string;

/** By connector: what accounts of its provider grant something of it. */
export function accountsOf(providers: readonly ConnectionSummary[]): ReadonlyMap<string, Account> {
  return new Map(
    providers.flatMap(({ connectors }) =>
      connectors.map(({ id, accounts, needsReconnect }) => [
        id,
        { count: accounts, needsReconnect },
      ]),
    ),
  );
}

/** What can be chosen, with how many tools each has; what has none is left out. */
export function filtersOf(
  connectors: readonly ConnectorSummary[],
  connected: ReadonlyMap<string, Account>,
) {
  const groups = Map.groupBy(connectors, ({ category }) => category);
  const categories = Array.from(groups, ([name, group]) => ({
    name,
    label: words.category[name] ?? name,
    count: group.length,
  }));
  return [
    { name: "all", label: words.all, count: connectors.length },
    ...(connected.size > 0
      ? [{ name: "connected", label: words.connectedOnly, count: connected.size }]
      : []),
    ...categories,
  ];
}

/** The tools of which every word is in name, description, category or an example; those whose name begins so first. */
export function fitting(
  connectors: readonly ConnectorSummary[],
  {
    text,
    filter,
    connected,
  }: {
    readonly text: string;
    readonly filter: Filter;
    readonly connected: ReadonlyMap<string, Account>;
  },
): readonly ConnectorSummary[] {
  const wanted = text.trim().toLowerCase();
  const terms = wanted.split(/\s+/).filter(Boolean);
  const isIn = ({ id, category }: ConnectorSummary) =>
    filter === "all" || filter === category || (filter === "connected" && connected.has(id));
  const fits = connectors.filter((one) => {
    const { id, name, description, category, examplePrompts } = one;
    const all = [id, name, description, words.category[category] ?? category, ...examplePrompts];
    const whole = all.join("\n").toLowerCase();
    return isIn(one) && terms.every((term) => whole.includes(term));
  });
  const rank = ({ name, id }: ConnectorSummary) => {
    const title = name.toLowerCase();
    if (title.startsWith(wanted)) return 0;
    return title.includes(wanted) || id.includes(wanted) ? 1 : 2;
  };
  return wanted === "" ? fits : fits.toSorted((one, other) => rank(one) - rank(other));
}
