import { z } from "zod";
import { idOf } from "./ids.ts";
import { people } from "./people.ts";
import { invalid } from "./refusal.ts";
import { plainText, readRichText } from "./rich-text.ts";
import { type Column, type Page, richTextItem } from "./state.ts";

/** A value as it is kept and shown, without id and type: what stands under the name of the type. */
type Inner = unknown;

/** https://developers.notion.com/reference/page-property-values: these are computed, not written. */
const readOnly = [
  "formula",
  "rollup",
  "created_time",
  "created_by",
  "last_edited_time",
  "last_edited_by",
  "unique_id",
  "button",
];

const most = { email: 200, phone_number: 200, url: 2000, list: 100 };
const optionName = z.looseObject({ name: z.string().min(1).max(100) });
const dateShape = z.looseObject({
  start: z.string(),
  end: z.string().nullish(),
  time_zone: z.string().nullish(),
});

/**
 * A value as a call gives it, judged by the column's type and made into what answers show. A select
 * gets options it did not have; a status does not.
 */
export function readValue(column: Column, given: unknown): Inner {
  const { name, type } = column;
  if (readOnly.includes(type)) return invalid(`${name} cannot be updated: it is a ${type}.`);
  const members = z.record(z.string(), z.unknown()).safeParse(given).data ?? {};
  if (!Object.hasOwn(members, type)) return invalid(`${name} is expected to be ${type}.`);
  const inner = members[type];
  const where = `body.properties.${name}.${type}`;
  const fail = (what: string): never => invalid(`body failed validation: ${where} ${what}`);
  const text = (limit: number) => {
    if (inner === null) return null;
    if (typeof inner !== "string" || inner === "")
      return fail("should be a non-empty string or null.");
    return inner.length > limit ? fail(`.length should be ≤ \`${limit}\`.`) : inner;
  };
  const list = (): unknown[] => {
    if (!Array.isArray(inner)) return fail("should be an array.");
    return inner.length > most.list ? fail(`.length should be ≤ \`${most.list}\`.`) : inner;
  };
  switch (type) {
    case "title":
    case "rich_text":
      return readRichText(inner, where);
    case "number":
      return inner === null || typeof inner === "number" ? inner : fail("should be a number.");
    case "checkbox":
      return typeof inner === "boolean" ? inner : fail("should be a boolean.");
    case "url":
      return text(most.url);
    case "email":
      return text(most.email);
    case "phone_number":
      return text(most.phone_number);
    case "select":
      return inner === null ? null : optionOf(column, inner, fail, true);
    case "status":
      return inner === null ? null : optionOf(column, inner, fail, false);
    case "multi_select":
      return list().map((one) => optionOf(column, one, fail, true));
    case "date":
      return inner === null ? null : readDate(inner, fail);
    case "people":
      return list().map((one) => personOf(one, fail));
    case "relation":
      return list().map((one) => ({ id: idOf(Reflect.get(Object(one), "id"), where) }));
    case "files":
      return list();
    default:
      return fail("is not supported.");
  }
}

function optionOf(
  column: Column,
  given: unknown,
  fail: (what: string) => never,
  makesNew: boolean,
) {
  const parsed = optionName.safeParse(given);
  if (!parsed.success || parsed.data.name.includes(","))
    return fail("should name one option, without a comma.");
  const options = z
    .array(z.looseObject({ id: z.string(), name: z.string(), color: z.string() }))
    .parse(column.config["options"] ?? []);
  const { name } = parsed.data;
  const known = options.find((option) => option.name === name);
  if (known) return known;
  if (!makesNew) return fail(`: Status option "${name}" does not exist.`);
  const option = { id: name.toLowerCase().slice(0, 8), name, color: "default" };
  column.config["options"] = [...options, option];
  return option;
}

function readDate(given: unknown, fail: (what: string) => never) {
  const parsed = dateShape.safeParse(given);
  if (!parsed.success) return fail("should have a start.");
  const { start, end = null, time_zone: timeZone = null } = parsed.data;
  for (const one of [start, end]) {
    if (one !== null && (!/^\d{4}-\d{2}-\d{2}/.test(one) || Number.isNaN(Date.parse(one))))
      fail("should be a valid ISO 8601 date string.");
  }
  return { start, end, time_zone: timeZone };
}

function personOf(given: unknown, fail: (what: string) => never) {
  const id = Reflect.get(Object(given), "id");
  const person = people.find((one) => one.id === id);
  return person ? { object: "user", id: person.id } : fail("should be people of the workspace.");
}

/** What an empty cell shows. */
export function emptyValue(type: string): Inner {
  if (type === "checkbox") return false;
  return ["title", "rich_text", "multi_select", "people", "relation", "files"].includes(type)
    ? []
    : null;
}

/** The title of a page, in plain text. */
export function titleOf({ values }: Page): string {
  return plainText(z.array(richTextItem).catch([]).parse(values["title"]));
}

/** What a filter or a sort compares: text, number, boolean, list of texts, or undefined for nothing. */
export function comparable(
  type: string,
  inner: Inner,
): string | number | boolean | string[] | undefined {
  if (inner === null || inner === undefined) return undefined;
  if (type === "title" || type === "rich_text")
    return plainText(z.array(richTextItem).catch([]).parse(inner)) || undefined;
  if (typeof inner === "string" || typeof inner === "number" || typeof inner === "boolean")
    return inner;
  if (Array.isArray(inner)) {
    const names = inner.map((one) =>
      String(Reflect.get(Object(one), "name") ?? Reflect.get(Object(one), "id")),
    );
    return names.length > 0 ? names : undefined;
  }
  const named = Reflect.get(Object(inner), type === "date" ? "start" : "name");
  return typeof named === "string" ? named : undefined;
}
