import type { FlowInput, FlowValue } from "../../flow/schema.ts";
import type { Choice } from "./choose.ts";
import type { Clause } from "./clauses.ts";
import { detailsOf, eachBefore, eachOf, type ForEach } from "./each.ts";
import { type Entry, readEntries } from "./entries.ts";
import { emojiText, fill, type KnownStep } from "./fill.ts";
import { flagsOf } from "./flags.ts";
import { verbOf } from "./lexicon.ts";
import { contentStep, nextStep } from "./next-step.ts";
import type { OpenQuestion } from "./open-question.ts";
import type { Request } from "./request.ts";
import { leansOn } from "./said.ts";
import { withAccount } from "./step-accounts.ts";
import { stepId, stepIds } from "./step-names.ts";
import {
  addName,
  addNeeded,
  addReader,
  type Draughting,
  valueFor,
  wantedText,
} from "./step-values.ts";
import type { KnownOperation } from "./vocabulary.ts";

/** Steps made from clauses, with what they leave open. */
export interface Draft {
  readonly steps: readonly KnownStep[];
  readonly inputs: Readonly<Record<string, FlowInput>>;
  readonly questions: readonly OpenQuestion[];
  /** Clauses that say to do something no operation does. */
  readonly unknown: readonly Clause[];
  /** Clauses that need a model. */
  readonly lacks: readonly Clause[];
  /** Clauses of a long description that nothing came of. */
  readonly leftOut: readonly Clause[];
}

/** Makes steps that follow those already there. */
export function compose(request: Request, before: readonly KnownStep[] = []): Draft {
  const read = readEntries(request, before);
  const draft: Draughting = { request, before, steps: [], inputs: {}, questions: new Map() };
  for (const entry of read.entries) addStep(draft, entry);
  const { steps, inputs, questions } = draft;
  const { unknown, lacks, leftOut } = read;
  return { steps, inputs, questions: [...questions.values()], unknown, lacks, leftOut };
}

function addStep(draft: Draughting, { clause, choice, slots, each, which }: Entry): void {
  const from = draft.steps.length;
  const { operation, filling } = choice;
  const loop = loopOf(draft, { clause, choice, each });
  const values: Record<string, FlowValue> = {
    ...filling.values,
    ...flagsOf(operation, clause),
    ...(loop ? { [loop.field.name]: loop.id } : {}),
  };
  const missing = filling.missing.filter(({ name }) => !(name in values));
  for (const field of [...missing, ...wantedText(operation, values)]) {
    values[field.name] = valueFor(field, clause, choice, draft);
  }
  appendEmoji(choice, values);
  const rows = loop
    ? undefined
    : (addNeeded(draft, { clause, choice, slots }, values) ??
      addName(draft, clause, choice, values));
  const forEach = loop?.forEach ?? rows;
  const taken = () => stepIds([...draft.before, ...draft.steps]);
  const id = stepId(operation, taken());
  draft.steps.push({
    operation,
    step: {
      id,
      use: operation.id,
      ...(forEach === undefined ? {} : { forEach }),
      with: inOrder(operation, values),
    },
  });
  addDetails(draft, clause, choice);
  if (which) askTool(draft, from, which);
  const next =
    nextStep(operation, id, filling.used, draft.request, taken()) ??
    (isMadeUp(clause) || leansOn(clause) ? contentStep(operation, id, draft, taken()) : undefined);
  if (next) draft.steps.push(next);
  withAccount(draft.steps, from, clause, draft.request);
}

/** The things that a step is done for: those listed before, or those to be found first. */
function loopOf(draft: Draughting, { clause, choice, each }: Omit<Entry, "slots">) {
  const listed =
    each && each.criteria.length > 0
      ? undefined
      : eachBefore(choice, clause, [...draft.before, ...draft.steps]);
  return listed ?? (each && addFinder(draft, clause, each));
}

/** The step that finds what another is done for. */
function addFinder(draft: Draughting, clause: Clause, { finder, criteria, field }: ForEach) {
  const id = stepId(finder, stepIds([...draft.before, ...draft.steps]));
  const values = { ...fill(finder, criteria).values, ...flagsOf(finder, clause) };
  const known = { operation: finder, step: { id, use: finder.id, with: inOrder(finder, values) } };
  draft.steps.push(known);
  const loop = eachOf(known);
  return loop && { ...loop, field };
}

/** The step that reads each of what was listed, where more is asked for than the list has. */
function addDetails(draft: Draughting, clause: Clause, choice: Choice): void {
  const details = detailsOf(choice, clause, draft.request.vocabulary);
  const list = draft.steps.at(-1);
  if (details && list) addReader(draft, list, details);
}

/** In the order of the operation's own inputs, whatever order the sentence has. */
function inOrder(
  operation: KnownOperation,
  values: Readonly<Record<string, FlowValue>>,
): Record<string, FlowValue> {
  return Object.fromEntries(
    operation.fields.flatMap(({ name }) => {
      const value = values[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** `post 'hi' :wave: to #general`. */
function appendEmoji({ operation, filling }: Choice, values: Record<string, FlowValue>): void {
  const emoji = filling.unused.find(({ kind }) => kind === "emoji");
  const name = operation.fields.find(({ kind }) => kind === "text")?.name ?? "";
  const text = values[name];
  if (emoji && typeof text === "string") values[name] = `${text} ${emojiText(emoji.value)}`;
}

/** `generate a deck summarizing …`: what is made has something in it. */
function isMadeUp({ tokens }: Clause): boolean {
  return tokens.some(
    ({ norm, kind }) =>
      kind === "word" &&
      (verbOf(norm) === "think" ||
        /^(?:generat|draft|produc|compos|generi|gener|erzeug)/.test(norm) ||
        /^(?:summar|recap|digest|report|proposal|brief|narrative|resum|bericht|informe|rapport)/.test(
          norm,
        )),
  );
}

/** Which tool is asked first: what else its step leaves open depends on the answer. */
function askTool({ steps, questions }: Draughting, from: number, question: OpenQuestion): void {
  for (const { step } of steps.slice(from))
    for (const key of questions.keys()) if (key.startsWith(`${step.id}.`)) questions.delete(key);
  questions.set(question.key, question);
}
