import { connectorOf } from "../../catalog/operation.ts";
import { type Flow, ownAccount } from "../../flow/schema.ts";
import { verbOf } from "./lexicon.ts";
import { type SaidPeople, type SaidWhose, isForOthers, isThingWord } from "./people-words.ts";
import { light } from "./account-change.ts";
import { tokenize } from "./tokens.ts";
import type { Context, Intent } from "./understand.ts";
import type { Vocabulary } from "./vocabulary.ts";

type Owned = { readonly account?: string | undefined };

/** The flow with the accounts that a sentence says: each person's own, or again one for everybody. */
export function withPeople(
  flow: Flow,
  said: readonly SaidWhose[],
  vocabulary: Vocabulary,
  before?: Flow,
): Flow {
  return said.reduce((next, one) => withWhose(next, one, vocabulary, before), flow);
}

function withWhose(
  flow: Flow,
  { whose, connectors }: SaidWhose,
  vocabulary: Vocabulary,
  before: Flow | undefined,
): Flow {
  const isNew = (step: Flow["steps"][number]) =>
    !before?.steps.some((one) => JSON.stringify(one) === JSON.stringify(step));
  // A sentence that adds a step is about that step.
  const open = flow.steps.some(isNew) ? flow.steps.filter(isNew) : flow.steps;
  const used = [...open.map(({ use }) => use), ...startOf(flow)].map(connectorOf);
  const meant = meantOf(used, connectors, vocabulary);
  const set = <Of extends Owned>(of: Of, use: string): Of =>
    meant.has(connectorOf(use)) ? withAccountOf(of, whose) : of;
  const { trigger } = flow;
  return {
    ...flow,
    trigger: trigger.type === "event" ? set(trigger, trigger.event) : trigger,
    steps: flow.steps.map((step) => (open.includes(step) ? set(step, step.use) : step)),
  };
}

/** Those that are named; else those that hold what is a person's, or all where none does. */
function meantOf(
  used: readonly string[],
  named: ReadonlySet<string>,
  vocabulary: Vocabulary,
): ReadonlySet<string> {
  const own = used.filter((id) => named.has(id));
  if (own.length > 0) return new Set(own);
  const personal = used.filter((id) => isPersonal(id, vocabulary));
  return new Set(personal.length > 0 ? personal : used);
}

/** An account that was named stays where somebody else's is not meant. */
function withAccountOf<Of extends Owned>(of: Of, whose: SaidWhose["whose"]): Of {
  if (whose === "user") return { ...of, account: ownAccount };
  return of.account === ownAccount ? { ...of, account: undefined } : of;
}

/** The flow with each person's own account for all that is personal at these providers. */
export function withOwnAt(
  flow: Flow,
  providers: ReadonlySet<string>,
  { connectors }: Vocabulary,
): Flow {
  const ids = new Set(
    connectors.flatMap(({ id, provider, isPersonal: own }) =>
      own && providers.has(provider) ? [id] : [],
    ),
  );
  const set = <Of extends Owned>(of: Of, use: string): Of =>
    of.account === undefined && ids.has(connectorOf(use)) ? { ...of, account: ownAccount } : of;
  const { trigger } = flow;
  return {
    ...flow,
    trigger: trigger.type === "event" ? set(trigger, trigger.event) : trigger,
    steps: flow.steps.map((step) => set(step, step.use)),
  };
}

/** A flow that is made anew keeps what was chosen of whose account its steps take. */
export function keepingOwn(flow: Flow, { steps: before }: Flow): Flow {
  const isOwn = (id: string, use: string) =>
    before.some((one) => one.id === id && one.use === use && one.account === ownAccount);
  const steps = flow.steps.map((step) =>
    step.account === undefined && isOwn(step.id, step.use)
      ? { ...step, account: ownAccount }
      : step,
  );
  return { ...flow, steps };
}

/**
 * Whether it matters whose account a flow takes, and nobody said: others call it, and it touches
 * what is one person's.
 */
export function asksWhose(
  flow: Flow,
  { said }: SaidPeople,
  prompt: string,
  vocabulary: Vocabulary,
): boolean {
  const isCalled = flow.trigger.type === "manual" || flow.trigger.type === "webhook";
  return (
    isCalled &&
    said.length === 0 &&
    isForOthers(prompt) &&
    flow.steps.some(
      ({ use, account }) => account === undefined && isPersonal(connectorOf(use), vocabulary),
    )
  );
}

/** Whether any of it is done with an account of whoever it is done for. */
export function takesOwn({ trigger, steps }: Flow): boolean {
  return (
    steps.some(({ account }) => account === ownAccount) ||
    (trigger.type === "event" && trigger.account === ownAccount)
  );
}

/** The function at hand with other accounts where a sentence says only whose: `use each person's own calendar instead`. */
export function peopleChange(
  { rest, said }: SaidPeople,
  { current, vocabulary }: Pick<Context, "current" | "vocabulary">,
): Intent | undefined {
  if (!current || said.length === 0) return undefined;
  const words = tokenize(rest).filter(({ kind }) => kind !== "mark" && kind !== "break");
  const tools = new Set(
    vocabulary.connectors.flatMap(({ words: all }) => all.flatMap((word) => word.split(" "))),
  );
  const isLight = ({ kind, norm }: (typeof words)[number]) =>
    kind === "word" &&
    (light.has(norm) ||
      tools.has(norm) ||
      isThingWord(norm) ||
      verbOf(norm) === "use" ||
      /^acts?$/.test(norm));
  if (!words.every(isLight)) return undefined;
  const { flow, version } = current;
  const next = withPeople(flow, said, vocabulary, flow);
  const whose = said.at(-1)?.whose === "user" ? "each person’s own account" : "one account for all";
  const changed = next.steps.filter((step, at) => step.account !== flow.steps[at]?.account);
  const changes = changed.map(({ id }) => `\`${id}\` takes ${whose}`);
  return { kind: "edit", base: version, flow: next, changes };
}

function startOf({ trigger }: Flow): readonly string[] {
  return trigger.type === "event" ? [trigger.event] : [];
}

function isPersonal(connector: string, { connectors }: Vocabulary): boolean {
  return connectors.find(({ id }) => id === connector)?.isPersonal === true;
}
