import type { Shown } from "../../../catalog/operation.ts";
import type { Schema } from "../../../catalog/schema-text.ts";
import { formatPath } from "../../../flow/paths.ts";
import { withoutNull } from "../../../flow/answers.ts";
import { wordsIn } from "../lexicon.ts";
import { capitalise } from "../text.ts";

/** One value of an answer, or of an entry of its list, as a page can show it. */
export interface Leaf {
  /** With the paths in it: `${item.amount}`. */
  readonly value: string;
  readonly label: string;
  readonly type: "text" | "number" | "boolean";
  readonly format: "text" | "number" | "date" | "datetime" | "boolean" | "link" | "image";
  /** Folded words of its name and label, by which a sentence can name it. */
  readonly words: readonly string[];
  /** What it is for, as far as its name says. */
  readonly role: Role;
  /** The operation itself says that it is worth showing. */
  readonly shown: boolean;
}

export type Role =
  | "title"
  | "amount"
  | "stage"
  | "person"
  | "date"
  | "link"
  | "image"
  | "text"
  | "id"
  | "other";

const maxDepth = 4;

/** Which roles come first where nobody said what to show. */
const order: readonly Role[] = [
  "title",
  "amount",
  "stage",
  "person",
  "date",
  "link",
  "text",
  "other",
  "image",
  "id",
];

/**
 * Every single value below a schema, those worth showing first: what the operation says of itself
 * in its order, then the others by what their names say.
 */
export function leavesOf(
  schema: Schema,
  root: string,
  shows: readonly Shown[] = [],
): readonly Leaf[] {
  const found = [...walk(schema, root, [], 0)];
  const shown = shows.flatMap((one) => shownLeaf(one, root, found) ?? []);
  const paths = new Set(shown.flatMap(({ value }) => pathsOf(value)));
  const rest = found
    .filter(({ value }) => !paths.has(value))
    .toSorted((one, other) => order.indexOf(one.role) - order.indexOf(other.role));
  return [...shown, ...rest];
}

/** What somebody wants to see without having asked. */
export function worthShowing(leaves: readonly Leaf[]): readonly Leaf[] {
  const shown = leaves.filter((leaf) => leaf.shown);
  if (shown.length > 0) return shown;
  return leaves.filter(
    ({ role, format, type }) =>
      role !== "id" && !(role === "other" && type === "boolean") && format !== "image",
  );
}

function pathsOf(value: string): readonly string[] {
  return value.match(/\$\{[^}]*\}/g) ?? [];
}

function shownLeaf(
  { path, label, as }: Shown,
  root: string,
  found: readonly Leaf[],
): Leaf | undefined {
  const paths = [path].flat();
  const values = paths.map((one) => `\${${formatPath({ root, keys: keysOf(one) })}}`);
  const value = values.join("");
  const known = found.find((leaf) => leaf.value === values[0]);
  const names = wordsIn(paths.join(" ").replaceAll(/[._]/g, " "));
  const type = as === "number" ? "number" : (known?.type ?? "text");
  const format = as ?? known?.format ?? "text";
  return {
    value,
    label,
    type,
    format,
    words: [...new Set([...wordsIn(label), ...names])],
    role: known && known.role !== "other" ? known.role : roleOfFormat(format),
    shown: true,
  };
}

/** Of a list the first entry: `names.0.displayName`. */
const keysOf = (path: string) =>
  path.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key));

function roleOfFormat(format: Leaf["format"]): Role {
  if (format === "number") return "amount";
  if (format === "date" || format === "datetime") return "date";
  return format === "link" || format === "image" ? format : "other";
}

function* walk(
  schema: Schema,
  root: string,
  keys: readonly string[],
  depth: number,
): Generator<Leaf> {
  const here = withoutNull(schema);
  if (here.type === "object" && depth < maxDepth) {
    for (const [name, member] of Object.entries(here.properties ?? {}))
      yield* walk(member, root, [...keys, name], depth + 1);
    return;
  }
  const type = typeOf(here);
  const name = keys.at(-1);
  if (type === undefined || name === undefined) return;
  const format = formatOf(here, name, keys.at(-2), type);
  yield {
    value: `\${${formatPath({ root, keys })}}`,
    label: labelOf(keys),
    type,
    format,
    words: wordsIn(keys.join(" ").replaceAll("_", " ")),
    role: roleOf(name, keys, type, format),
    shown: false,
  };
}

