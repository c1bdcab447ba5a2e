import { connectorOf } from "../../catalog/operation.ts";
import type { Flow, FlowStep } from "../../flow/schema.ts";
import type { AccountMention, SaidAccounts } from "./account-words.ts";
import { asksAbout } from "./edit-words.ts";
import { verbOf } from "./lexicon.ts";
import { providerOf } from "./step-accounts.ts";
import { joinWords } from "./text.ts";
import { type Token, tokenize } from "./tokens.ts";
import type { Context, Intent } from "./understand.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Says nothing but which account: `post it with slack:sales instead`, `use the default account again`. */
export const light: ReadonlySet<string> = new Set(
  (
    "use take with using via through instead again now then please the a from in to on into for as it its that them this one " +
    "account workspace step steps both all always only just switch change set move make let should be is and of not but message messages " +
    "our my run call go back there over have shall must want needs function can could would you uses using " +
    "bitte wieder jetzt dann stattdessen nimm mit lass soll sollte auf zu um uber von das die dem den der fur nutzen nutzt verwenden verwendet benutzen benutzt stelle stell wechsle wechsel konto funktion " +
    "usa con ahora cambia haz que use la el a cuenta funcion para " +
    "utilise avec maintenant puis passe fais le sur par de compte fonction pour change"
  ).split(" "),
);

type Ground = Pick<Context, "current" | "vocabulary" | "accounts" | "functions">;

/**
 * The function at hand with another account where a sentence says only that. It may be called by
 * its name, exactly: `switch postToGeneral to slack:sales`, `let postToGeneral use acme-2`.
 */
export function accountChange(
  { rest, mentions: said }: SaidAccounts,
  ground: Ground,
): Intent | undefined {
  const { current, vocabulary } = ground;
  const all = tokenize(rest);
  if (!current || isQuestion(all)) return undefined;
  const spoken = all.filter(({ kind }) => kind !== "mark" && kind !== "break");
  const words = spoken.filter((word) => calledBy(word) !== current.name);
  if (words.some(({ kind }) => kind !== "word")) return undefined;
  const tools = new Set(vocabulary.connectors.flatMap(({ words: own }) => own));
  const telling = words.filter(({ norm }) => !light.has(norm) && !tools.has(norm));
  const bare = said.length > 0 ? [] : telling.flatMap((word) => namedAlone(word, ground));
  const mentions = [...said, ...bare];
  if (mentions.length === 0) return undefined;
  const others = telling.filter(({ start }) => !bare.some((one) => one.start === start));
  const more = others.filter((word) => ground.functions.includes(calledBy(word)));
  if (more.length > 0 && more.length === others.length && words.length < spoken.length)
    return oneAtATime(current.name, more);
  const verbs = others.map(({ norm }) => verbOf(norm));
  // `post to sales` is about a channel
  if (verbs.length > 0 && bare.some(({ account = "" }) => !/[\d-]/.test(account))) return undefined;
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
  const startsOn = startedBy(flow, vocabulary);
  const { trigger } = flow;
  const ofTrigger = mentions.findLast((one) => one.provider === startsOn);
  const started =
    trigger.type === "event" && ofTrigger && verbs.length === 0
      ? accounted(trigger, ofTrigger.account)
      : trigger;
  if (ofTrigger && started !== trigger) changes.push(changeWords("what starts it", ofTrigger));
  const next: Flow = { ...flow, trigger: started, steps };
  return { kind: "edit", base: version, flow: next, changes };
}

/** `is it using slack:sales?` changes nothing; `can you use slack:sales?` is a way of asking for it. */
function isQuestion(tokens: readonly Token[]): boolean {
  const [first, second] = tokens;
  const isAsked = tokens.at(-1)?.norm === "?" && /^(?:can|could|would)$/.test(first?.norm ?? "");
  return asksAbout(tokens) || (isAsked && second?.norm !== "you");
}

/** A function is called by its name as it is written; `postToGeneral's account`, too. */
function calledBy({ raw }: Token): string {
  return raw.replace(/['’]s$/, "");
}

function oneAtATime(name: string, others: readonly Token[]): Intent {
  const names = joinWords([name, ...others.map(calledBy)].map((one) => `\`${one}\``));
  return {
    kind: "decline",
    reason: `I change one function at a time, and that names ${names}.`,
    instead: "Say it once for each of them.",
  };
}

/** An account by its name alone, where the function uses such accounts. */
function namedAlone(
  { norm, start, end }: Token,
  { current, vocabulary, accounts = {} }: Ground,
): readonly AccountMention[] {
  return providersIn(current?.flow, vocabulary).flatMap((provider) =>
    accounts[provider]?.includes(norm) ? [{ provider, account: norm, start, end }] : [],
  );
}

/** A change with the accounts that its sentence names: where it would take none of them, what it changes does. */
export function withNamedAccounts(
  intent: Intent,
  mentions: readonly AccountMention[],
  { current, vocabulary }: Pick<Context, "current" | "vocabulary">,
): Intent {
  if (intent.kind !== "edit" || !current) return intent;
  return mentions.reduce(
    (edit, mention) => withNamed(edit, mention, current.flow, vocabulary),
    intent,
  );
}

function withNamed<Edit extends Extract<Intent, { kind: "edit" }>>(
  edit: Edit,
  mention: AccountMention,
  before: Flow,
  vocabulary: Vocabulary,
): Edit {
  const { flow } = edit;
  const isOf = (use: string) => providerOf(connectorOf(use), vocabulary) === mention.provider;
  const own = flow.steps.filter(({ use }) => isOf(use));
  const isTaken =
    own.some(({ account }) => account === mention.account) ||
    (flow.trigger.type === "event" &&
      isOf(flow.trigger.event) &&
      flow.trigger.account === mention.account);
  if (isTaken) return edit;
  const isNew = (step: FlowStep) =>
    !before.steps.some((one) => JSON.stringify(one) === JSON.stringify(step));
  const meant = own.some(isNew) ? own.filter(isNew) : own;
  return {
    ...edit,
    flow: {
      ...flow,
      steps: flow.steps.map((step) =>
        meant.includes(step) ? accounted(step, mention.account) : step,
      ),
    },
    changes: [...edit.changes, ...meant.map(({ id }) => changeWords(id, mention))],
  };
}

function providersIn(flow: Flow | undefined, vocabulary: Vocabulary): readonly string[] {
  if (!flow) return [];
  const ofSteps = flow.steps.map(({ use }) => providerOf(connectorOf(use), vocabulary));
  return [...new Set([...ofSteps, startedBy(flow, vocabulary) ?? []].flat())];
}

/** Who tells of what starts it. */
function startedBy({ trigger }: Flow, vocabulary: Vocabulary): string | undefined {
  return trigger.type === "event" ? providerOf(connectorOf(trigger.event), vocabulary) : undefined;
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
