import { z } from "zod";
import { createSecret } from "../../../sandbox/kit/oauth/state.ts";
import { invalid } from "./refusal.ts";
import type { Column, DataSource } from "./state.ts";

/** https://developers.notion.com/reference/property-object */
const types = [
  "title",
  "rich_text",
  "number",
  "select",
  "multi_select",
  "status",
  "date",
  "people",
  "files",
  "checkbox",
  "url",
  "email",
  "phone_number",
  "relation",
  "created_time",
  "last_edited_time",
];

const given = z.record(z.string(), z.unknown());

/** The columns of a new table, of which exactly one is the title. */
export function readColumns(properties: unknown): Column[] {
  const parsed = given.safeParse(properties);
  if (!parsed.success) return invalid("body failed validation: properties should be an object.");
  const columns = Object.entries(parsed.data).map(([name, schema]) => readColumn(name, schema));
  if (columns.filter(({ type }) => type === "title").length !== 1)
    invalid("Title is not provided or provided more than once: a table has exactly one title.");
  return columns;
}

function readColumn(name: string, schema: unknown): Column {
  const members = given.safeParse(schema).data ?? {};
  const type = types.find((one) => Object.hasOwn(members, one));
  if (type === undefined)
    return invalid(
      `body failed validation: properties.${name} should be one of ${types.join(", ")}.`,
    );
  const config = given.safeParse(members[type]).data ?? {};
  const options = z.array(z.looseObject({ name: z.string() })).safeParse(config["options"]).data;
  return {
    id: type === "title" ? "title" : createSecret("", 3),
    name,
    type,
    config: options
      ? {
          ...config,
          options: options.map((option) => ({
            id: option.name.toLowerCase().slice(0, 8),
            color: "default",
            ...option,
          })),
        }
      : config,
  };
}

/** By name or by id; both are taken wherever a column is meant. */
export function columnOf({ columns }: DataSource, key: string): Column {
  const column = columns.find(({ id, name }) => id === key || name === key);
  return column ?? invalid(`${key} is not a property that exists.`);
}
