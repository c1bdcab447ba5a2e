import type { PageBlock, PageColumn, PageFilter, PageSpec } from "../../../contract/page-spec.ts";
import { identifier } from "../../../flow/schema.ts";
import { wordsIn } from "../lexicon.ts";
import { unique } from "../step-names.ts";
import { camelCase, capitalise, joinWords } from "../text.ts";
import { type Applied, type Ground, noSuchValue } from "./edit-ground.ts";
import { columnOf, leafNamed } from "./blocks.ts";
import type { PageEdit } from "./edit-orders.ts";
import type { Leaf } from "./leaves.ts";
import { memberWord } from "./page-words.ts";

type Table = Extract<PageBlock, { type: "table" }>;
type ColumnEdit = Extract<
  PageEdit,
  {
    kind:
      | "add-column"
      | "remove-column"
      | "rename-column"
      | "move-column"
      | "sort"
      | "rows"
      | "add-filter"
      | "remove-filter";
  }
>;

const noTable = {
  problem: "There is no table on the page; say “show it as a table” or ask for one.",
};
const maxColumns = 30;

/** Changes of what a table shows, in which order, and of what it can be narrowed down by. */
export function applyColumns(spec: PageSpec, edit: ColumnEdit, ground: Ground): Applied {
  const tables = spec.blocks.filter((block): block is Table => block.type === "table");
  if (edit.kind === "remove-filter") return withoutFilter(spec, edit.by);
  if (edit.kind === "add-filter") return withFilter(spec, edit.by, ground);
  const [first] = tables;
  if (!first) return noTable;
  // Of several tables the first that has what is named.
  const attempts = tables.map((table) => ({ table, after: onTable(table, edit, ground) }));
  const fitting = attempts.find(({ after }) => "block" in after) ?? attempts[0];
  if (!fitting || !("block" in fitting.after))
    return fitting && "problem" in fitting.after ? fitting.after : noTable;
  const { block, change } = fitting.after;
  return {
    spec: { ...spec, blocks: spec.blocks.map((one) => (one.id === block.id ? block : one)) },
    change,
  };
}

type OnTable = { readonly block: Table; readonly change: string } | { readonly problem: string };

function onTable(
  table: Table,
  edit: Exclude<ColumnEdit, { kind: "add-filter" | "remove-filter" }>,
  { leavesOf }: Ground,
): OnTable {
  switch (edit.kind) {
    case "rows": {
      const pageSize = Math.min(Math.max(edit.count, 5), 200);
      return { block: { ...table, pageSize }, change: `the table shows ${pageSize} rows at once` };
    }
    case "add-column":
      return withColumns(table, edit.names, leavesOf(table.rows));
    case "remove-column": {
      const places = edit.names.map((name) => columnCalled(table, name));
      const missing = edit.names.filter((_, index) => places[index] === undefined);
      if (missing.length > 0) return { problem: noColumn(table, missing) };
      const gone = new Set(places);
      if (gone.size >= table.columns.length)
        return { problem: "A table needs a column: say “remove the table” to be rid of it." };
      const columns = table.columns.filter((_, index) => !gone.has(index));
      return {
        block: { ...sortedAs(table, columns), columns },
        change: `the column ${joinWords(table.columns.filter((_, index) => gone.has(index)).map(({ label }) => `“${label}”`))} is gone`,
      };
    }
    case "rename-column": {
      const at = columnCalled(table, edit.name);
      if (at === undefined) return { problem: noColumn(table, [edit.name]) };
      const label = capitalise(edit.to).slice(0, 120);
      return {
        block: {
          ...table,
          columns: table.columns.map((column, index) =>
            index === at ? { ...column, label } : column,
          ),
        },
        change: `the column is called “${label}”`,
      };
    }
    case "move-column": {
      const at = columnCalled(table, edit.name);
      const column = at === undefined ? undefined : table.columns[at];
      if (at === undefined || !column) return { problem: noColumn(table, [edit.name]) };
      const rest = table.columns.filter((_, index) => index !== at);
      const columns = edit.first ? [column, ...rest] : [...rest, column];
      return {
        block: { ...sortedAs(table, columns), columns },
        change: `“${column.label}” is the ${edit.first ? "first" : "last"} column`,
      };
    }
    case "sort": {
      const withIt =
        columnCalled(table, edit.by) === undefined
          ? withColumns(table, [edit.by], leavesOf(table.rows))
          : { block: table, change: "" };
      if (!("block" in withIt)) return withIt;
      const column = columnCalled(withIt.block, edit.by);
      if (column === undefined) return { problem: noColumn(table, [edit.by]) };
      const { label, format } = withIt.block.columns[column] ?? { label: edit.by, format: "text" };
      // The largest and the newest are what somebody looks for first.
      const isDown =
        edit.down ?? /^(?:number|compact|currency|percent|date|datetime)$/.test(format);
      const direction = isDown ? "descending" : "ascending";
      return {
        block: { ...withIt.block, sort: { column, direction } },
        change: `the table is sorted by ${label.toLowerCase()}, ${direction}`,
      };
    }
  }
}

