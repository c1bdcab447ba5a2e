import type { PageBlock, PageSpec } from "../../../src/contract/page-spec.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { idsOf } from "./edits.ts";
import type { FunctionChoice } from "./functions.ts";
import { freeName } from "./names.ts";
import { labelOf } from "./sample.ts";
import { formOf } from "./starts.ts";

const words = pagesEditWords.starts;

/** In the order of the menu. */
export const blockTypes = [
  "table",
  "figure",
  "chart",
  "form",
  "buttons",
  "text",
] as const satisfies readonly PageBlock["type"][];

/**
 * A block as it is added: fed by the first source there is, else by a name that the check asks to
 * be chosen.
 */
export function newBlock(
  type: PageBlock["type"],
  spec: PageSpec,
  functions: readonly FunctionChoice[],
): PageBlock {
  const id = freeName(type, idsOf(spec));
  const rows = rowsOf(spec);
  const writer = functions.find(({ writes }) => writes) ?? functions[0];
  const shared: Pick<Extract<PageBlock, { type: "table" }>, "id" | "width" | "where"> = {
    id,
    width: "full",
    where: [],
  };
  switch (type) {
    case "table":
      return {
        ...shared,
        type,
        rows,
        columns: columnsOf(spec) ?? [{ label: words.value, value: "${item}", format: "text" }],
        pageSize: 25,
        actions: [],
      };
    case "figure":
      return { ...shared, type, width: "third", rows, aggregate: "count", format: "number" };
    case "chart":
      return {
        ...shared,
        type,
        kind: "bar",
        rows,
        x: { value: "${item}", format: "text" },
        series: [{ label: words.count, aggregate: "count" }],
        stacked: false,
        format: "number",
      };
    case "form":
      return {
        ...formOf({ name: writer?.name ?? "function", fields: writer?.fields ?? [] }),
        id,
      };
    case "buttons":
      return {
        type,
        id,
        width: "full",
        actions: [
          {
            label: writer ? labelOf(writer.name) : words.action,
            function: writer?.name ?? "function",
            input: {},
          },
        ],
      };
    case "text":
      return { type, id, width: "full", text: words.newText };
  }
}

/** The list that another block shows already. */
function rowsOf({ blocks, sources }: PageSpec): string {
  for (const block of blocks) if ("rows" in block && block.rows !== undefined) return block.rows;
  return `\${${Object.keys(sources)[0] ?? "source"}}`;
}

function columnsOf({ blocks }: PageSpec) {
  for (const block of blocks) if (block.type === "table") return block.columns;
  return undefined;
}
