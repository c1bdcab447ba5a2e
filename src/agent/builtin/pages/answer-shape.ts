import type { Catalog } from "../../../catalog/catalog.ts";
import type { Operation } from "../../../catalog/operation.ts";
import type { Schema } from "../../../catalog/schema-text.ts";
import { withoutNull } from "../../../flow/answers.ts";
import { outputSchemaOf } from "../../../functions/output-shape.ts";
import { formatPath } from "../../../flow/paths.ts";
import type { Flow } from "../../../flow/schema.ts";
import { type Leaf, leavesOf } from "./leaves.ts";

/** What a function that feeds a page answers: one thing, or a list of them. */
export interface Answer {
  /** Of the one thing; of a list its entries. */
  readonly leaves: readonly Leaf[];
  /** Path to the list, with the source as its root: `${deals.results}`. */
  readonly rows: string | undefined;
  /** The operation that answers it. */
  readonly operation: Operation | undefined;
}

const maxDepth = 3;

/** Reads the shape of a flow's answer for the source that a page calls it by. */
export function answerOf(flow: Flow, source: string, catalog: Pick<Catalog, "find">): Answer {
  const schema = outputSchemaOf(flow, catalog);
  const operation = catalog.find(flow.steps.at(-1)?.use ?? "");
  const list = firstList(schema, [], 0);
  if (!list) {
    const shows = operation && isList(operation) ? [] : operation?.shows;
    return { leaves: leavesOf(schema, source, shows), rows: undefined, operation };
  }
  const { keys, items } = list;
  const leaves = leavesOf(items, "item", operation?.shows);
  // A list of plain values has one column.
  const alone: readonly Leaf[] =
    leaves.length === 0
      ? [
          {
            value: "${item}",
            label: "Value",
            type: "text",
            format: "text",
            words: [],
            role: "title",
            shown: false,
          },
        ]
      : leaves;
  return { leaves: alone, rows: `\${${formatPath({ root: source, keys })}}`, operation };
}

function isList({ pagination, names }: Operation): boolean {
  return pagination !== undefined || (names?.list ?? "") !== "";
}

/** The nearest list below a schema, what lies near the top first. */
function firstList(
  schema: Schema,
  keys: readonly string[],
  depth: number,
): { readonly keys: readonly string[]; readonly items: Schema } | undefined {
  const here = withoutNull(schema);
  if (here.type === "array") return { keys, items: here.items ?? {} };
  if (here.type !== "object" || depth >= maxDepth) return undefined;
  const members = Object.entries(here.properties ?? {});
  const lists = members.flatMap(([name, member]) => {
    const inner = withoutNull(member);
    return inner.type === "array" ? [{ keys: [...keys, name], items: inner.items ?? {} }] : [];
  });
  // Of several, one of things is meant rather than one of lists or plain values.
  const best = lists.find(({ items }) => withoutNull(items).type === "object") ?? lists[0];
  // A thing with single values of its own is no list, whatever lists belong to it.
  const own = members.filter(([name, member]) => {
    const { type } = withoutNull(member);
    return (
      type !== "array" &&
      type !== "object" &&
      !/cursor|token|total|more|estimate|range|zone|start$/i.test(name)
    );
  });
  if (best && own.length > 1) return undefined;
  if (best) return best;
  if (own.length > 1) return undefined;
  for (const [name, member] of members) {
    const found = firstList(member, [...keys, name], depth + 1);
    if (found) return found;
  }
  return undefined;
}
