import { connectorOf } from "../../catalog/operation.ts";
import type { FlowTrigger } from "../../flow/schema.ts";
import type { AccountMention } from "./account-words.ts";
import type { Clause } from "./clauses.ts";
import type { KnownStep } from "./fill.ts";
import type { Request } from "./request.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

type Said = Pick<Request, "mentions" | "clauses" | "event" | "vocabulary">;

/** Gives the steps of a clause the account that it names, where it names one of their tool. */
export function withAccount(steps: KnownStep[], from: number, clause: Clause, request: Said): void {
  for (let at = from; at < steps.length; at++) {
    const known = steps[at];
    const account = known && accountFor(known, clause, request);
    if (known && account !== undefined) steps[at] = { ...known, step: { ...known.step, account } };
  }
}

/** Of two in one clause the first is where it comes from, and the last where it goes to. */
function accountFor({ operation }: KnownStep, clause: Clause, request: Said): string | undefined {
  const provider = providerOf(operation.connector, request.vocabulary);
  const own = request.mentions.filter((one) => one.provider === provider);
  const inClause = own.filter((one) => placeOf(one, request) === clause);
  const meant = inClause.length > 0 ? inClause : own.filter((one) => !placeOf(one, request));
  return (operation.kind === "read" ? meant[0] : meant.at(-1))?.account;
}

/** The trigger with the account that is named where it is said what happens. */
export function triggerWithAccount(trigger: FlowTrigger, request: Said): FlowTrigger {
  if (trigger.type !== "event") return trigger;
  const provider = providerOf(connectorOf(trigger.event), request.vocabulary);
  const own = request.mentions.filter((one) => one.provider === provider);
  const found = own.find((one) => placeOf(one, request) === "event");
  return found?.account === undefined ? trigger : { ...trigger, account: found.account };
}

/** The part of the sentence that a mention stands in; undefined where it stands before all of them. */
function placeOf(
  { start }: AccountMention,
  { clauses, event }: Said,
): Clause | "event" | undefined {
  const startOf = (tokens: readonly Token[]) => tokens[0]?.start ?? Infinity;
  const places = [
    ...clauses.map((clause) => ({ place: clause, from: startOf(clause.tokens) })),
    { place: "event" as const, from: startOf(event) },
  ];
  return places
    .filter(({ from }) => from <= start)
    .toSorted((one, other) => one.from - other.from)
    .at(-1)?.place;
}

/** Who issues the credential of a tool. */
export function providerOf(connector: string, { connectors }: Vocabulary): string {
  return connectors.find(({ id }) => id === connector)?.provider ?? connector;
}
