/**
 * What a page is: data that one engine reads. Values are texts with `${…}` in them, as in a flow: a
 * path into `filters`, into what a source answered, into `item` for an entry of `rows`. No code.
 */
import { z } from "zod";
import { flowValue, identifier } from "../flow/schema.ts";

/** Its address, `/pages/:slug`. */
export const pageSlug = z
  .string()
  .min(1)
  .max(60)
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    "must be lower-case letters and digits, with single hyphens between them",
  );

const label = z.string().trim().min(1).max(120);
const template = z.string().min(1).max(2_000);
/** A path to a list: `${deals.results}`. */
const rows = template.describe("A path to a list, such as ${deals.results}");
/** The type is said here: in an OpenAPI document what holds itself would have no end. */
const inputs = z.record(z.string(), flowValue).meta({ type: "object" }).default({});

export const valueFormats = [
  "text",
  "number",
  /** 1.2K, 3.4M */
  "compact",
  /** Of a fraction: 0.25 is 25 %. */
  "percent",
  "currency",
  "date",
  "datetime",
  "boolean",
  "link",
  "image",
] as const;

/** How a value is shown. */
const shown = {
  format: z.enum(valueFormats).default("text"),
  /** ISO 4217, where the format is `currency`. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be an ISO 4217 code such as EUR")
    .optional(),
};

export const aggregates = ["count", "sum", "average", "min", "max"] as const;

/** Shows only the rows that fit; where `to` comes out empty, all do. */
const condition = z.strictObject({
  value: template,
  is: z.enum(["equals", "not", "contains", "at-least", "at-most"]),
  to: z.union([template, z.number(), z.boolean()]),
});
const where = z.array(condition).max(10).default([]);

const fieldKinds = [
  "text",
  "longtext",
  "number",
  "boolean",
  "date",
  "datetime",
  "email",
  "url",
  "choice",
] as const;

const choices = z
  .array(z.strictObject({ value: z.string().max(200), label }))
  .min(1)
  .max(200);

/** Something that whoever looks at the page may set: `${filters.id}`. */
export const pageFilter = z.strictObject({
  id: identifier,
  label,
  kind: z.enum(["text", "number", "date", "boolean", "choice"]),
  /** Of a `choice`. */
  choices: choices.optional(),
  /** What is written there, for `text` and `number`: "Channel as #name". */
  placeholder: z.string().max(200).optional(),
  default: z.union([z.string().max(500), z.number(), z.boolean()]).optional(),
});

/** What feeds blocks: the answer of a function that only reads. */
export const pageSource = z.strictObject({
  function: z.string().min(1).max(60),
  /** Fixed values and `${filters.…}`. */
  input: inputs,
});

/** A button that runs a function. */
export const pageAction = z.strictObject({
  label,
  function: z.string().min(1).max(60),
  /** Fixed values, `${filters.…}`, and `${item.…}` where it belongs to a row. */
  input: inputs,
  /** Asked before it runs. */
  confirm: z.string().max(300).optional(),
  /** Said when it ran. */
  done: z.string().max(300).optional(),
});

const block = {
  id: identifier,
  title: label.optional(),
  width: z.enum(["third", "half", "two-thirds", "full"]).default("full"),
};

export const pageColumn = z.strictObject({ label, value: template, ...shown });

export const figureBlock = z.strictObject({
  type: z.literal("figure"),
  ...block,
  /** Without `rows` what is shown; with them what is aggregated of each. */
  value: template.optional(),
  rows: rows.optional(),
  aggregate: z.enum(aggregates).optional(),
  where,
  ...shown,
  caption: z.string().max(200).optional(),
});

export const tableBlock = z.strictObject({
  type: z.literal("table"),
  ...block,
  rows,
  where,
  columns: z.array(pageColumn).min(1).max(30),
  pageSize: z.number().int().min(5).max(200).default(25),
  /** Position of the column that it is sorted by at first. */
  sort: z
    .strictObject({
      column: z.number().int().min(0),
      direction: z.enum(["ascending", "descending"]),
    })
    .optional(),
  /** Of each row. */
  actions: z.array(pageAction).max(5).default([]),
});

export const chartBlock = z.strictObject({
  type: z.literal("chart"),
  ...block,
  kind: z.enum(["line", "bar"]),
  rows,
  where,
  x: z.strictObject({ label: label.optional(), value: template, ...shown }),
  /** With `aggregate`, rows of the same x become one point. */
  series: z
    .array(
      z.strictObject({
        label,
        value: template.optional(),
        aggregate: z.enum(aggregates).optional(),
      }),
    )
    .min(1)
    .max(8),
  stacked: z.boolean().default(false),
  ...shown,
});

export const formField = z.strictObject({
  /** The input of the function that it fills. */
  name: z.string().min(1).max(60),
  label,
  kind: z.enum(fieldKinds).default("text"),
  required: z.boolean().default(false),
  help: z.string().max(300).optional(),
  placeholder: z.string().max(200).optional(),
  choices: choices.optional(),
  default: z.union([z.string().max(2_000), z.number(), z.boolean()]).optional(),
  /** Of numbers the least and most; of texts the fewest and most characters. */
  min: z.number().optional(),
  max: z.number().optional(),
});

export const formBlock = z.strictObject({
  type: z.literal("form"),
  ...block,
  function: z.string().min(1).max(60),
  fields: z.array(formField).min(1).max(40),
  /** Inputs that nobody fills in: fixed values and `${filters.…}`. */
  input: inputs,
  submit: label.default("Send"),
  done: z.string().max(300).optional(),
});

export const buttonsBlock = z.strictObject({
  type: z.literal("buttons"),
  ...block,
  actions: z.array(pageAction).min(1).max(8),
});

export const textBlock = z.strictObject({
  type: z.literal("text"),
  ...block,
  /** Markdown. */
  text: z.string().min(1).max(20_000),
});

export const pageBlock = z.discriminatedUnion("type", [
  figureBlock,
  tableBlock,
  chartBlock,
  formBlock,
  buttonsBlock,
  textBlock,
]);

/** The typed, declarative description of a page. */
export const pageSpec = z.strictObject({
  slug: pageSlug,
  title: label,
  description: z.string().max(500).optional(),
  /** Seconds after which an open page loads again; left out, it loads once. */
  refresh: z.number().int().min(10).max(86_400).optional(),
  filters: z.array(pageFilter).max(20).default([]),
  sources: z.record(identifier, pageSource).default({}),
  blocks: z.array(pageBlock).min(1).max(60),
});

export type PageSpec = z.output<typeof pageSpec>;
export type PageBlock = PageSpec["blocks"][number];
export type PageAction = z.output<typeof pageAction>;
export type PageColumn = z.output<typeof pageColumn>;
export type FormField = z.output<typeof formField>;
export type PageFilter = z.output<typeof pageFilter>;
