import { escapeText } from "../../flow/paths.ts";
import type { FlowInput, FlowTrigger, FlowValue } from "../../flow/schema.ts";
import { type Choice, chooseOperation, followerOf } from "./choose.ts";
import { type Clause, isOrder } from "./clauses.ts";
import { emojiText, fill, fromEarlier, type KnownStep, reachableKinds } from "./fill.ts";
import { nounOf, wordsIn } from "./lexicon.ts";
import { textFor } from "./message-text.ts";
import { asField, asks, inputFor, inputName, questionFor } from "./open-fields.ts";
import { lookupByEmail, lookupStep } from "./person-lookup.ts";
import { type Moment, type Slot, slotsOf } from "./slots.ts";
import { stepId, stepIds } from "./step-names.ts";
import type { TimePhrase } from "./time-phrase.ts";
import type { Token } from "./tokens.ts";
import type { Field, KnownOperation, Vocabulary } from "./vocabulary.ts";

/** Steps made from clauses, with what they leave open. */
export interface Draft {
  readonly steps: readonly KnownStep[];
  readonly inputs: Readonly<Record<string, FlowInput>>;
  readonly questions: readonly string[];
  /** Clauses that say to do something no operation does. */
  readonly unknown: readonly Clause[];
}

export interface Request {
  readonly prompt: string;
  readonly clauses: readonly Clause[];
  readonly trigger: FlowTrigger;
  readonly event: readonly Token[];
  readonly once: TimePhrase | undefined;
  readonly vocabulary: Vocabulary;
  readonly moment: Moment;
  /** Connectors named anywhere in the sentence. */
  readonly connectors: readonly string[];
}

/** What has been made so far; the steps before are those of a function that is being changed. */
interface Draughting {
  readonly request: Request;
  readonly before: readonly KnownStep[];
  readonly steps: KnownStep[];
  readonly inputs: Record<string, FlowInput>;
  readonly questions: Set<string>;
}

/** Makes steps that follow those already there. */
export function compose(request: Request, before: readonly KnownStep[] = []): Draft {
  const draft: Draughting = { request, before, steps: [], inputs: {}, questions: new Set() };
  const unknown: Clause[] = [];
  let loose: readonly Slot[] = [];
  for (const { clause, values } of readings(request)) {
    const slots = [...loose, ...values];
    const reachable = reachableKinds([...before, ...draft.steps]);
    const choice = chooseOperation(
      clause,
      slots,
      request.vocabulary,
      request.connectors,
      reachable,
    );
    if (choice) {
      if (leftOver(choice).length > 0) unknown.push(clause);
      else addStep(draft, clause, choice);
    } else if (clause.verbs.length > 0 || isOrder(clause)) unknown.push(clause);
    // values said before the thing to do: "in #general: post 'hi'"
    loose = choice || clause.verbs.length > 0 ? [] : slots;
  }
  const { steps, inputs, questions } = draft;
  return { steps, inputs, questions: [...questions], unknown };
}

function readings(request: Request) {
  return request.clauses.flatMap((clause, index) => {
    const once = index === 0 ? request.once : undefined;
    const slots = slotsOf(clause, once, request.moment, request.vocabulary);
    return oneForEach(clause, slots).map((values) => ({ clause, values }));
  });
}

function addStep(draft: Draughting, clause: Clause, choice: Choice): void {
  const { operation, filling } = choice;
  const values: Record<string, FlowValue> = { ...filling.values, ...flags(operation, clause) };
  const missing = filling.missing.filter(({ name }) => !(name in values));
  for (const field of [...missing, ...wantedText(operation, values)]) {
    values[field.name] = valueFor(field, clause, choice, draft);
  }
  appendEmoji(choice, values);
  const taken = () => stepIds([...draft.before, ...draft.steps]);
  const id = stepId(operation, taken());
  draft.steps.push({
    operation,
    step: { id, use: operation.id, with: inOrder(operation, values) },
  });
  const next = nextStep(operation, id, filling.used, draft.request, taken());
  if (next) draft.steps.push(next);
}

/** For an input that the sentence does not fill: a person looked up, an earlier step's answer, words, or an input of the function. */
function valueFor(field: Field, clause: Clause, choice: Choice, draft: Draughting): FlowValue {
  const { request, steps, inputs, questions } = draft;
  const earlier = [...draft.before, ...steps];
  const { operation, filling } = choice;
  const email = filling.unused.find(({ kind }) => kind === "email");
  const wantsPerson = field.kind === "channel" || field.kind === "person";
  const lookup =
    email && wantsPerson ? lookupByEmail(operation.connector, request.vocabulary) : undefined;
  if (email && lookup) {
    const { known, person } = lookupStep(lookup, escapeText(email.value), stepIds(earlier));
    steps.push(known);
    return asField(field, person);
  }
  const linked = field.kind === "text" ? undefined : fromEarlier(field, earlier);
  if (linked !== undefined) return linked;
  const given = fromTrigger(field, operation, request.trigger);
  if (given !== undefined) return given;
  if (field.kind === "text" && operation.verbs.has("send")) {
    const text = textFor(request, clause);
    const open = Object.values(text.inputs).some((input) => input.default === undefined);
    if (open && request.trigger.type === "schedule") questions.add("What should the message say?");
    Object.assign(inputs, text.inputs);
    return text.value;
  }
  if (asks(field, clause, request)) questions.add(questionFor(field, operation));
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
  const isTarget = ({ kind, sure }: Slot) =>
    sure && (kind === "channel" || kind === "person" || kind === "email");
  const targets = slots.filter(isTarget);
  if (
    clause.verbs[0] !== "send" ||
    targets.length < 2 ||
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

/** A message needs words even where the API would take something else in their place. */
function wantedText(
  operation: KnownOperation,
  values: Readonly<Record<string, FlowValue>>,
): readonly Field[] {
  if (operation.titleVerb !== "send") return [];
  const field = operation.fields.find(({ kind }) => kind === "text");
  return field && !field.required && !(field.name in values) ? [field] : [];
}

/** `private` sets `is_private`; `as a writer` chooses `writer` among what fits, `leads` suggest `Lead`. */
function flags(operation: KnownOperation, clause: Clause): Record<string, FlowValue> {
  const words = new Set(
    clause.tokens.filter(({ kind }) => kind === "word").map(({ norm }) => norm),
  );
  const nouns = new Set(Array.from(words, nounOf));
  return Object.fromEntries(
    operation.fields.flatMap(({ type, name, choices, suggestions }): [string, FlowValue][] => {
      const choice =
        choices?.find((one) => one.length > 3 && words.has(one.toLowerCase())) ??
        suggestions.find((one) => nouns.has(nounOf(one.toLowerCase())));
      if (choice !== undefined) return [[name, choice]];
      const isSaid = wordsIn(name.replaceAll("_", " "))
        .filter((word) => word !== "is")
        .every((word) => words.has(word));
      return type === "boolean" && isSaid ? [[name, true]] : [];
    }),
  );
}