function withColumns(table: Table, names: readonly string[], leaves: readonly Leaf[]): OnTable {
  const found = names.map((name) => ({ name, leaf: leafNamed(name, leaves) }));
  const missing = found.find(({ leaf }) => !leaf);
  if (missing || found.length === 0) return { problem: noSuchValue(missing?.name ?? "", leaves) };
  const fresh = found.flatMap(({ leaf }) =>
    leaf && !table.columns.some(({ value }) => value === leaf.value) ? [columnOf(leaf)] : [],
  );
  if (fresh.length === 0)
    return {
      problem: `The table has ${joinWords(found.map(({ leaf }) => `“${leaf?.label ?? ""}”`))} already.`,
    };
  const columns = [...table.columns, ...fresh];
  if (columns.length > maxColumns)
    return { problem: `A table takes at most ${maxColumns} columns.` };
  return {
    block: { ...table, columns },
    change: `the table has the column ${joinWords(fresh.map(({ label }) => `“${label}”`))}`,
  };
}

/** The sort follows its column to where it stands now. */
function sortedAs(table: Table, columns: readonly PageColumn[]): Table {
  const { sort, ...rest } = table;
  const column = sort ? table.columns[sort.column] : undefined;
  const at = column ? columns.indexOf(column) : -1;
  return sort && at >= 0 ? { ...rest, sort: { ...sort, column: at } } : rest;
}

/** Position of the column that these words name. */
function columnCalled({ columns }: Table, said: string): number | undefined {
  const plain = (text: string) => wordsIn(text).map(memberWord).join("");
  const words = plain(said);
  if (words === "") return undefined;
  const exact = columns.findIndex(({ label }) => plain(label) === words);
  if (exact >= 0) return exact;
  const part = columns.findIndex(({ label, value }) => {
    const own = new Set(
      [...wordsIn(label), ...wordsIn(value.replaceAll(/[._]/g, " "))].map(memberWord),
    );
    return wordsIn(said)
      .map(memberWord)
      .every((word) => own.has(word));
  });
  return part >= 0 ? part : undefined;
}

function noColumn({ columns }: Table, names: readonly string[]): string {
  return `There is no column ${joinWords(names.map((name) => `“${name}”`))}; there is ${joinWords(columns.map(({ label }) => label))}.`;
}

/** A field at the top of the page that narrows all lists down which have this value. */
function withFilter(spec: PageSpec, by: string, { leavesOf }: Ground): Applied {
  const lists = spec.blocks.flatMap((block) =>
    "rows" in block && block.rows !== undefined && "where" in block
      ? [{ block, rows: block.rows }]
      : [],
  );
  if (lists.length === 0)
    return { problem: "There is no list on the page that could be filtered." };
  const leaves = lists.map(({ rows }) => leavesOf(rows));
  const leaf = leaves.map((some) => leafNamed(by, some)).find((one) => one !== undefined);
  if (!leaf) return { problem: noSuchValue(by, leaves.flat()) };
  const taken = new Set([...spec.filters.map(({ id }) => id), ...Object.keys(spec.sources)]);
  const base = camelCase(wordsIn(leaf.label));
  const id = unique(identifier.safeParse(base).success ? base : `${base}Filter`, taken);
  const isDate = leaf.format === "date" || leaf.format === "datetime";
  const filter: PageFilter = {
    id,
    label: isDate ? `${leaf.label} from` : leaf.label,
    kind: isDate ? "date" : leaf.type === "text" ? "text" : leaf.type,
  };
  const is =
    isDate || leaf.type === "number" ? "at-least" : leaf.type === "boolean" ? "equals" : "contains";
  const condition = { value: leaf.value, is, to: `\${filters.${id}}` } as const;
  const blocks = spec.blocks.map((block): PageBlock => {
    if (!("rows" in block) || block.rows === undefined || !("where" in block)) return block;
    return leavesOf(block.rows).some(({ value }) => value === leaf.value) && block.where.length < 10
      ? { ...block, where: [...block.where, condition] }
      : block;
  });
  return {
    spec: { ...spec, filters: [...spec.filters, filter], blocks },
    change: `it can be narrowed down by “${filter.label}”`,
  };
}

function withoutFilter(spec: PageSpec, by: string): Applied {
  const words = wordsIn(by).map(memberWord);
  const fitting = spec.filters.filter(({ label, id }) =>
    words.every((word) => [...wordsIn(label), ...wordsIn(id)].map(memberWord).includes(word)),
  );
  const [filter, more] = fitting;
  const names = joinWords(spec.filters.map(({ label }) => `“${label}”`));
  if (!filter)
    return {
      problem:
        spec.filters.length === 0
          ? "The page has no filter."
          : `There is no such filter; there is ${names}.`,
    };
  if (more) return { problem: `There are several filters: ${names}. Say which one.` };
  const path = `\${filters.${filter.id}}`;
  const blocks = spec.blocks.map((block): PageBlock =>
    "where" in block ? { ...block, where: block.where.filter(({ to }) => to !== path) } : block,
  );
  const rest = { ...spec, filters: spec.filters.filter(({ id }) => id !== filter.id), blocks };
  return JSON.stringify(rest).includes(path)
    ? { problem: `“${filter.label}” fills an input of a function, so the page needs it.` }
    : { spec: rest, change: `the filter “${filter.label}” is gone` };
}
