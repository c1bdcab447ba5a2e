import { connectorOf } from "../../catalog/operation.ts";
import type { Flow, FlowStep, FlowTrigger } from "../../flow/schema.ts";
import type { AccountMention, SaidAccounts } from "./account-words.ts";
import type { Clause } from "./clauses.ts";
import type { KnownStep } from "./fill.ts";
import { verbOf } from "./lexicon.ts";
import type { Request } from "./request.ts";
import { type Token, tokenize } from "./tokens.ts";
import type { Context, Intent } from "./understand.ts";
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

/** Says nothing but which account: `post it with slack:sales instead`, `use the default account again`. */
export const light: ReadonlySet<string> = new Set(
  (
    "use take with using via through instead again now please the a from in to on into for as it its that them this one " +
    "account workspace step steps both all always only just switch change move make let should be is and of not but message messages " +
    "our my run call go back there bitte wieder jetzt stattdessen nimm mit usa con ahora utilise avec maintenant"
  ).split(" "),
);

/** The function at hand with another account where a sentence says only that. */
export function accountChange(
  { rest, mentions }: SaidAccounts,
  { current, vocabulary }: Pick<Context, "current" | "vocabulary">,
): Intent | undefined {
  if (!current || mentions.length === 0) return undefined;
  const words = tokenize(rest).filter(({ kind }) => kind !== "mark" && kind !== "break");
  if (words.some(({ kind }) => kind !== "word")) return undefined;
  const toolWords = new Set(vocabulary.connectors.flatMap(({ words: all }) => all));
  const left = words.filter(({ norm }) => !light.has(norm) && !toolWords.has(norm));
  const verbs = left.map(({ norm }) => verbOf(norm));
  const { flow, version } = current;
  const byUse = new Map(vocabulary.operations.map((operation) => [operation.id, operation]));
  const isSaid = ({ use }: FlowStep) =>
    verbs.every((verb) => verb !== undefined && byUse.get(use)?.verbs.has(verb) === true);
  if (verbs.length > 0 && !flow.steps.some(isSaid)) return undefined;
  const changes: string[] = [];
  const steps = flow.steps.map((step) => {
    const provider = providerOf(connectorOf(step.use), vocabulary);
    const meant = mentions.findLast((one) => one.provider === provider);
    if (!meant || !isSaid(step)) return step;
    const next = accounted(step, meant.account);
    if (next !== step) changes.push(changeWords(step.id, meant));
    return next;
  });
  const { trigger } = flow;
  const startsOn =
    trigger.type === "event" ? providerOf(connectorOf(trigger.event), vocabulary) : undefined;
  const ofTrigger = mentions.findLast((one) => one.provider === startsOn);
  const started =
    trigger.type === "event" && ofTrigger && verbs.length === 0
      ? accounted(trigger, ofTrigger.account)
      : trigger;
  if (ofTrigger && started !== trigger) changes.push(changeWords("what starts it", ofTrigger));
  const next: Flow = { ...flow, trigger: started, steps };
  return { kind: "edit", base: version, flow: next, changes };
}

function changeWords(what: string, { provider, account }: AccountMention): string {
  const whose = account === undefined ? "the default account" : `\`${provider}:${account}\``;
  return `${what === "what starts it" ? what : `\`${what}\``} takes ${whose}`;
}

function accounted<Of extends { readonly account?: string | undefined }>(
  of: Of,
  account: string | undefined,
) {
  return of.account === account ? of : { ...of, account };
}

/** Who issues the credential of a tool. */
export function providerOf(connector: string, { connectors }: Vocabulary): string {
  return connectors.find(({ id }) => id === connector)?.provider ?? connector;
}
