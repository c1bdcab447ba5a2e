import type { Flow, FlowInput } from "../../flow/schema.ts";
import { readAccounts } from "./account-words.ts";
import { accountChange, withNamedAccounts } from "./account-change.ts";
import { accountRun } from "./account-run.ts";
import { settledMentions } from "./which-account.ts";
import { readAnswer } from "./answer-values.ts";
import { startsAlone } from "./open-fields.ts";
import { inputKey, type OpenQuestion } from "./open-question.ts";
import { type SaidPeople, readPeople } from "./people-words.ts";
import { peopleChange, withPeople } from "./step-people.ts";
import { type PagePart, pageWanted } from "./pages/page-intent.ts";
import { escapeForRegExp, lowerFirst } from "./text.ts";
import { questionOf } from "./questions.ts";
import { tokenize } from "./tokens.ts";
import { type Context, type Intent, understand } from "./understand.ts";

/** Reads what a person means; a function that starts by itself is asked for what nobody would pass. */
export function understandWhole(said: string, around: Context): Intent {
  const people = isQuestion(said, around)
    ? { rest: said, said: [] }
    : readPeople(said, around.vocabulary);
  const change = peopleChange(people, around);
  if (change) return change;
  return withInputs(ownedBy(people, restUnderstood(people.rest, around), around), around);
}

/** `can each user connect their own account?` orders nothing. */
function isQuestion(said: string, { vocabulary, functions, current }: Context): boolean {
  const tokens = tokenize(said);
  return (
    tokens.at(-1)?.norm === "?" &&
    questionOf(tokens, { vocabulary, functions, knowsFunction: current !== undefined }) !==
      undefined
  );
}

/** What is left of a sentence once it is known for whom it is. */
function restUnderstood(sentence: string, around: Context): Intent {
  const said = withPronoun(sentence, around.current?.name);
  const accounts = readAccounts(said, around);
  const prompt = accounts.mentions.length > 0 ? accounts.rest : said;
  const context = { ...around, mentions: settledMentions(accounts.mentions, around) };
  const named = { ...accounts, mentions: context.mentions };
  return (
    accountRun(named, context) ??
    accountChange(named, context) ??
    pageWanted(prompt, context) ??
    withNamedAccounts(understand(prompt, context), context.mentions, context)
  );
}

/**
 * `make postToGeneral post to #ops` as `make it …`, with every word at its place: what is to be
 * made is no new thing where it has the name of the function at hand.
 */
function withPronoun(said: string, name: string | undefined): string {
  if (name === undefined) return said;
  const called = escapeForRegExp(name);
  const order = new RegExp(
    `^(\\s*(?:please |bitte )?(?:make|let|have|get|lass) )${called}(?= (?!(?:and|or|und|oder|y|o|et|ou) ))`,
    "i",
  );
  const wish = new RegExp(
    `^(\\s*)${called}(?= (?:should|shall|must|soll|sollte|muss|debe|doit|deve) )`,
  );
  return [order, wish].reduce(
    (text, form) => text.replace(form, (_, start: string) => start + "it".padEnd(name.length)),
    said,
  );
}

/** What is made, with the accounts of whom the sentence says. */
function ownedBy({ said }: SaidPeople, intent: Intent, { vocabulary, current }: Context): Intent {
  if (said.length === 0) return intent;
  const owned = (flow: Flow, before?: Flow) => withPeople(flow, said, vocabulary, before);
  if (intent.kind === "create") return { ...intent, flow: owned(intent.flow) };
  if (intent.kind === "edit") return { ...intent, flow: owned(intent.flow, current?.flow) };
  if (intent.kind === "ask" && intent.flow) return { ...intent, flow: owned(intent.flow) };
  if (intent.kind !== "page") return intent;
  const part = <Part extends PagePart>(one: Part): Part =>
    one.exists ? one : { ...one, flow: owned(one.flow) };
  return { ...intent, sources: intent.sources.map(part), actions: intent.actions.map(part) };
}

/** Asks for what nobody would pass where it starts by itself. */
function withInputs(intent: Intent, context: Context): Intent {
  if (intent.kind !== "create" && intent.kind !== "edit") return intent;
  const { flow, questions } = withAnsweredInputs(intent.flow, context);
  if (questions.length === 0) return { ...intent, flow };
  const own =
    intent.kind === "edit" ? { base: intent.base } : { assumed: intent.assumed, gaps: intent.gaps };
  return { kind: "ask", understood: flow.description, questions, flow, ...own };
}

/** Answers become the defaults of required inputs; the rest of those is open, where it is new that they are. */
function withAnsweredInputs(flow: Flow, { answers, current, ...moment }: Context) {
  const before = current?.flow;
  const wasOpen = (name: string) =>
    before !== undefined && startsAlone(before.trigger) && before.inputs[name] !== undefined;
  const questions: OpenQuestion[] = [];
  if (!startsAlone(flow.trigger)) return { flow, questions };
  const inputs = Object.entries(flow.inputs).map(([name, input]): [string, FlowInput] => {
    const isOpen = input.default === undefined && input.required !== false && !wasOpen(name);
    if (!isOpen) return [name, input];
    const question = questionFor(name, input);
    const said = answers?.get(question.key);
    const answer = said === undefined ? undefined : readAnswer(question, said, moment);
    if (answer?.as === "value") return [name, { ...input, default: answer.value }];
    questions.push(question);
    return [name, input];
  });
  return {
    flow: { ...flow, inputs: Object.fromEntries(inputs) },
    questions: questions.slice(0, 5),
  };
}

function questionFor(name: string, { type, description }: FlowInput): OpenQuestion {
  const what = description ? ` (${lowerFirst(description)})` : "";
  return {
    key: inputKey(name),
    question: `Nobody passes \`${name}\`${what} when it starts by itself. What should it be?`,
    wants: { kind: "input", type },
  };
}
