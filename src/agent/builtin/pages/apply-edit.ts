import type { PageBlock, PageSpec } from "../../../contract/page-spec.ts";
import { capitalise } from "../text.ts";
import { worthShowing } from "./leaves.ts";
import { blockId, columnOf, figureOf, leafNamed, sumOf } from "./blocks.ts";
import { applyColumns } from "./edit-columns.ts";
import { type Applied, type Ground, noSuchValue } from "./edit-ground.ts";
import { blockCalled, nameOf, type Found } from "./find-block.ts";
import type { PageEdit } from "./edit-orders.ts";
import { slugOf } from "./page-draft.ts";

type Table = Extract<PageBlock, { type: "table" }>;

/** The page with one change made to it. */
export function applyEdit(spec: PageSpec, edit: PageEdit, ground: Ground): Applied {
  switch (edit.kind) {
    case "title":
      return edit.to.trim() === ""
        ? { problem: "Say what it should be called." }
        : {
            spec: { ...spec, title: capitalise(edit.to.trim()).slice(0, 120) },
            change: `it is called “${capitalise(edit.to.trim())}”`,
          };
    case "slug": {
      const slug = slugOf(edit.to.replace(/^.*\/pages\//, ""));
      return slug === ""
        ? { problem: "An address takes letters, digits and hyphens." }
        : { spec: { ...spec, slug }, change: `its address is /pages/${slug}` };
    }
    case "refresh":
      return refreshed(spec, edit.seconds);
    case "chart":
      return drawn(spec, edit.as, ground);
    case "group":
      return grouped(spec, edit.by, ground);
    case "add-column":
    case "remove-column":
    case "rename-column":
    case "move-column":
    case "sort":
    case "rows":
    case "add-filter":
    case "remove-filter":
      return applyColumns(spec, edit, ground);
    case "move-block":
      return moved(spec, edit);
    case "remove-block":
      return removed(spec, edit.what, ground);
    case "label":
      return labelled(spec, edit.of, edit.to);
    case "caption":
      return captioned(spec, edit.of, edit.to);
    case "figure":
      return withFigure(spec, edit, ground);
    case "text":
      return {
        spec: {
          ...spec,
          blocks: [
            { type: "text", id: blockId("text", idsOf(spec)), width: "full", text: edit.text },
            ...spec.blocks,
          ],
        },
        change: "the text stands at the top",
      };
    case "width":
      return onBlock(
        spec,
        edit.of,
        (block) => ({ ...block, width: edit.width }),
        `is ${edit.width === "full" ? "as wide as the page" : edit.width === "half" ? "half as wide" : "a third as wide"}`,
      );
  }
}

const idsOf = ({ blocks }: PageSpec) => new Set(blocks.map(({ id }) => id));

function refreshed(spec: PageSpec, seconds: number | undefined): Applied {
  const { refresh: _, ...rest } = spec;
  if (seconds === undefined) return { spec: rest, change: "it loads once" };
  const words =
    seconds % 3600 === 0
      ? many(seconds / 3600, "hour")
      : seconds % 60 === 0
        ? many(seconds / 60, "minute")
        : many(seconds, "second");
  return { spec: { ...spec, refresh: seconds }, change: `it loads again every ${words}` };
}

const many = (count: number, word: string) => (count === 1 ? word : `${count} ${word}s`);

/** A chart drawn otherwise, or a table as a chart and back. */
function drawn(spec: PageSpec, as: "bar" | "line" | "table", { leavesOf }: Ground): Applied {
  const charts = spec.blocks.filter(({ type }) => type === "chart");
  if (as === "table") {
    const chart = charts.find((block) => block.type === "chart");
    if (chart?.type !== "chart")
      return { problem: "There is no chart on the page to show as a table." };
    const columns = worthShowing(leavesOf(chart.rows)).slice(0, 7).map(columnOf);
    const table: Table = {
      type: "table",
      id: chart.id,
      ...(chart.title ? { title: chart.title } : {}),
      width: "full",
      rows: chart.rows,
      where: chart.where,
      columns:
        columns.length > 0
          ? columns
          : [{ label: chart.x.label ?? "Value", value: chart.x.value, format: chart.x.format }],
      pageSize: 25,
      actions: [],
    };
    return { spec: replaced(spec, chart.id, table), change: "the chart is a table" };
  }
  if (charts.length > 0)
    return {
      spec: {
        ...spec,
        blocks: spec.blocks.map((block) =>
          block.type === "chart" ? { ...block, kind: as } : block,
        ),
      },
      change: charts.length === 1 ? `it is a ${as} chart` : `its charts are ${as} charts`,
    };
  const table = spec.blocks.find((block): block is Table => block.type === "table");
  if (!table)
    return {
      problem: `There is nothing on the page that a ${as} chart could show: it takes a list.`,
    };
  const leaves = worthShowing(leavesOf(table.rows));
  const shown = leaves.filter(({ value }) =>
    table.columns.some((column) => column.value === value),
  );
  const own = shown.length > 0 ? shown : leaves;
  const number = own.find(({ type, role }) => type === "number" && role !== "date");
  const group =
    own.find(({ role }) => (as === "line" ? role === "date" : role === "stage")) ??
    own.find(({ role }) => role === "stage" || role === "date");
  const x =
    (as === "line" ? own.find(({ role }) => role === "date") : undefined) ??
    (number ? own[0] : group) ??
    own[0];
  if (!x)
    return {
      problem:
        "Nothing is known of the entries of the list, so I cannot say what a chart would show.",
    };
  const chart: PageBlock = {
    type: "chart",
    id: table.id,
    ...(table.title ? { title: table.title } : {}),
    width: "full",
    kind: as,
    rows: table.rows,
    where: table.where,
    x: { label: x.label, value: x.value, format: x.format },
    series: [
      number && number !== x
        ? {
            label: number.label,
            value: number.value,
            ...(x.role === "title" ? {} : { aggregate: "sum" as const }),
          }
        : { label: table.title ?? "Entries", aggregate: "count" },
    ],
    stacked: false,
    format: "number",
  };
  return {
    spec: replaced(spec, table.id, chart),
    change: `the table is a ${as} chart: ${chart.series[0]?.label ?? ""} by ${x.label.toLowerCase()}`,
  };
}

const replaced = (spec: PageSpec, id: string, block: PageBlock): PageSpec => ({
  ...spec,
  blocks: spec.blocks.map((one) => (one.id === id ? block : one)),
});

function grouped(spec: PageSpec, by: string, { leavesOf }: Ground): Applied {
  const chart = spec.blocks.find((block) => block.type === "chart");
  if (chart?.type !== "chart")
    return { problem: "There is no chart on the page; say “make it a bar chart” first." };
  const leaves = leavesOf(chart.rows);
  const leaf = leafNamed(by, leaves);
  if (!leaf) return { problem: noSuchValue(by, leaves) };
  const series = chart.series.map((one) => ({
    ...one,
    aggregate: one.aggregate ?? (one.value === undefined ? ("count" as const) : ("sum" as const)),
  }));
  const title = `${series[0]?.label ?? "Entries"} by ${leaf.label.toLowerCase()}`;
  return {
    spec: replaced(spec, chart.id, {
      ...chart,
      title,
      x: { label: leaf.label, value: leaf.value, format: leaf.format },
      series,
    }),
    change: `the chart is by ${leaf.label.toLowerCase()}`,
  };
}

function moved(
  spec: PageSpec,
  { what, to, other }: Extract<PageEdit, { kind: "move-block" }>,
): Applied {
  const block = blockCalled(spec, what);
  if ("problem" in block) return block;
  const rest = spec.blocks.filter(({ id }) => id !== block.id);
  if (to === "top" || to === "bottom")
    return {
      spec: { ...spec, blocks: to === "top" ? [block.block, ...rest] : [...rest, block.block] },
      change: `${nameOf(block.block)} stands at the ${to}`,
    };
  const target = blockCalled(spec, other);
  if ("problem" in target) return target;
  const at = rest.findIndex(({ id }) => id === target.id);
  if (at < 0) return { problem: "A block cannot stand before itself." };
  return {
    spec: { ...spec, blocks: rest.toSpliced(to === "before" ? at : at + 1, 0, block.block) },
    change: `${nameOf(block.block)} stands ${to} ${nameOf(target.block)}`,
  };
}

function removed(spec: PageSpec, what: string, ground: Ground): Applied {
  const found = blockCalled(spec, what);
  if ("problem" in found) {
    // What is no block may be a column, or a button of each row.
    const column = applyColumns(spec, { kind: "remove-column", names: [what] }, ground);
    return "spec" in column ? column : found;
  }
  if (found.action !== undefined) return withoutAction(spec, found);
  if (spec.blocks.length === 1)
    return {
      problem: `${capitalise(nameOf(found.block))} is all there is on the page: say “delete the page” to be rid of it.`,
    };
  const blocks = spec.blocks.filter(({ id }) => id !== found.id);
  return { spec: withoutUnread({ ...spec, blocks }), change: `${nameOf(found.block)} is gone` };
}

function withoutAction(spec: PageSpec, { id, action = 0 }: Found): Applied {
  const blocks = spec.blocks.flatMap((block): PageBlock[] => {
    if (block.id !== id || !("actions" in block)) return [block];
    const actions = block.actions.toSpliced(action, 1);
    return block.type === "buttons" && actions.length === 0 ? [] : [{ ...block, actions }];
  });
  return blocks.length === 0
    ? { problem: "The button is all there is on the page: say “delete the page” to be rid of it." }
    : { spec: withoutUnread({ ...spec, blocks }), change: "the button is gone" };
}

/** Sources and filters that nothing looks at any more go as well. */
export function withoutUnread(spec: PageSpec): PageSpec {
  const shown = JSON.stringify(spec.blocks);
  const sources = Object.fromEntries(
    Object.entries(spec.sources).filter(([id]) => new RegExp(`\\$\\{${id}[.\\[}]`).test(shown)),
  );
  const read = shown + JSON.stringify(sources);
  return {
    ...spec,
    sources,
    filters: spec.filters.filter(({ id }) => read.includes(`\${filters.${id}}`)),
  };
}

function labelled(spec: PageSpec, of: string, to: string): Applied {
  const found = blockCalled(spec, of);
  if ("problem" in found) return found;
  const { action } = found;
  const label = to.slice(0, 120);
  if (action === undefined)
    return onBlock(
      spec,
      of,
      (block) =>
        block.type === "form" && /button|knopf|boton|bouton|botao/i.test(of)
          ? { ...block, submit: label }
          : { ...block, title: label },
      `is called “${label}”`,
    );
  const blocks = spec.blocks.map((block) =>
    block.id === found.id && "actions" in block
      ? {
          ...block,
          actions: block.actions.map((one, index) => (index === action ? { ...one, label } : one)),
        }
      : block,
  );
  return { spec: { ...spec, blocks }, change: `the button says “${label}”` };
}

function captioned(spec: PageSpec, of: string, to: string): Applied {
  const figure = spec.blocks.find(({ type }) => type === "figure");
  const found = of === "" && figure ? { id: figure.id } : blockCalled(spec, of);
  if ("problem" in found) return found;
  const block = spec.blocks.find(({ id }) => id === found.id);
  if (block?.type !== "figure")
    return { problem: "Only a figure has a caption; to anything else a text can be added." };
  return {
    spec: replaced(spec, block.id, { ...block, caption: to.slice(0, 200) }),
    change: `${nameOf(block)} has the caption “${to}”`,
  };
}

function withFigure(
  spec: PageSpec,
  { aggregate, of }: Extract<PageEdit, { kind: "figure" }>,
  ground: Ground,
): Applied {
  const ids = idsOf(spec);
  const put = (block: PageBlock): Applied => {
    const last = spec.blocks.findLastIndex(({ type }) => type === "figure");
    return {
      spec: { ...spec, blocks: spec.blocks.toSpliced(last + 1, 0, block) },
      change: `${nameOf(block)} is there`,
    };
  };
  for (const { rows, leaves } of ground.answers) {
    const leaf = leafNamed(of, leaves);
    if (rows === undefined && leaf) return put(figureOf(leaf, "third", ids));
    if (rows !== undefined && leaf && aggregate !== "count" && leaf.type === "number") {
      const sum = sumOf(rows, leaf, ids);
      const by = aggregate ?? "sum";
      const titles = {
        sum: sum.title ?? leaf.label,
        average: `${leaf.label} on average`,
        min: `Least ${leaf.label.toLowerCase()}`,
        max: `Most ${leaf.label.toLowerCase()}`,
      };
      return put({ ...sum, width: "third", aggregate: by, title: titles[by] });
    }
  }
  const list = ground.answers.find(({ rows }) => rows !== undefined);
  if (
    list?.rows !== undefined &&
    (aggregate === "count" || aggregate === undefined) &&
    (aggregate === "count" || /rows|entries|number|all/i.test(of))
  )
    return put({
      type: "figure",
      id: blockId(`${of} count`, ids),
      title: capitalise(of).slice(0, 120),
      width: "third",
      rows: list.rows,
      aggregate: "count",
      where: [],
      format: "number",
    });
  return {
    problem: noSuchValue(
      of,
      ground.answers.flatMap(({ leaves }) => leaves),
    ),
  };
}

function onBlock(
  spec: PageSpec,
  of: string,
  change: (block: PageBlock) => PageBlock,
  words: string,
): Applied {
  const found = blockCalled(spec, of);
  if ("problem" in found) return found;
  const blocks = spec.blocks.map((block) => (block.id === found.id ? change(block) : block));
  return { spec: { ...spec, blocks }, change: `${nameOf(found.block)} ${words}` };
}
