import type { Catalog } from "../catalog/catalog.ts";
import { connectorOf } from "../catalog/operation.ts";
import { nearest } from "../core/nearest.ts";
import type { FlowProblem } from "./check.ts";
import { type Flow, ownAccount } from "./schema.ts";

const mostNamed = 20;

/** Names of the shared accounts that are connected at a provider, the default one first. */
export type AccountsOf = (provider: string) => readonly string[];

interface Accounts {
  /** Tools that have no account to choose. */
  readonly wrong: readonly FlowProblem[];
  /** Accounts that are not connected, or not under this name. */
  readonly doubts: readonly FlowProblem[];
}

/** Looks at every account that a flow names. One that is not connected yet is asked for by its name. */
export function checkAccounts(flow: Flow, catalog: Catalog, accountsOf: AccountsOf): Accounts {
  const wrong: FlowProblem[] = [];
  const doubts: FlowProblem[] = [];
  for (const { where, use, account } of namedIn(flow)) {
    const provider = catalog.providerOf(use);
    if (!provider) continue;
    const lack = withoutChoice(use, catalog);
    if (lack !== undefined) {
      wrong.push({ where, message: `${connectorOf(use)} ${lack}: leave it out` });
      continue;
    }
    const known = accountsOf(provider.id);
    if (account === ownAccount || known.length === 0 || known.includes(account)) continue;
    const [near] = nearest(account, known, 1);
    const hint = near === undefined ? "" : `; nearest: "${near}"`;
    const message = `No account "${account}" is connected at ${provider.name}${hint}; there are: ${listed(known)}. Saved so, it is asked for under this name`;
    doubts.push({ where, message });
  }
  return { wrong, doubts };
}

/** Why a tool has no accounts to choose from. One that a person added does not say whose it is. */
export function withoutChoice(use: string, catalog: Catalog): string | undefined {
  if (catalog.providerOf(use)?.key?.kind === "none") return "works without an account";
  const isAdded = catalog.connector(connectorOf(use))?.category === "custom";
  return isAdded ? "has one account and no other" : undefined;
}

/** What is wrong with the name of an account, with those that there are. */
export function withAccounts(
  problem: FlowProblem,
  candidate: unknown,
  catalog: Catalog,
  accountsOf: AccountsOf,
): FlowProblem {
  const [, place] = /^(trigger|steps\.[^.]+)\.account$/.exec(problem.where) ?? [];
  const provider = catalog.providerOf(place === undefined ? "" : useAt(place, candidate));
  const known = provider ? accountsOf(provider.id) : [];
  if (known.length === 0) return problem;
  return { ...problem, message: `${problem.message}; there are: ${listed(known)}` };
}

/** As many as somebody reads. */
function listed(names: readonly string[]): string {
  const more = names.length - mostNamed;
  const some = names.slice(0, mostNamed).join(", ");
  return more > 0 ? `${some} and ${more} more` : some;
}

function namedIn({ trigger, steps }: Flow) {
  const started =
    trigger.type === "event" && trigger.account !== undefined
      ? [{ where: "trigger.account", use: trigger.event, account: trigger.account }]
      : [];
  const called = steps.flatMap(({ id, use, account }) =>
    account === undefined ? [] : [{ where: `steps.${id}.account`, use, account }],
  );
  return [...started, ...called];
}

/** The event or operation at a place of what is no flow yet. */
function useAt(place: string, candidate: unknown): string {
  const read = (value: unknown, key: string): unknown => Reflect.get(Object(value), key);
  if (place === "trigger") return String(read(read(candidate, "trigger"), "event"));
  const steps: unknown = read(candidate, "steps");
  const id = place.slice("steps.".length);
  const step: unknown = Array.isArray(steps)
    ? steps.find((one, index) => (read(one, "id") ?? String(index)) === id)
    : undefined;
  return String(read(step, "use"));
}
