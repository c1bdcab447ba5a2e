import { type FlowInput, type FlowValue, identifier } from "../../flow/schema.ts";
import type { Clause } from "./clauses.ts";
import type { Request } from "./compose.ts";
import { isDeterminer, nounOf, wordsIn } from "./lexicon.ts";
import { camelCase, capitalise } from "./text.ts";
import type { Field, KnownOperation } from "./vocabulary.ts";

/** Whether an input that nothing fills is asked for now, rather than left to the function's caller. */
export function asks(field: Field, clause: Clause, request: Request): boolean {
  if (request.trigger.type === "schedule") return true;
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

/** The question for an input. */
export function questionFor(field: Field, operation: KnownOperation): string {
  const what = operation.title.charAt(0).toLowerCase() + operation.title.slice(1);
  if (field.kind === "channel") return `Which channel or person is it for (to ${what})?`;
  if (field.kind === "person") return `Which person is meant (to ${what})?`;
  return `Which ${wordsIn(field.name).join(" ")} should I use to ${what}?`;
}

/** The function's own input for an operation's. */
export function inputFor(field: Field, operation: KnownOperation): FlowInput {
  return { type: inputType(field), description: describeField(field, operation) };
}

function describeField(field: Field, operation: KnownOperation): string {
  return (
    field.description || `${capitalise(wordsIn(field.name).join(" "))} for: ${operation.title}`
  );
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
