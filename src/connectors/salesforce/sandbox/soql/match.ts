import type { Field, ObjectInfo } from "../objects.ts";
import { isSameId } from "../ids.ts";
import { invalidField } from "../refusal.ts";
import type { SalesforceRecord, Value } from "../state.ts";
import { spanOf } from "./dates.ts";
import type { Condition, Literal } from "./parse.ts";

/** How a path is read: its field, and its value in a record. */
export type Reader = (
  record: SalesforceRecord,
  path: string,
) => { readonly field: Field; readonly value: Value };

/** Whether a record is among those that are asked for. */
export function matches(
  condition: Condition | undefined,
  record: SalesforceRecord,
  read: Reader,
  now: number,
): boolean {
  if (!condition) return true;
  const inner = (part: Condition) => matches(part, record, read, now);
  if (condition.kind === "not") return !inner(condition.part);
  if (condition.kind !== "compare")
    return condition.kind === "and" ? condition.parts.every(inner) : condition.parts.some(inner);
  const { field, value } = read(record, condition.path);
  for (const literal of condition.values) checkLiteral(field, literal);
  const { operator, values } = condition;
  if (operator === "IN") return values.some((one) => compare("=", value, one, field, now));
  if (operator === "NOT IN") return values.every((one) => compare("!=", value, one, field, now));
  const [literal] = values;
  return literal !== undefined && compare(operator, value, literal, field, now);
}

const quoted: readonly Field["type"][] = [
  "id",
  "string",
  "email",
  "phone",
  "url",
  "picklist",
  "reference",
];

/** Texts are quoted, all else is not, and long texts cannot be compared. */
export function checkLiteral({ name, type }: Field, { type: given }: Literal): void {
  if (type === "textarea") invalidField(`field '${name}' can not be filtered in a query call`);
  if (given === "null") return;
  const isText = quoted.includes(type);
  const wanted = isText
    ? "text"
    : { boolean: "boolean", date: "date", datetime: "date" }[String(type)];
  if (given === (wanted ?? "number")) return;
  const rule = isText ? "should be enclosed in quotes" : "should not be enclosed in quotes";
  invalidField(`value of filter criterion for field '${name}' must be of type ${type} and ${rule}`);
}

function compare(
  operator: string,
  value: Value,
  literal: Literal,
  field: Field,
  now: number,
): boolean {
  if (literal.type === "null") {
    const isEmpty = value === null || value === undefined || value === "";
    return operator === "=" ? isEmpty : !isEmpty;
  }
  if (value === null || value === undefined) return operator === "!=" || operator === "<>";
  if (literal.type === "date") return compareDate(operator, String(value), literal.value, now);
  if (literal.type !== "text") return ordered(operator, Number(value) - Number(literal.value));
  if (operator === "LIKE") return likeness(literal.pattern).test(String(value));
  const isIdLike = field.type === "id" || field.type === "reference";
  const isEqual = isIdLike
    ? isSameId(value, literal.value)
    : String(value).toLowerCase() === literal.value.toLowerCase();
  const order = String(value).localeCompare(literal.value, "en", { sensitivity: "base" });
  return ordered(operator, isEqual ? 0 : order || 1);
}

function ordered(operator: string, difference: number): boolean {
  const holds: Readonly<Record<string, boolean>> = {
    "=": difference === 0,
    "!=": difference !== 0,
    "<>": difference !== 0,
    "<": difference < 0,
    "<=": difference <= 0,
    ">": difference > 0,
    ">=": difference >= 0,
  };
  return holds[operator] ?? false;
}

function compareDate(operator: string, value: string, literal: string, now: number): boolean {
  const span = spanOf(literal, now) ?? invalidField(`'${literal}' is no date`);
  const time = Date.parse(
    value.length === 10 ? `${value}T00:00:00Z` : value.replace(/\+0000$/, "Z"),
  );
  if (time < span.start) return ["<", "<=", "!=", "<>"].includes(operator);
  if (time >= span.end) return [">", ">=", "!=", "<>"].includes(operator);
  return ["=", "<=", ">="].includes(operator);
}

/** `%` is anything, `_` one character, where no backslash stands before them. */
function likeness(pattern: string): RegExp {
  const source = pattern.replaceAll(/\\(.)|([%_])|([^\\%_])/gsu, (_, escaped, wild, plain) => {
    if (wild !== undefined) return wild === "%" ? "[^]*" : "[^]";
    return String(escaped ?? plain).replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  });
  return new RegExp(`^${source}$`, "iu");
}

/** Reads a field of the object or of one it refers to: `Account.Name`. */
export function readerOf(
  object: ObjectInfo,
  related: (
    field: Field,
    id: Value,
  ) => { object: ObjectInfo; record: SalesforceRecord | undefined },
  fieldNamed: (owner: ObjectInfo, name: string) => Field,
): Reader {
  return (record, path) => {
    const parts = path.split(".");
    const names = parts[0]?.toLowerCase() === object.name.toLowerCase() ? parts.slice(1) : parts;
    let at: { object: ObjectInfo; record: SalesforceRecord | undefined } = { object, record };
    for (const relation of names.slice(0, -1)) {
      const field = at.object.fields.find(
        ({ relationshipName }) => relationshipName?.toLowerCase() === relation.toLowerCase(),
      );
      if (!field)
        return invalidField(`Didn't understand relationship '${relation}' in field path.`);
      at = related(field, at.record?.[field.name] ?? null);
    }
    const field = fieldNamed(at.object, names.at(-1) ?? "");
    return { field, value: at.record?.[field.name] ?? null };
  };
}
