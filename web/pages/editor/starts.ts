import type { FormField, PageBlock, PageSpec } from "../../../src/contract/page-spec.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import type { Field } from "../../functions/inputs.ts";
import { freeName, identifierOf } from "./names.ts";
import { type SampleValue, isNumeric, labelOf, listsIn, valuesIn } from "./sample.ts";

const words = pagesEditWords.starts;

/** With what a new page begins. */
export const starts = ["table", "dashboard", "form", "empty"] as const;
export type Start = (typeof starts)[number];

/** A function that a page is to use; `answer` is undefined where it was not run. */
export interface Used {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly answer: unknown;
}

interface NewPage {
  readonly slug: string;
  readonly title: string;
  readonly start: Start;
  readonly functions: readonly Used[];
}

/** Columns that a table begins with. */
const mostColumns = 6;

/** The first version of a page: as much as can be told from what its functions answered. */
export function newPage({ slug, title, start, functions }: NewPage): PageSpec {
  const empty: PageSpec = { slug, title, filters: [], sources: {}, blocks: [] };
  const blocks: PageBlock[] = [];
  const sources: Record<string, PageSpec["sources"][string]> = {};
  for (const used of start === "empty" ? [] : functions) {
    if (start === "form") {
      blocks.push({
        ...formOf(used),
        id: freeName(
          "form",
          blocks.map(({ id }) => id),
        ),
      });
      continue;
    }
    const name = freeName(identifierOf(sourceWord(used.name), "source"), Object.keys(sources));
    sources[name] = { function: used.name, input: {} };
    const made = start === "table" ? [tableOf(name, used)] : dashboardOf(name, used);
    for (const block of made)
      blocks.push({
        ...block,
        id: freeName(
          block.id,
          blocks.map(({ id }) => id),
        ),
      });
  }
  // Figures stand beside each other, above what is wide.
  const order = (block: PageBlock) => (block.type === "figure" ? 0 : 1);
  const ordered = blocks.toSorted((one, other) => order(one) - order(other));
  return { ...empty, sources, blocks: ordered.length > 0 ? ordered : [welcome] };
}

const welcome: PageBlock = { type: "text", id: "text", width: "full", text: words.welcome };

/** `listBigDeals` gives `bigDeals`. */
export function sourceWord(name: string): string {
  const rest = name.replace(/^(list|get|fetch|read|find|search|load|show|query)(?=[A-Z_-])/, "");
  return rest === "" ? name : rest;
}

/** A table of the longest list that was answered. */
export function tableOf(source: string, { name, answer }: Used): PageBlock {
  const [list] = listsIn(answer, source);
  const values = valuesIn(list?.first, "item");
  const columns = telling(values)
    .slice(0, mostColumns)
    .map(({ column }) => column);
  return {
    type: "table",
    id: identifierOf(sourceWord(name), "table"),
    title: labelOf(sourceWord(name)),
    width: "full",
    rows: list?.path ?? `\${${source}}`,
    where: [],
    columns:
      columns.length > 0 ? columns : [{ label: words.value, value: "${item}", format: "text" }],
    pageSize: 25,
    actions: [],
  };
}

function dashboardOf(source: string, used: Used): readonly PageBlock[] {
  const table = tableOf(source, used);
  if (table.type !== "table") return [table];
  const label = labelOf(sourceWord(used.name));
  const count: PageBlock = {
    type: "figure",
    id: `${source}Count`,
    title: label,
    width: "third",
    rows: table.rows,
    aggregate: "count",
    where: [],
    format: "number",
  };
  const values = telling(valuesIn(listsIn(used.answer, source)[0]?.first, "item"));
  const amount = values.find(({ value, column }) => isNumeric(value) && column.format !== "text");
  const sum: PageBlock | undefined = amount && {
    type: "figure",
    id: `${source}Sum`,
    title: words.sumOf(amount.column.label),
    width: "third",
    rows: table.rows,
    value: amount.path,
    aggregate: "sum",
    where: [],
    format: amount.column.format,
    ...(amount.column.currency ? { currency: amount.column.currency } : {}),
  };
  const group = values.find(({ path, value }) => typeof value === "string" && isGroup(path));
  const chart: PageBlock | undefined = group && {
    type: "chart",
    id: `${source}Chart`,
    title: words.by(label, group.column.label),
    width: "full",
    kind: "bar",
    rows: table.rows,
    where: [],
    x: { value: group.path, format: "text" },
    series: [{ label, aggregate: "count" }],
    stacked: false,
    format: "number",
  };
  return [count, ...(sum ? [sum] : []), ...(chart ? [chart] : []), table];
}

/** Names that many entries share a value of. */
function isGroup(path: string): boolean {
  return /(stage|status|state|type|category|owner|priority|channel|country|city|source)\W*$/i.test(
    path,
  );
}

/** What a person wants to see: without what only machines read, where there is anything else. */
function telling(values: readonly SampleValue[]): readonly SampleValue[] {
  const isForMachines = ({ path, value, column }: SampleValue) =>
    value === null ||
    value === "" ||
    /(^|[._])(archived|etag|object|pipeline|url|hs_\w+|(created|updated|lastmodified)_?(at|date)?)\}$/i.test(
      path,
    ) ||
    (typeof value === "string" && value.length > 200) ||
    / ID$|^ID$/.test(column.label);
  const forPeople = values.filter((one) => !isForMachines(one));
  return forPeople.length > 0 ? forPeople : values.filter(({ value }) => value !== null);
}

/** A form with a field for each input of a function. */
export function formOf({ name, fields }: Pick<Used, "name" | "fields">): PageBlock {
  const takes = takesOf(fields);
  return {
    type: "form",
    id: "form",
    title: labelOf(name),
    width: "half",
    function: name,
    fields: takes.length > 0 ? takes.map(formFieldOf) : [unnamed],
    input: {},
    submit: words.send,
  };
}

/** What a person can fill in: a list or an object is not written into a field. */
export function takesOf(fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ type }) => type !== "array" && type !== "object").slice(0, 40);
}

const unnamed: FormField = { name: "text", label: words.text, kind: "text", required: false };

/** The field of a form that fills an input. */
export function formFieldOf({ name, type, description, required, text }: Field): FormField {
  const kind = kindOf(name, type);
  return {
    name,
    label: labelOf(name),
    kind,
    required: required && kind !== "boolean",
    ...(description ? { help: description.slice(0, 300) } : {}),
    ...(text !== "" && type === "string" ? { default: text.slice(0, 2_000) } : {}),
    ...(text !== "" && type === "number" ? { default: Number(text) } : {}),
    ...(type === "boolean" && text !== "" ? { default: text === "true" } : {}),
  };
}

function kindOf(name: string, type: Field["type"]): FormField["kind"] {
  if (type === "number" || type === "boolean") return type;
  if (/e-?mail/i.test(name)) return "email";
  if (/(url|link|website)$/i.test(name)) return "url";
  if (/date$/i.test(name)) return "date";
  return /(text|message|body|description|note|content|comment)/i.test(name) ? "longtext" : "text";
}
