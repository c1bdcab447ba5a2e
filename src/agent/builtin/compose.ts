import { escapeText } from "../../flow/paths.ts";
import type { FlowInput, FlowTrigger, FlowValue } from "../../flow/schema.ts";
import { nameOf, rowOf, textOf, withDetails } from "./carry.ts";
import { type Choice, chooseOperation, followerOf, isTime, leansOn } from "./choose.ts";
import { type Clause, isOrder } from "./clauses.ts";
import { detailsOf, eachBefore, eachOf, type ForEach, foundFirst } from "./each.ts";
import { flagsOf } from "./flags.ts";
import {
  emojiText,
  fill,
  type Filling,
  fromEarlier,
  type KnownStep,
  reachableKinds,
} from "./fill.ts";
import { isDeterminer, isStopWord, nounOf, verbOf } from "./lexicon.ts";
import { textFor } from "./message-text.ts";
import { asField, inputFor, inputName } from "./open-fields.ts";
import { answerTo, leftOpen, sayWhat } from "./open-values.ts";
import { type Answers, fieldKey, type OpenQuestion, toolKey } from "./open-question.ts";
import { lookupByEmail, lookupStep } from "./person-lookup.ts";
import { type Moment, type Slot, slotsOf } from "./slots.ts";
import { stepId, stepIds } from "./step-names.ts";
import { chosenTool, whichTool } from "./which-tool.ts";
import type { TimePhrase } from "./time-phrase.ts";
import type { Token } from "./tokens.ts";
import { type Field, type KnownOperation, namingField, type Vocabulary } from "./vocabulary.ts";

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

export interface Request {
  readonly prompt: string;
  readonly clauses: readonly Clause[];
  readonly trigger: FlowTrigger;
  readonly event: readonly Token[];
  readonly once: TimePhrase | undefined;
  readonly vocabulary: Vocabulary;
  readonly moment: Moment;
  /** Whether it describes a program, `build a workflow that …`, rather than tells what to do. */
  readonly isDescription: boolean;
  /** Connectors named anywhere in the sentence. */
  readonly connectors: readonly string[];
  /** What was asked before and answered. */
  readonly answers: Answers;
}

/** What has been made so far; the steps before are those of a function that is being changed. */
interface Draughting {
  readonly request: Request;
  readonly before: readonly KnownStep[];
  readonly steps: KnownStep[];
  readonly inputs: Record<string, FlowInput>;
  readonly questions: Map<string, OpenQuestion>;
}

