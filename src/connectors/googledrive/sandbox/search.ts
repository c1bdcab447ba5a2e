import type { Call } from "../../google/sandbox/ground/app.ts";
import type { DriveFile } from "../../google/sandbox/ground/files.ts";
import { people } from "../../google/sandbox/ground/people.ts";
import { invalid } from "../../google/sandbox/ground/refusal.ts";
import { folderIdOf, textOf } from "./kinds.ts";
import type { Condition, Term } from "./query.ts";
import type { DriveState } from "./state.ts";

type Reader = Pick<Call<DriveState>, "user" | "documents">;

/** Whether a file is one that `q` asks for. */
export function matches(condition: Condition, file: DriveFile, reader: Reader): boolean {
  switch (condition.kind) {
    case "term":
      return holds(condition, file, reader);
    case "not":
      return !matches(condition.of, file, reader);
    case "and":
      return condition.of.every((part) => matches(part, file, reader));
    case "or":
      return condition.of.some((part) => matches(part, file, reader));
  }
}

const equality = ["=", "!="];

/** Which field takes which operator: https://developers.google.com/workspace/drive/api/guides/ref-search-terms */
const operators: Readonly<Record<string, readonly string[]>> = {
  name: ["contains", ...equality],
  mimeType: ["contains", ...equality],
  fullText: ["contains"],
  modifiedTime: ["<=", "<", ">", ">=", ...equality],
  createdTime: ["<=", "<", ">", ">=", ...equality],
  trashed: equality,
  starred: equality,
  sharedWithMe: equality,
  parents: ["in"],
  owners: ["in"],
  writers: ["in"],
  readers: ["in"],
};

/** Refuses a condition that Drive does not know, whether a file is there to be tried or not. */
export function checkTerm({ field, operator, value }: Term): void {
  const isKnown = operators[field]?.includes(operator) === true;
  const isTime = field === "modifiedTime" || field === "createdTime";
  if (!isKnown || (isTime && Number.isNaN(timeOf(value)))) invalid("Invalid Value", "invalid");
}

function holds({ field, operator, value }: Term, file: DriveFile, reader: Reader): boolean {
  const isAsked = (is: boolean) => is === (operator === "=");
  const person = value === "me" ? reader.user.email : value;
  switch (field) {
    case "name":
      return operator === "contains" ? startsWords(file.name, value) : isAsked(file.name === value);
    case "fullText":
      return spaced(fullText(file, reader)).includes(spaced(value));
    case "mimeType":
      return operator === "contains"
        ? file.mimeType.startsWith(value)
        : isAsked(file.mimeType === value);
    case "modifiedTime":
    case "createdTime":
      return compares(Date.parse(file[field]) - timeOf(value), operator);
    case "trashed":
    case "starred":
      return isAsked(String(file[field]) === value);
    case "sharedWithMe":
      return isAsked(String(file.owner !== reader.user.id) === value);
    case "parents":
      return file.parents.includes(folderIdOf(value, reader.user));
    case "owners":
      return people.some(({ id, email }) => id === file.owner && email === person);
    default:
      return file.permissions.some(
        ({ emailAddress, role }) =>
          emailAddress === person && (field === "readers" || role === "writer" || role === "owner"),
      );
  }
}

/** Words without case; what is between them does not count. */
function words(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Only whole words count. */
const spaced = (text: string) => ` ${words(text).join(" ")} `;

/** For names `contains` finds beginnings of words: “Hello” finds “HelloWorld”, “World” does not. */
function startsWords(name: string, value: string): boolean {
  const known = words(name);
  return words(value).every((wanted) => known.some((word) => word.startsWith(wanted)));
}

function fullText(file: DriveFile, { documents }: Reader): string {
  const kind = documents.find(({ mimeType }) => mimeType === file.mimeType);
  const exported = kind?.exportAs(file.id, "text/plain");
  const text = exported ? new TextDecoder().decode(exported) : (textOf(file) ?? "");
  return `${file.name} ${file.description ?? ""} ${text}`;
}

/** RFC 3339; UTC where no zone is named. */
function timeOf(value: string): number {
  const hasZone = /(?:Z|[+-]\d\d:\d\d)$/.test(value);
  return Date.parse(hasZone || !value.includes("T") ? value : `${value}Z`);
}

function compares(difference: number, operator: string): boolean {
  switch (operator) {
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
    case ">":
      return difference > 0;
    case ">=":
      return difference >= 0;
    default:
      return (difference === 0) === (operator === "=");
  }
}
