import type { PageBlock, PageColumn } from "../../../contract/page-spec.ts";
import { wordsIn } from "../lexicon.ts";
import { unique } from "../step-names.ts";
import { camelCase, capitalise } from "../text.ts";
import type { Answer } from "./answer-shape.ts";
import { type Leaf, worthShowing } from "./leaves.ts";
import { memberWord } from "./page-words.ts";
import type { WantedSource } from "./page-order.ts";

const maxColumns = 7;
const maxFigures = 9;

type Block<Type extends PageBlock["type"]> = Extract<PageBlock, { type: Type }>;

/** What shows the answer of a source as it was asked for. */
export function blocksOf(
  wanted: WantedSource,
  answer: Answer,
  ids: Set<string>,
): readonly PageBlock[] {
  const { rows, leaves } = answer;
  if (rows === undefined) return figuresOf(leaves, wanted.words, ids);
  const heading = headingOf(answer);
  switch (wanted.display) {
    case "bar":
    case "line":
    case "chart":
      return [chartOf(wanted, { rows, leaves, heading }, ids)];
    case "figure":
      return listFigures(rows, leaves, heading, ids);
    case "page":
      return [
        ...listFigures(rows, leaves, heading, ids),
        ...chartsOf(wanted, { rows, leaves, heading }, ids),
        tableOf(rows, leaves, heading, ids),
      ];
    case "table":
      return [
        ...chartsOf(wanted, { rows, leaves, heading }, ids),
        tableOf(rows, leaves, undefined, ids),
      ];
  }
}

function chartsOf({ charts = [] }: WantedSource, charted: Charted, ids: Set<string>) {
  return charts.map(({ display, by, measure }) =>
    chartOf({ display, by, words: measure ?? "" }, charted, ids),
  );
}

/** `Deals`, of the operation `Find deals`. */
function headingOf({ operation }: Answer): string {
  const words = operation?.title.split(" ").slice(1).join(" ") ?? "";
  const plain = words
    .replace(/^(?:the|my|all|a|an|one|each) /, "")
    .replace(/ (?:of|in|from|on) .*$/, "");
  const isOne = /^(?:an?|one) /.test(words) && !plain.endsWith("s");
  return capitalise(isOne ? `${plain}s` : plain) || "Entries";
}

export function blockId(base: string, ids: Set<string>): string {
  const name = camelCase(wordsIn(base).slice(0, 4)).slice(0, 40);
  const id = unique(/^[a-z]\w*$/i.test(name) && !reserved.test(name) ? name : `${name}Block`, ids);
  ids.add(id);
  return id;
}

const reserved =
  /^(?:item|filters|inputs|trigger|now|input|new|default|in|is|do|if|for|class|this|case|$)$/;

/** Single values: numbers where there are some, those that the sentence names first. */
function figuresOf(leaves: readonly Leaf[], said: string, ids: Set<string>): readonly PageBlock[] {
  const worth = worthShowing(leaves);
  const numbers = worth.filter(({ type }) => type === "number");
  const words = new Set(wordsIn(said));
  const named = leaves.filter((leaf) => leaf.type !== "number" && isNamed(leaf, words));
  const chosen = (
    numbers.length > 0 ? [...numbers, ...named] : worth.length > 0 ? worth : leaves
  ).slice(0, maxFigures);
  const width = chosen.length === 2 || chosen.length === 4 ? "half" : "third";
  return chosen.map((leaf) => figureOf(leaf, width, ids));
}

/** Whether a sentence has a word that this value has alone. */
function isNamed({ words, role }: Leaf, said: ReadonlySet<string>): boolean {
  return role !== "id" && words.some((word) => word.length > 3 && said.has(word));
}

export function figureOf(leaf: Leaf, width: PageBlock["width"], ids: Set<string>): Block<"figure"> {
  return {
    type: "figure",
    id: blockId(leaf.label, ids),
    title: leaf.label,
    width,
    value: leaf.value,
    where: [],
    format: leaf.format,
  };
}

/** How many there are, and what they come to. */
function listFigures(
  rows: string,
  leaves: readonly Leaf[],
  heading: string,
  ids: Set<string>,
): Block<"figure">[] {
  const amount = worthShowing(leaves).find(
    ({ type, words }) =>
      type === "number" &&
      /^(?:amount|price|total|revenue|views?|value|budget)$/.test(words.at(0) ?? ""),
  );
  const width = amount ? "half" : "third";
  return [
    {
      type: "figure",
      id: blockId(`${heading} count`, ids),
      title: heading,
      width,
      rows,
      aggregate: "count",
      where: [],
      format: "number",
    },
    ...(amount ? [sumOf(rows, amount, ids)] : []),
  ];
}