/** A clause with the operation that it means. */
interface Entry {
  readonly clause: Clause;
  readonly choice: Choice;
  readonly slots: readonly Slot[];
  /** Where it is done for each of what is found first. */
  readonly each?: ForEach | undefined;
  /** Where other tools do the very same. */
  readonly which?: OpenQuestion | undefined;
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

function readEntries(request: Request, before: readonly KnownStep[]) {
  const entries: Entry[] = [];
  const unknown: Clause[] = [];
  const lacks: Clause[] = [];
  const leftOut: Clause[] = [];
  let loose: readonly Slot[] = [];
  for (const [index, { clause: said, values }] of readings(request).entries()) {
    const chosen = chosenTool(request, toolKey(index));
    const clause = chosen === undefined ? said : { ...said, connectors: [chosen] };
    const slots = [...loose, ...values];
    loose = [];
    if (saysNothing(clause, slots) || (entries.length > 0 && isAside(clause, slots))) continue;
    if (isOwnData(clause, slots)) {
      leftOut.push(clause);
      continue;
    }
    if (isThought(clause, slots, entries)) {
      lacks.push(clause);
      continue;
    }
    const choice = chooseOperation(clause, slots, request.vocabulary, {
      named: request.connectors,
      earlier: [...before.map(({ operation }) => operation), ...entries.map(operationOf)],
      reachable: reachableKinds([...before, ...entries.map(asKnown)]),
      reacts: request.trigger.type === "webhook" || request.trigger.type === "event",
    });
    const last = entries.at(-1);
    const together = last && mergedInto(last, clause, slots, choice);
    const each = choice && foundFirst(choice, clause, request.vocabulary);
    if (together) entries[entries.length - 1] = together;
    else if (choice && each) entries.push({ clause, choice, slots, each });
    else if (choice && leftOver(choice).length === 0) {
      if (!isRepeat(choice, clause, entries)) {
        const open = chosen === undefined && whichTool(choice, clause, request, before);
        const which = open ? { ...open, key: toolKey(index) } : undefined;
        entries.push({ clause, choice, slots, which });
      }
    } else if (clause.verbs.length > 0 || isOrder(clause) || choice) {
      (isDecoration(clause, slots, request, entries) ? leftOut : unknown).push(clause);
    }
    // values said before the thing to do: "in #general: post 'hi'"
    else loose = slots;
  }
  // Without anything to do, what is left out is all that was said.
  return entries.length > 0
    ? { entries, unknown, lacks, leftOut }
    : { entries, unknown: [...unknown, ...leftOut], lacks, leftOut: [] };
}

const operationOf = ({ choice }: Entry) => choice.operation;
const asKnown = ({ choice: { operation, filling } }: Entry): KnownStep => ({
  operation,
  step: { id: operation.id, use: operation.id, with: { ...filling.values } },
});

/** `runs`, `give it back`: nothing that a tool would do. */
function saysNothing({ tokens, verbs, connectors }: Clause, slots: readonly Slot[]): boolean {
  const words = tokens.filter(({ kind }) => kind === "word").map(({ norm }) => norm);
  if (
    /^(?:give|gives|return|returns|output|outputs|gib|devuelve|renvoie|retorna)$/.test(
      words[0] ?? "",
    )
  )
    return connectors.length === 0 && (words[0] !== "give" || words[1] === "back");
  return (
    verbs[0] === "run" &&
    slots.length === 0 &&
    connectors.length === 0 &&
    words.every((word) => isStopWord(word) || verbOf(word) !== undefined)
  );
}

/** `list the newest ones first`: about what was just read. */
function isAside({ tokens, verbs, connectors }: Clause, slots: readonly Slot[]): boolean {
  return (
    verbs[0] === "read" &&
    connectors.length === 0 &&
    !slots.some(({ sure }) => sure) &&
    tokens.some(({ norm }) => /^(?:ones|them)$/.test(norm))
  );
}

/** `reads the meetings from a table`: what the person's own app has, no tool. */
function isOwnData({ tokens, verbs, connectors }: Clause, slots: readonly Slot[]): boolean {
  if (connectors.length > 0 || verbs[0] !== "read" || slots.some(({ sure }) => sure)) return false;
  return tokens.some(
    ({ norm }, index) =>
      /^(?:from|aus|desde|depuis|de|da|do)$/.test(norm) &&
      isDeterminer(tokens[index + 1]?.norm ?? "") &&
      /^(?:table|app|database|list|backend|store|tabelle|tabla|tabela)$/.test(
        tokens[index + 2]?.norm ?? "",
      ),
  );
}

/** Work on a text between the steps, `summarise it with an agent`: it needs a model, not a tool. */
function isThought(clause: Clause, slots: readonly Slot[], entries: readonly Entry[]): boolean {
  return (
    clause.verbs[0] === "think" &&
    (entries.length > 0 || clause.connectors.length === 0) &&
    (clause.connectors.length === 0 || clause.role === undefined) &&
    !slots.some(({ sure }) => sure)
  );
}

/** `… and CC his boss x@y`, `. Invite x@y`: more of what was just said, where that has a place for it. */
function mergedInto(
  last: Entry,
  clause: Clause,
  slots: readonly Slot[],
  choice: Choice | undefined,
): Entry | undefined {
  const sure = slots.filter((slot) => slot.sure);
  if (sure.length === 0 || clause.connectors.length > 0) return undefined;
  const { operation } = last.choice;
  const needsWhatIsMade =
    choice !== undefined &&
    choice.operation.connector === operation.connector &&
    operation.titleVerb === "create" &&
    choice.operation.titleVerb === "update" &&
    choice.filling.missing.some(({ kind }) => kind === "ref");
  const isSupplement = clause.verbs.length === 0 && clause.role === undefined;
  if (choice && leftOver(choice).length === 0 && !needsWhatIsMade && !isSupplement)
    return undefined;
  const filling = fill(operation, [...last.slots, ...slots]);
  if (!sure.every((slot) => filling.used.includes(slot))) return undefined;
  return {
    ...last,
    slots: [...last.slots, ...slots],
    choice: { ...last.choice, filling },
  };
}

/** What was read once need not be read again. */
function isRepeat(
  { operation, filling }: Choice,
  { tokens }: Clause,
  entries: readonly Entry[],
): boolean {
  const again = operation.kind === "read" || tokens.some(({ norm }) => norm === "it");
  return (
    again &&
    !filling.used.some(({ sure, bound }) => sure || bound) &&
    entries.some((entry) => entry.choice.operation === operation)
  );
}

/** Of a long description, a part that names no tool and gives no value: it is said to be left out. */
function isDecoration(
  clause: Clause,
  slots: readonly Slot[],
  { clauses, isDescription }: Request,
  entries: readonly Entry[],
): boolean {
  const known = new Set(entries.map(({ choice }) => choice.operation.connector));
  return (
    (clauses.length > 2 || isDescription) &&
    clause.connectors.every((connector) => known.has(connector)) &&
    !slots.some(({ sure }) => sure) &&
    !clause.verbs.some((verb) => verb === "delete" || verb === "remove")
  );
}

/** Which tool is asked first: what else its step leaves open depends on the answer. */
function askTool({ steps, questions }: Draughting, from: number, question: OpenQuestion): void {
  for (const { step } of steps.slice(from))
    for (const key of questions.keys()) if (key.startsWith(`${step.id}.`)) questions.delete(key);
  questions.set(question.key, question);
}

function readings(request: Request) {
  return request.clauses.flatMap((clause, index) => {
    const once = index === 0 ? request.once : undefined;
    const slots = slotsOf(clause, once, request.moment, request.vocabulary);
    return oneForEach(clause, slots).map((values) => ({ clause, values }));
  });
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

function addReader(
  draft: Draughting,
  list: KnownStep,
  { reader, field }: { readonly reader: KnownOperation; readonly field: Field },
): void {
  const loop = eachOf(list);
  if (!loop) return;
  const id = stepId(reader, stepIds([...draft.before, ...draft.steps]));
  draft.steps.push({
    operation: reader,
    step: { id, use: reader.id, forEach: loop.forEach, with: { [field.name]: loop.id } },
  });
}

/** For an input that the sentence does not fill: a person looked up, an earlier step's answer, words, or an input of the function. */
function valueFor(
  field: Field,
  clause: Clause,
  choice: Pick<Choice, "operation" | "filling">,
  draft: Draughting,
): FlowValue {
  const { request, steps, inputs, questions } = draft;
  const earlier = [...draft.before, ...steps];
  const { operation, filling } = choice;
  const key = fieldKey(stepId(operation, stepIds(earlier)), field.name);
  const answer = answerTo(key, field, request);
  if (answer?.as === "value") return answer.value;
  const email =
    answer?.as === "email"
      ? answer.email
      : filling.unused.find(({ kind }) => kind === "email")?.value;
  const wantsPerson = field.kind === "channel" || field.kind === "person";
  const lookup =
    email && wantsPerson ? lookupByEmail(operation.connector, request.vocabulary) : undefined;
  if (email !== undefined && lookup) {
    const { known, person } = lookupStep(lookup, escapeText(email), stepIds(earlier));
    steps.push(known);
    return asField(field, person);
  }
  // An id is one of its own tool.
  const own = earlier.filter((known) => known.operation.connector === operation.connector);
  const linked =
    field.kind === "text" ? undefined : fromEarlier(field, field.kind === "ref" ? own : earlier);
  if (linked !== undefined) return linked;
  const given = fromTrigger(field, operation, request.trigger);
  if (given !== undefined) return given;
  if (field.kind === "text" && operation.verbs.has("send")) {
    const read = readText(draft, clause);
    if (read !== undefined) return read;
    const text = textFor(request, clause);
    const asked = sayWhat(text.inputs, { key, field, answer, trigger: request.trigger });
    if (asked.question) questions.set(key, asked.question);
    Object.assign(inputs, asked.inputs);
    return text.value;
  }
  const question = leftOpen(field, { key, operation, clause, request, answer });
  if (question) questions.set(key, question);
  const name = inputName(field);
  inputs[name] ??= inputFor(field, operation);
  return asField(field, `\${inputs.${name}}`);
}

/** What was read for this, as text. */
function readText(draft: Draughting, clause: Clause): string | undefined {
  if (draft.request.event.length > 0 && draft.steps.length === 0) return undefined;
  addMissingDetails(draft);
  return textOf([...draft.before, ...draft.steps], clause.tokens);
}

/** A list that has only ids is read one by one before it is told of. */
function addMissingDetails(draft: Draughting): void {
  const last = draft.steps.at(-1);
  const details = last && withDetails(last, draft.request.vocabulary);
  if (last && details) addReader(draft, last, details);
}

/** Fills one of the inputs of which an operation needs one: with what was read, or with what the caller has. */
function addNeeded(
  draft: Draughting,
  { clause, choice: { operation } }: Entry,
  values: Record<string, FlowValue>,
): string | undefined {
  for (const names of operation.oneOf) {
    if (names.some((name) => name in values)) continue;
    const field = operation.fields.find(({ name }) => name === names[0]);
    if (!field) continue;
    if (field.kind === "cells") {
      addMissingDetails(draft);
      const row = rowOf([...draft.before, ...draft.steps], clause.tokens);
      if (row) {
        values[field.name] = row.values;
        return row.forEach;
      }
    }
    const read = field.type === "string" ? readText(draft, clause) : undefined;
    values[field.name] = read ?? valueFor(field, clause, { operation, filling: noFilling }, draft);
  }
  return undefined;
}

/** What is made has a name: of the entry that it is made for, or the caller says it. */
function addName(
  draft: Draughting,
  clause: Clause,
  { operation, filling }: Choice,
  values: Record<string, FlowValue>,
): string | undefined {
  const field = namingField(operation.fields);
  if (operation.titleVerb !== "create" || !field) return undefined;
  const isOpen =
    values[field.name] === undefined || values[field.name] === `\${inputs.${field.name}}`;
  if (!isOpen || filling.used.some(({ sure }) => sure)) return undefined;
  addMissingDetails(draft);
  const isForEach = clause.role === "into" || saysEach(clause);
  const entry = isForEach ? nameOf([...draft.before, ...draft.steps], clause.tokens) : undefined;
  if (entry) {
    values[field.name] = entry.name;
    const input = inputName(field);
    if (!JSON.stringify(draft.steps).includes(`\${inputs.${input}}`)) delete draft.inputs[input];
    return entry.forEach;
  }
  values[field.name] ??= valueFor(field, clause, { operation, filling: noFilling }, draft);
  return undefined;
}

/** `a contact per row`, `for each of them`. */
function saysEach({ tokens }: Clause): boolean {
  return tokens.some(({ norm }) =>
    /^(?:per|each|every|pro|jede|jeden|jedes|cada|chaque|par)$/.test(norm),
  );
}

const noFilling: Filling = { values: {}, missing: [], used: [], unused: [] };

/** What the event is about counts for the steps of its tool, too: `when form 1Abc is answered, read its answers`. */
function fromTrigger(
  field: Field,
  operation: KnownOperation,
  trigger: FlowTrigger,
): FlowValue | undefined {
  if (trigger.type !== "event" || !trigger.event.startsWith(`${operation.connector}.`))
    return undefined;
  return field.kind === "ref" || field.kind === "channel" ? trigger.with?.[field.name] : undefined;
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

/** `to #a, #b and @kim` is the same thing for each of them. */
function oneForEach(clause: Clause, slots: readonly Slot[]): readonly (readonly Slot[])[] {
  const isTarget = ({ kind, sure, role }: Slot) =>
    sure &&
    (kind === "channel" ||
      kind === "person" ||
      (kind === "email" && role !== "cc" && role !== "bcc"));
  const things = slots.filter(
    ({ thing, kind, bound }) => thing !== undefined && (kind === "ref" || bound),
  );
  const sameThing = things.every(({ thing }) => thing === things[0]?.thing);
  // "read the Plan doc and the Notes doc": one after the other
  if (clause.verbs[0] === "read" && things.length > 1 && sameThing)
    return things.map((one) => slots.filter((slot) => slot === one || !things.includes(slot)));
  const targets = slots.filter(isTarget);
  if (
    clause.verbs[0] !== "send" ||
    targets.length < 2 ||
    // one email goes to several addresses
    (targets.every(({ kind }) => kind === "email") &&
      clause.verbs[0] === "send" &&
      !clause.tokens.some(({ norm }) => nounOf(norm) === "direct" || norm === "slack")) ||
    clause.tokens.some(({ norm }) => norm === "from")
  )
    return [slots];
  return targets.map((target) => slots.filter((slot) => slot === target || !isTarget(slot)));
}

/** Values that nothing takes: then the operation is not what was meant, or not all of it. A mail address is looked up. */
function leftOver({ operation, filling }: Choice): readonly Slot[] {
  const open = filling.missing.some(({ kind }) => kind === "channel" || kind === "person");
  return filling.unused.filter(
    ({ kind }) =>
      kind !== "url" &&
      !(isTime(kind) && operation.kind !== "destructive") &&
      !(kind === "count" && operation.kind !== "destructive") &&
      !(kind === "email" && open) &&
      !(kind === "emoji" && operation.verbs.has("send")),
  );
}

/** The second call of an operation that takes two, with the values that the first has no place for. */
function nextStep(
  operation: KnownOperation,
  first: string,
  slots: readonly Slot[],
  request: Request,
  taken: ReadonlySet<string>,
): KnownStep | undefined {
  const own = fill(operation, slots).used;
  const left = slots.filter((slot) => !own.includes(slot));
  const following = followerOf(operation, left, request.vocabulary);
  if (!following) return undefined;
  const { way, values } = following;
  const path = `\${${first}.${way.output}}`;
  return {
    operation: following.operation,
    step: {
      id: stepId(following.operation, taken),
      use: way.id,
      with: { ...values, [way.field]: way.key === undefined ? path : [{ [way.key]: path }] },
    },
  };
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

/** What goes into a document that was just made, where the caller has it. */
function contentStep(
  { next }: KnownOperation,
  first: string,
  { request, inputs }: Draughting,
  taken: ReadonlySet<string>,
): KnownStep | undefined {
  for (const way of next) {
    const operation = request.vocabulary.operations.find(({ id }) => id === way.id);
    const field = operation?.fields.find(({ name }) => /text|body|content/i.test(name));
    if (!operation || !field || operation.titleVerb !== "update") continue;
    inputs["content"] ??= { type: "string", description: "What stands in it" };
    return {
      operation,
      step: {
        id: stepId(operation, taken),
        use: way.id,
        with: { [way.field]: `\${${first}.${way.output}}`, [field.name]: "${inputs.content}" },
      },
    };
  }
  return undefined;
}

/** A message needs words even where the API would take something else in their place. */
function wantedText(
  operation: KnownOperation,
  values: Readonly<Record<string, FlowValue>>,
): readonly Field[] {
  if (operation.titleVerb !== "send") return [];
  const field = operation.fields.find(({ kind }) => kind === "text");
  return field && !field.required && !(field.name in values) ? [field] : [];
}
