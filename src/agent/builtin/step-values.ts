import { escapeText } from "../../flow/paths.ts";
import type { FlowInput, FlowTrigger, FlowValue } from "../../flow/schema.ts";
import { nameOf, rowOf, textOf, withDetails } from "./carry.ts";
import type { Choice } from "./choose.ts";
import type { Clause } from "./clauses.ts";
import { eachOf } from "./each.ts";
import type { Entry } from "./entries.ts";
import { memberFor, readOf } from "./event-members.ts";
import { type Filling, fromEarlier, type KnownStep } from "./fill.ts";
import { textFor } from "./message-text.ts";
import { asField, inputFor, inputName } from "./open-fields.ts";
import { fieldKey, type OpenQuestion } from "./open-question.ts";
import { answerTo, leftOpen, sayWhat } from "./open-values.ts";
import { lookupByEmail, lookupStep } from "./person-lookup.ts";
import type { Request } from "./request.ts";
import { stepId, stepIds } from "./step-names.ts";
import { type Field, type KnownOperation, namingField } from "./vocabulary.ts";

/** What has been made so far; the steps before are those of a function that is being changed. */
export interface Draughting {
  readonly request: Request;
  readonly before: readonly KnownStep[];
  readonly steps: KnownStep[];
  readonly inputs: Record<string, FlowInput>;
  readonly questions: Map<string, OpenQuestion>;
}

/** For an input that the sentence does not fill: a person looked up, an earlier step's answer, words, or an input of the function. */
export function valueFor(
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
  const told = fromEvent(field, operation, request);
  if (told !== undefined) return told;
  const question = leftOpen(field, { key, operation, clause, request, answer });
  if (question) questions.set(key, question);
  const name = inputName(field);
  inputs[name] ??= inputFor(field, operation);
  return asField(field, `\${inputs.${name}}`);
}

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

/** What is made at an event is named after what it tells. */
function fromEvent(
  field: Field,
  { titleVerb }: KnownOperation,
  { trigger, vocabulary }: Request,
): string | undefined {
  if (trigger.type !== "event" || titleVerb !== "create") return undefined;
  const event = vocabulary.events.find(({ id }) => id === trigger.event);
  const member = event && memberFor(event.members, field);
  return member && readOf(member);
}

/** A message needs words even where the API would take something else in their place. */
export function wantedText(
  operation: KnownOperation,
  values: Readonly<Record<string, FlowValue>>,
): readonly Field[] {
  if (operation.titleVerb !== "send") return [];
  const field = operation.fields.find(({ kind }) => kind === "text");
  return field && !field.required && !(field.name in values) ? [field] : [];
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

export function addReader(
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

/** Fills one of the inputs of which an operation needs one: with what was read, or with what the caller has. */
export function addNeeded(
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
export function addName(
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
