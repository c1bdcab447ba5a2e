import { escapeText } from "../../flow/paths.ts";
import { type FlowInput, type FlowStep, type FlowTrigger, type FlowValue, identifier } from "../../flow/schema.ts";
import { chooseOperation } from "./choose.ts";
import { type Clause, isOrder } from "./clauses.ts";
import { fill, fromEarlier, type KnownStep, reachableKinds } from "./fill.ts";
import { isDeterminer, isStopWord, nounOf, wordsIn } from "./lexicon.ts";
import { objectPhrase } from "./objects.ts";
import { type Moment, type Slot, slotsOf } from "./slots.ts";
import { camelCase, capitalise } from "./text.ts";
import type { TimePhrase } from "./time-phrase.ts";
import type { Token } from "./tokens.ts";
import type { Field, KnownOperation, Vocabulary } from "./vocabulary.ts";

/** Steps made from clauses, with what they leave open. */
export interface Draft {
  readonly steps: readonly KnownStep[];
  readonly inputs: Readonly<Record<string, FlowInput>>;
  readonly questions: readonly string[];
  readonly assumed: readonly string[];
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

export const defaultText = "Hello from Patchbay";

/** Makes steps that follow those already there. */
export function compose(request: Request, before: readonly KnownStep[] = [], inputsBefore: Readonly<Record<string, FlowInput>> = {}): Draft {
  const steps: KnownStep[] = [];
  const inputs: Record<string, FlowInput> = {};
  const questions: string[] = [];
  const assumed: string[] = [];
  const unknown: Clause[] = [];
  const takenInputs = () => ({ ...inputsBefore, ...inputs });
  let loose: Slot[] = [];
  for (const clause of request.clauses) {
    const single = request.clauses.length === 1;
    const slots = [...loose, ...slotsOf(clause, steps.length === 0 ? request.once : undefined, request.moment, request.vocabulary)];
    const choice = chooseOperation(clause, slots, request.vocabulary, request.connectors, reachableKinds([...before, ...steps]));
    if (!choice) {
      if (clause.verbs.length > 0 || isOrder(clause)) unknown.push(clause);
      else loose = [...slots];
      continue;
    }
    loose = [];
    const { operation } = choice;
    const values: Record<string, FlowValue> = { ...choice.filling.values, ...flags(operation, clause) };
    const earlier = [...before, ...steps];
    const open = [...choice.filling.missing, ...wantedText(operation, values)];
    for (const field of open) {
      const linked = field.kind === "text" ? undefined : fromEarlier(field, earlier);
      if (linked !== undefined) {
        values[field.name] = linked;
        continue;
      }
      const email = choice.filling.unused.find(({ kind }) => kind === "email");
      const lookup = email && (field.kind === "channel" || field.kind === "person") ? lookupByEmail(operation.connector, request.vocabulary) : undefined;
      if (email && lookup) {
        const step = lookupStep(lookup, escapeText(email.value), stepIds([...before, ...steps]));
        steps.push(step.known);
        values[field.name] = asField(field, step.person);
        continue;
      }
      if (field.kind === "text" && operation.verbs.has("send")) {
        const text = textFor(request, clause, takenInputs());
        values[field.name] = text.value;
        Object.assign(inputs, text.inputs);
        continue;
      }
      if (asks(field, clause, request, single)) questions.push(questionFor(field, operation));
      const name = inputName(field);
      inputs[name] ??= { type: inputType(field), description: describeField(field, operation) };
      values[field.name] = asField(field, `\${inputs.${name}}`);
    }
    const id = stepId(operation, stepIds([...before, ...steps]));
    steps.push({ operation, step: { id, use: operation.id, with: values } });
    const next = nextStep(operation, id, choice.filling.used, request, stepIds([...before, ...steps]));
    if (next) steps.push(next);
  }
  return { steps, inputs, questions: [...new Set(questions)], assumed, unknown };
}

/** The second call of an operation that takes two, with the values that the first has no place for. */
function nextStep(operation: KnownOperation, first: string, slots: readonly Slot[], request: Request, taken: ReadonlySet<string>): KnownStep | undefined {
  const { next } = operation;
  const following = request.vocabulary.operations.find(({ id }) => id === next?.id);
  if (!next || !following) return undefined;
  const own = fill(operation, slots).used;
  const { values } = fill(following, slots.filter((slot) => !own.includes(slot)));
  const handed = [{ [next.key]: `\${${first}.${next.output}}` }];
  return { operation: following, step: { id: stepId(following, taken), use: following.id, with: { ...values, [next.field]: handed } } };
}

/** A message needs words even where the API would take something else in their place. */
function wantedText(operation: KnownOperation, values: Readonly<Record<string, FlowValue>>): readonly Field[] {
  if (!operation.verbs.has("send")) return [];
  const field = operation.fields.find(({ kind }) => kind === "text");
  return field && !field.required && !(field.name in values) ? [field] : [];
}

function asks(field: Field, clause: Clause, request: Request, single: boolean): boolean {
  if (request.trigger.type === "schedule") return true;
  if (field.kind !== "channel" && field.kind !== "person") return false;
  if (!single || request.trigger.type === "webhook") return false;
  const kind = field.kind;
  // "a channel", "users": said to be left open
  return !clause.tokens.some(
    ({ norm, kind: shape }, index) => shape === "word" && nounOf(norm) === kind && (norm.endsWith("s") || isDeterminer(clause.tokens[index - 1]?.norm ?? "") || clause.connectors.length > 0),
  );
}

function questionFor(field: Field, operation: KnownOperation): string {
  const what = operation.title.charAt(0).toLowerCase() + operation.title.slice(1);
  if (field.kind === "channel") return `Which channel or person is it for (to ${what})?`;
  if (field.kind === "person") return `Which person is meant (to ${what})?`;
  return `Which ${wordsIn(field.name).join(" ")} should I use to ${what}?`;
}

function describeField(field: Field, operation: KnownOperation): string {
  return field.description || `${capitalise(wordsIn(field.name).join(" "))} for: ${operation.title}`;
}

function inputName(field: Field): string {
  const name = camelCase([field.name]);
  return identifier.safeParse(name).success ? name : `${name}Value`;
}

function inputType(field: Field): FlowInput["type"] {
  if (field.type === "integer" || field.type === "number") return "number";
  return field.type === "boolean" || field.type === "array" || field.type === "object" ? field.type : "string";
}

function asField(field: Field, path: string): FlowValue {
  return field.type === "array" && !path.startsWith("${inputs.") ? [path] : path;
}

/** `private` sets `is_private`. */
function flags(operation: KnownOperation, clause: Clause): Record<string, FlowValue> {
  const words = new Set(clause.tokens.map(({ norm }) => norm));
  return Object.fromEntries(
    operation.fields
      .filter(({ type, name }) => type === "boolean" && wordsIn(name.replaceAll("_", " ")).filter((word) => word !== "is").every((word) => words.has(word)))
      .map(({ name }) => [name, true]),
  );
}

/** The operation that finds a person by mail address: of this connector, with that as its only need. */
export function lookupByEmail(connector: string, vocabulary: Vocabulary): KnownOperation | undefined {
  return vocabulary.operations.find(
    (operation) =>
      operation.connector === connector &&
      operation.kind === "read" &&
      operation.outputs.some(({ kind }) => kind === "person") &&
      operation.fields.filter(({ required }) => required).every(({ kind }) => kind === "email") &&
      operation.fields.some(({ kind, required }) => required && kind === "email"),
  );
}

/** A step that finds the person, and the path to their id. */
export function lookupStep(operation: KnownOperation, email: string, taken: ReadonlySet<string>): { readonly known: KnownStep; readonly person: string } {
  const field = operation.fields.find(({ kind }) => kind === "email");
  const id = stepId(operation, taken);
  const path = operation.outputs.find(({ kind }) => kind === "person")?.path ?? "id";
  const step: FlowStep = { id, use: operation.id, with: { [field?.name ?? "email"]: email } };
  return { known: { operation, step }, person: `\${${id}.${path}}` };
}

/** Named after what it is about: the first thing in the title. */
export function stepId(operation: KnownOperation, taken: ReadonlySet<string>): string {
  const noun = wordsIn(operation.title).slice(1).find((word) => !isStopWord(word)) ?? "step";
  const base = camelCase([noun]);
  const name = identifier.safeParse(base).success ? base : `${base}Step`;
  return unique(name, taken);
}

export function stepIds(steps: readonly KnownStep[]): ReadonlySet<string> {
  return new Set(steps.map(({ step }) => step.id));
}

/** `name`, or with the first free number from 2 on. */
export function unique(name: string, taken: ReadonlySet<string>): string {
  let candidate = name;
  for (let number = 2; taken.has(candidate); number++) candidate = `${name}${number}`;
  return candidate;
}

/** The words of a message that gives none: the unquoted object, what happened, or what the caller passes. */
function textFor(request: Request, clause: Clause, inputs: Readonly<Record<string, FlowInput>>): { readonly value: string; readonly inputs: Record<string, FlowInput> } {
  const object = objectPhrase(request.prompt, clause, request.vocabulary);
  if (object?.literal && request.event.length === 0) return { value: escapeText(object.raw), inputs: {} };
  const event = eventSentence(request);
  const generic = object?.words.every((word) => /^(?:important|updates?|info|infos|details?|news|notice|reminders?|something|everyone|everybody|team|all)$/i.test(word)) ?? true;
  const name = object && !generic ? camelCase(object.words) : event?.noun;
  if (name === undefined) {
    return { value: "${inputs.text}", inputs: inputs["text"] ? {} : { text: { type: "string", default: defaultText, description: "Text of the message" } } };
  }
  const input = identifier.safeParse(name).success ? name : "details";
  const about = object && !generic ? object.words.join(" ") : `the ${event?.noun ?? "event"}`;
  const value = event ? `${escapeText(event.sentence)}: \${inputs.${input}}` : `\${inputs.${input}}`;
  return { value, inputs: { [input]: { type: "string", description: `What to say about ${about}` } } };
}

const appTail = /\s+(?:in|inside|on|from|of|en|dans|no|na|em|aus|von)\s+(?:my|the|our|meiner|der|mi|la|mon|notre|meu|minha|o)\s+(?:app|application|aplicaci[oó]n|appli|aplicativo|website|site|store|shop)\b.*$/iu;
const appHead = /^(?:(?:my|the|our)\s+)?app\s+(?:has|gets|receives|sends|creates)\s+|^there(?:'s| is| are)\s+/iu;

/** What happens, as a sentence, and the thing it happens to. */
function eventSentence(request: Request): { readonly sentence: string; readonly noun: string } | undefined {
  const first = request.event[0];
  const last = request.event.at(-1);
  if (!first || !last) return undefined;
  const raw = request.prompt.slice(first.start, last.end).replace(appTail, "").replace(appHead, "").trim();
  const words = wordsIn(raw);
  const noun = words.find((word) => !isStopWord(word) && !isDeterminer(word) && word !== "app");
  if (noun === undefined || /^(?:calls?|called|ruft|llama|llame|appelle|chama|chamar)$/.test(noun)) return undefined;
  return { sentence: capitalise(raw), noun: camelCase([noun === "someone" || noun === "somebody" ? "person" : noun]) };
}