export function sumOf(rows: string, leaf: Leaf, ids: Set<string>): Block<"figure"> {
  return {
    type: "figure",
    id: blockId(`${leaf.label} total`, ids),
    title: `${leaf.label} in total`,
    width: "half",
    rows,
    value: leaf.value,
    aggregate: "sum",
    where: [],
    format: "number",
  };
}

export const columnOf = ({ label, value, format }: Leaf): PageColumn => ({ label, value, format });

function tableOf(
  rows: string,
  leaves: readonly Leaf[],
  title: string | undefined,
  ids: Set<string>,
): Block<"table"> {
  const worth = worthShowing(leaves);
  const columns = (worth.length > 0 ? worth : leaves).slice(0, maxColumns);
  return {
    type: "table",
    id: blockId(title ?? "table", ids),
    ...(title ? { title } : {}),
    width: "full",
    rows,
    where: [],
    columns: columns.map(columnOf),
    pageSize: 25,
    actions: [],
  };
}

interface Charted {
  readonly rows: string;
  readonly leaves: readonly Leaf[];
  readonly heading: string;
}

/** By what is said, else by when, else by what each is called. */
function chartOf(
  { display, by, words }: WantedSource,
  { rows, leaves, heading }: Charted,
  ids: Set<string>,
): Block<"chart"> {
  const worth = worthShowing(leaves);
  const said = new Set(wordsIn(words));
  const numbers = worth.filter(({ type, role }) => type === "number" && role !== "date");
  const measure = numbers.find(({ words: own }) => own.some((word) => said.has(word)));
  const group = by === undefined ? undefined : (leafNamed(by, leaves) ?? dateFor(by, worth));
  const date = worth.find(({ role }) => role === "date");
  const stage = worth.find(({ role }) => role === "stage");
  const title = worth.find(({ role, type }) => role === "title" || type === "text") ?? leaves[0];
  const drawn = measure ?? (group || numbers.length === 0 ? undefined : numbers[0]);
  const x =
    group ?? (display === "line" ? date : undefined) ?? (drawn ? title : (stage ?? date ?? title));
  const isOwn = x === title && drawn !== undefined && !group;
  return {
    type: "chart",
    id: blockId("chart", ids),
    title: drawn
      ? `${drawn.label} by ${(x?.label ?? "").toLowerCase()}`
      : `${heading} by ${(x?.label ?? "").toLowerCase()}`,
    width: "full",
    kind: display === "line" || (display === "chart" && x?.role === "date") ? "line" : "bar",
    rows,
    where: [],
    x: { label: x?.label ?? "Value", value: x?.value ?? "${item}", format: x?.format ?? "text" },
    series: [
      drawn
        ? {
            label: drawn.label,
            value: drawn.value,
            ...(isOwn ? {} : { aggregate: "sum" as const }),
          }
        : { label: heading, aggregate: "count" },
    ],
    stacked: false,
    format: "number",
  };
}

/** The value that these words name best: its label or its own name. */
export function leafNamed(words: string, leaves: readonly Leaf[]): Leaf | undefined {
  const said = wordsIn(words)
    .map(memberWord)
    .map(singular)
    .filter((word) => !/^(?:the|a|of|its|their|column|field)$/.test(word));
  if (said.length === 0) return undefined;
  const joined = said.join("");
  const exact = leaves.find(
    ({ label, words: own }) =>
      wordsIn(label).map(singular).join("") === joined || own.map(singular).join("") === joined,
  );
  if (exact) return exact;
  const scored = leaves.map((leaf, index) => {
    const own = new Set([...leaf.words, ...wordsIn(leaf.label)].map(singular));
    const hits = said.filter(
      (word) =>
        own.has(word) ||
        [...own].some(
          (one) =>
            one.length > 4 && word.length > 4 && (one.endsWith(word) || one.startsWith(word)),
        ),
    ).length;
    return { leaf, hits, index };
  });
  const [best] = scored.toSorted((one, other) => other.hits - one.hits || one.index - other.index);
  return best && best.hits > 0 && best.hits * 2 >= said.length ? best.leaf : undefined;
}

const singular = (word: string) =>
  word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;

function dateFor(by: string, leaves: readonly Leaf[]): Leaf | undefined {
  return /^(?:day|date|week|month|year|time|tag|woche|monat|jahr|dia|semana|mes|ano|jour|semaine|mois|annee)s?$/i.test(
    by,
  )
    ? leaves.find(({ role }) => role === "date")
    : undefined;
}
