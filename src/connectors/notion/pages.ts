import { z } from "zod";
import { present } from "../../catalog/webhook-reading.ts";

const text = z.string().nullish();
const property = z.looseObject({ type: z.string() });
const who = z.looseObject({ id: z.string() }).nullish();
const richText = z.array(z.looseObject({ plain_text: z.string().nullish() }));

const parent = z.looseObject({
  type: text,
  data_source_id: text,
  database_id: text,
  page_id: text,
});

export const pageAnswer = z.looseObject({
  id: z.string(),
  url: text,
  created_time: z.string(),
  last_edited_time: z.string(),
  created_by: who,
  last_edited_by: who,
  in_trash: z.boolean().nullish(),
  parent: parent.nullish(),
  properties: z.record(z.string(), property).nullish(),
});
export type NotionPage = z.output<typeof pageAnswer>;

/** Also of a table or a database, which has its title beside it. */
export const titledAnswer = z.looseObject({
  id: z.string(),
  url: text,
  title: richText.nullish(),
  parent: parent.nullish(),
});

export function plainText(items: unknown): string {
  return (richText.safeParse(items).data ?? []).map((item) => item.plain_text ?? "").join("");
}

/** A value as a plain one: text, number, true or false, a list of names, or null; dates by their start. */
function plainValue({ type, ...rest }: z.output<typeof property>): unknown {
  const value = rest[type];
  if (type === "title" || type === "rich_text") return plainText(value);
  if (Array.isArray(value)) return value.map(nameOf);
  if (typeof value !== "object" || value === null) return value ?? null;
  const { name, start, string, number, boolean }: Readonly<Record<string, unknown>> = { ...value };
  return name ?? start ?? string ?? number ?? boolean ?? null;
}

function nameOf(one: unknown): unknown {
  const { name, id }: Readonly<Record<string, unknown>> = { ...Object(one) };
  return name ?? id ?? one;
}

/** A page or row, flat. */
export function plainPage(page: NotionPage) {
  const properties = Object.entries(page.properties ?? {});
  const titled = properties.find(([, { type }]) => type === "title")?.[1];
  const status = properties.find(([, { type }]) => type === "status")?.[1];
  return present({
    id: page.id,
    title: titled ? plainText(titled["title"]) : "",
    url: page.url,
    status: status && plainValue(status),
    createdTime: page.created_time,
    lastEditedTime: page.last_edited_time,
    author: page.last_edited_by?.id,
    dataSource: page.parent?.data_source_id,
    database: page.parent?.database_id,
    parentPage: page.parent?.page_id,
    properties: Object.fromEntries(properties.map(([name, value]) => [name, plainValue(value)])),
  });
}

export const pagePayload = z.object({
  id: z.string().describe("Id of the page or row"),
  title: z.string().describe("Title of the page or row"),
  url: z.string().optional().describe("Address of the page in Notion"),
  properties: z
    .record(z.string(), z.unknown())
    .describe("Values by the names of their columns, as plain text, numbers and lists"),
  status: z.string().optional().describe("Its status, where it has one"),
  createdTime: z.string().describe("When it was created, ISO 8601, to the minute"),
  lastEditedTime: z.string().describe("When it was changed last, ISO 8601, to the minute"),
  author: z.string().optional().describe("Id of who changed it last"),
  dataSource: z.string().optional().describe("Id of the table that the row stands in"),
  database: z.string().optional().describe("Id of the database of that table"),
  dataSourceTitle: z
    .string()
    .optional()
    .describe("Title of that table; there where the function waits for a table by name"),
  parentPage: z.string().optional().describe("Id of the page that it stands in"),
  timestamp: z.string().optional().describe("When it happened, ISO 8601; where Notion pushes"),
});

/** An id in one form: they go with and without dashes, and at the end of links. */
export function idIn(value: unknown): string | undefined {
  const hex = /([0-9a-f]{32})(?:[?#].*)?$/i.exec(String(value).replaceAll("-", ""))?.[1];
  return hex?.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
