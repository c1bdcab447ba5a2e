import { type FlowInput, type FlowTrigger, type FlowValue, identifier } from "../../flow/schema.ts";
import type { Clause } from "./clauses.ts";
import { isDeterminer, nounOf, wordsIn } from "./lexicon.ts";
import type { OpenQuestion } from "./open-question.ts";
import type { Request } from "./request.ts";
import { camelCase, capitalise } from "./text.ts";
import type { Field, KnownOperation } from "./vocabulary.ts";

/*
 * What becomes of an input that the sentence leaves open, in this order:
 *
 * 1. Something natural stands in for it: it becomes an input of the function with that default.
 * 2. Nobody is there to pass it when the function starts: it is asked for.
 * 3. It is a thing that the person knows by name (a channel, a spreadsheet): it is asked for,
 *    unless the sentence says that it stays open.
 * 4. The caller passes it: it becomes a required input.
 */

/** Whether the function starts by itself, with nobody there to pass inputs. */
export function startsAlone({ type }: FlowTrigger): boolean {
  return type === "schedule" || type === "event";
}

/** Whether an input that nothing fills is asked for now, rather than left to the function's caller. */
export function asks(field: Field, clause: Clause, request: Request): boolean {
  if (naturalDefault(field) !== undefined) return false;
  if (startsAlone(request.trigger)) return true;
  const thing = keptThing(field);
  if (thing !== undefined) return !staysOpen(clause, thing);
  if (field.kind !== "channel" && field.kind !== "person") return false;
  if (request.clauses.length > 1 || /^(?:webhook|event)$/.test(request.trigger.type)) return false;
  const kind = field.kind;
  // "a channel", "users": said to be left open
  return !clause.tokens.some(
    ({ norm, kind: shape }, index) =>
      shape === "word" &&
      nounOf(norm) === kind &&
      (norm.endsWith("s") ||
        isDeterminer(clause.tokens[index - 1]?.norm ?? "") ||
        clause.connectors.length > 0),
  );
}

/** Things that a person keeps and knows by name; messages, contacts and the like come and go with each call. */
const keptThings: ReadonlySet<string> = new Set(
  "spreadsheet sheet document presentation form database table report".split(" "),
);

/** The kept thing whose id an input is. */
function keptThing({ kind, name, idOf }: Field): string | undefined {
  if (kind !== "ref") return undefined;
  const words = [idOf ?? "", ...wordsIn(name.replace(/(?:_i|I)ds?$/, "").replaceAll("_", "-"))];
  return words.find((word) => keptThings.has(word));
}

/** `a spreadsheet of the caller's`, `the given document`, `whichever form`. */
function staysOpen({ tokens }: Clause, thing: string): boolean {
  return tokens.some(
    // `raw`: a verb near to `given` is taken for a typo
    ({ raw }, index) =>
      /^(?:given|whichever|any|passed|caller|caller's)$/i.test(raw) &&
      tokens
        .slice(Math.max(0, index - 4), index + 4)
        .some((token) => nounOf(token.norm) === nounOf(thing) || token.norm === thing),
  );
}

/** The question for an input, with the words of the API where only some fit. */
export function questionFor(
  field: Field,
  operation: KnownOperation,
  key: string,
  again = false,
): OpenQuestion {
  const choices = field.type === "boolean" ? ["yes", "no"] : (field.choices ?? []);
  const options = choices.filter((choice) => choice.length <= 80).slice(0, 6);
  return {
    key,
    question: `${again ? "That does not fit. " : ""}${operation.title}: ${wordsFor(field)}`,
    ...(options.length > 1 ? { options } : {}),
    wants: { kind: "field", field },
  };
}

function wordsFor(field: Field): string {
  const { kind, name, type } = field;
  if (type === "boolean") return `${wordsIn(name).join(" ")}?`;
  if (kind === "channel") return "which channel or person is it for?";
  if (kind === "person") return "which person is meant?";
  if (kind === "email") return "which mail address is it for?";
  if (kind === "time" || kind === "start") return "when?";
  const thing = keptThing(field);
  return thing === undefined
    ? `what should the ${wordsIn(name).join(" ")} be?`
    : `which ${thing} is meant? Give its id or its address.`;
}

/** The function's own input for an operation's, typed and described as the catalog has it. */
export function inputFor(field: Field, operation: KnownOperation): FlowInput {
  const value = naturalDefault(field);
  return {
    type: inputType(field),
    ...(value === undefined ? {} : { default: value }),
    description: describeField(field, operation),
  };
}

/** What stands in by itself for an input that nobody named. */
function naturalDefault({ name, type }: Field): FlowValue | undefined {
  return type === "string" && /^(?:title|summary)$/i.test(name) ? "Untitled" : undefined;
}

const maxDescription = 500;

function describeField(field: Field, operation: KnownOperation): string {
  const words =
    field.description || `${capitalise(wordsIn(field.name).join(" "))} for: ${operation.title}`;
  return words.slice(0, maxDescription);
}

/** Its name: that of the operation's input. */
export function inputName(field: Field): string {
  const name = /^[a-z][A-Za-z\d]*$/.test(field.name) ? field.name : camelCase([field.name]);
  return identifier.safeParse(name).success ? name : `${name}Value`;
}

function inputType(field: Field): FlowInput["type"] {
  if (field.type === "integer" || field.type === "number") return "number";
  return field.type === "boolean" || field.type === "array" || field.type === "object"
    ? field.type
    : "string";
}

/** A path as the value of an input: in a list where it takes one. */
export function asField(field: Field, path: string): FlowValue {
  return field.type === "array" && !path.startsWith("${inputs.") ? [path] : path;
}