function typeOf({ type, enum: values }: Schema): Leaf["type"] | undefined {
  if (type === "number" || type === "integer") return "number";
  if (type === "boolean") return "boolean";
  return type === "string" || values ? "text" : undefined;
}

/** The last word of a name decides: `createTime`, `share_url`. */
const datetimeWord = /^(?:time|at|timestamp|datetime|created|updated|modified|edited|published)$/;
const dateWord = /^(?:date|day|due|deadline|closedate|birthday)$/;
const linkWord = /^(?:url|uri|link|permalink|href|website)$/;
const imageWord = /^(?:avatar|image|picture|photo|thumbnail|logo|icon|cover)$/;

function formatOf(
  { format }: Schema,
  name: string,
  parent: string | undefined,
  type: Leaf["type"],
): Leaf["format"] {
  if (type === "boolean") return "boolean";
  if (format === "date") return "date";
  if (format === "date-time") return "datetime";
  const words = partsOf(name);
  const last = words.at(-1) ?? "";
  const isTime =
    datetimeWord.test(last) && !/^(?:responded|time|zone)$/.test(words[0] === last ? "zone" : "");
  if (isTime && words.length > 1) return "datetime";
  if (name === "dateTime" || name === "created" || name === "updated") return "datetime";
  if (dateWord.test(last) || (name === "date" && parent !== undefined)) return "date";
  if (type === "number") return "number";
  if (words.some((word) => imageWord.test(word)) && words.some((word) => linkWord.test(word)))
    return "image";
  if (linkWord.test(last)) return "link";
  return imageWord.test(last) ? "image" : "text";
}

const titleWord =
  /^(?:title|name|dealname|subject|summary|headline|displayname|label|fullname|commentary|firstname)$/;
const amountWord =
  /^(?:amount|price|total|sum|revenue|budget|value|count|size|score|views|likes|followers|quantity|duration)$/;
const stageWord =
  /^(?:stage|dealstage|status|state|phase|priority|type|category|lifecyclestage|visibility)$/;
const personWord =
  /^(?:email|owner|author|user|from|to|person|company|customer|assignee|organizer|sender|phone)$/;
const textWord =
  /^(?:text|body|description|content|message|note|notes|snippet|comment|bio|location)$/;
const idWord =
  /^(?:id|ids|key|etag|token|cursor|urn|sub|hash|ts|object|resourcename|rev|revision|zone|timezone)$/;

function roleOf(
  name: string,
  keys: readonly string[],
  type: Leaf["type"],
  format: Leaf["format"],
): Role {
  const words = partsOf(name);
  const last = words.at(-1) ?? "";
  const whole = words.join("");
  if (idWord.test(last) || idWord.test(whole)) return "id";
  if (format === "link" || format === "image") return format;
  if (format === "date" || format === "datetime") return "date";
  if (titleWord.test(whole) || titleWord.test(last)) return keys.length > 2 ? "other" : "title";
  if (amountWord.test(last) || type === "number") return "amount";
  if (stageWord.test(whole) || stageWord.test(last)) return "stage";
  if (personWord.test(last)) return "person";
  return textWord.test(last) ? "text" : "other";
}

function partsOf(name: string): readonly string[] {
  return wordsIn(name.replaceAll("_", " "));
}

/** `follower_count` → Followers, `createTime` → Created, `start.dateTime` → Start. */
export function labelOf(keys: readonly string[]): string {
  const [name = "", parent] = keys.toReversed();
  const plain =
    parent !== undefined && /^(?:date|dateTime|value|text|name|displayName|id)$/.test(name)
      ? parent
      : name;
  const words = partsOf(plain);
  const last = words.at(-1) ?? "";
  const first = words.slice(0, -1);
  if (last === "count" && first.length > 0)
    return capitalise([...first.slice(0, -1), plural(first.at(-1) ?? "")].join(" "));
  if (words[0] === "create" && last === "time") return "Created";
  if (/^(?:at|time)$/.test(last) && first.length > 0) return capitalise(first.join(" "));
  if (/^(?:url|uri)$/.test(last) && first.length > 0)
    return `${capitalise(first.join(" "))} link`.replace(/ link link$/, " link");
  return capitalise(words.join(" ")) || "Value";
}

function plural(word: string): string {
  if (/(?:s|ing)$/.test(word)) return word;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
