import { type PageProblem } from "../contract/page.ts";
import {
  type PageAction,
  type PageFilter,
  type PageSpec,
  pageSpec,
} from "../contract/page-spec.ts";
import {
  type KnownFunctions,
  checkFunction,
  checkInput,
  checkReads,
  mayDestroy,
} from "./check-calls.ts";
import { checkForm } from "./check-fields.ts";
import { type PathRoots, checkPaths, onlyPath } from "./check-paths.ts";
import { wrongFilterValue } from "./filters.ts";
import { type Problems, collectProblems } from "./problems.ts";

type Block = PageSpec["blocks"][number];
type Shown = { readonly format: string; readonly currency?: string | undefined };

interface Ground {
  readonly known: KnownFunctions;
  readonly problems: Problems;
  readonly roots: PathRoots;
  /** Filters and sources that something reads. */
  readonly read: Set<string>;
}

/** What is wrong with a page, given the functions there are: each with its place and what to do. */
export function checkPage(spec: PageSpec, known: KnownFunctions): readonly PageProblem[] {
  const problems = collectProblems();
  const roots: PathRoots = {
    filters: spec.filters.map(({ id }) => id),
    sources: Object.keys(spec.sources),
    item: false,
  };
  const ground: Ground = { known, problems, roots, read: new Set() };
  spec.filters.forEach((filter, index) => {
    checkFilter(filter, `filters[${index}]`, problems);
    if (roots.filters.indexOf(filter.id) !== index)
      problems.error(
        `filters[${index}].id`,
        `There are two filters "${filter.id}". Name one of them otherwise.`,
      );
  });
  checkSources(spec, ground);
  const ids = spec.blocks.map(({ id }) => id);
  spec.blocks.forEach((block, index) => {
    if (ids.indexOf(block.id) !== index)
      problems.error(
        `blocks[${index}].id`,
        `There are two blocks "${block.id}". Name one of them otherwise.`,
      );
    checkBlock(block, `blocks.${block.id}`, ground);
  });
  warnOfUnread(spec, ground);
  return problems.all;
}

/** The same of anything that is meant to be a spec. */
export function readSpec(
  given: unknown,
): { readonly spec: PageSpec } | { readonly problems: readonly PageProblem[] } {
  const read = pageSpec.safeParse(given);
  if (read.success) return { spec: read.data };
  return {
    problems: read.error.issues.map(({ path, message }) => ({
      where: placeOf(path, given),
      severity: "error",
      message,
    })),
  };
}

/** `blocks.deals.columns[1].value`: a block by its id, where it has one. */
function placeOf(path: readonly PropertyKey[], given: unknown): string {
  let place = "";
  let at = given;
  for (const key of path) {
    at = typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined;
    const id =
      place === "blocks" && typeof at === "object" && at !== null
        ? Reflect.get(at, "id")
        : undefined;
    if (typeof id === "string" && id !== "") place += `.${id}`;
    else if (typeof key === "number") place += `[${key}]`;
    else place += place === "" ? String(key) : `.${String(key)}`;
  }
  return place || "spec";
}

function checkFilter(filter: PageFilter, where: string, problems: Problems): void {
  if (filter.kind === "choice" && !filter.choices)
    problems.error(
      `${where}.choices`,
      `"${filter.label}" is a choice: say what there is to choose.`,
    );
  else if (filter.kind !== "choice" && filter.choices)
    problems.error(
      `${where}.choices`,
      `Choices need the kind "choice"; "${filter.label}" is "${filter.kind}".`,
    );
  else if (filter.default !== undefined) {
    const wrong = wrongFilterValue(filter, filter.default);
    if (wrong !== undefined) problems.error(`${where}.default`, wrong);
  }
}

function checkSources({ sources, filters }: PageSpec, ground: Ground): void {
  const { known, problems, roots } = ground;
  for (const [id, { function: name, input }] of Object.entries(sources)) {
    const where = `sources.${id}`;
    if (id === "filters" || id === "item")
      problems.error(
        where,
        `A source cannot be called "${id}", which is the word for something else. Name it otherwise.`,
      );
    const version = checkFunction(name, `${where}.function`, known, problems);
    if (version) checkReads(version, `${where}.function`, known, problems);
    const paths = checkInput(version, input, {
      where: `${where}.input`,
      roots: { ...roots, sources: [] },
      problems,
    });
    note(paths, ground);
    for (const [input_, value] of Object.entries(input)) {
      const filter = filters.find(
        (one) => typeof value === "string" && value === `\${filters.${one.id}}`,
      );
      const wanted = version?.flow?.inputs[input_];
      const isNeeded = wanted && wanted.default === undefined && wanted.required !== false;
      if (filter && isNeeded && filter.default === undefined && filter.kind !== "boolean")
        problems.warning(
          `${where}.input.${input_}`,
          `"${name}" needs "${input_}", and fails until somebody sets "${filter.label}". Give the filter a default.`,
        );
    }
  }
}

function checkBlock(block: Block, where: string, ground: Ground): void {
  const { known, problems, roots } = ground;
  const inRows: Ground = { ...ground, roots: { ...roots, item: true } };
  switch (block.type) {
    case "figure": {
      const isOfRows = block.rows !== undefined;
      if (block.rows !== undefined) checkRows(block.rows, `${where}.rows`, ground);
      if (isOfRows && block.aggregate === undefined)
        problems.error(
          `${where}.aggregate`,
          "Rows need an aggregate, such as count or sum, to become one figure.",
        );
      if (!isOfRows && block.aggregate !== undefined)
        problems.error(
          `${where}.rows`,
          `There is nothing to ${block.aggregate}: say which list the rows are, such as \${deals.results}.`,
        );
      if (block.value === undefined && block.aggregate !== "count")
        problems.error(
          `${where}.value`,
          "Say which value is shown, such as ${deals.total}, or ${item.amount} of each row.",
        );
      if (!isOfRows && block.where.length > 0)
        problems.error(
          `${where}.where`,
          "Conditions choose among rows, and there are none. Add rows, or leave the conditions out.",
        );
      checkTexts(block.value ?? "", `${where}.value`, isOfRows ? inRows : ground);
      checkTexts(block.where, `${where}.where`, inRows);
      checkShown(block, where, problems);
      return;
    }
    case "table":
      checkRows(block.rows, `${where}.rows`, ground);
      checkTexts(block.where, `${where}.where`, inRows);
      block.columns.forEach((column, index) => {
        checkTexts(column.value, `${where}.columns[${index}].value`, inRows);
        checkShown(column, `${where}.columns[${index}]`, problems);
      });
      if (block.sort && block.sort.column >= block.columns.length)
        problems.error(
          `${where}.sort.column`,
          `There is no column ${block.sort.column}: they are numbered 0 to ${block.columns.length - 1}.`,
        );
      checkActions(block.actions, where, inRows);
      return;
    case "chart":
      checkRows(block.rows, `${where}.rows`, ground);
      checkTexts(block.where, `${where}.where`, inRows);
      checkTexts(block.x.value, `${where}.x.value`, inRows);
      checkShown(block.x, `${where}.x`, problems);
      checkShown(block, where, problems);
      block.series.forEach((series, index) => {
        const place = `${where}.series[${index}]`;
        checkTexts(series.value ?? "", `${place}.value`, inRows);
        if (series.value === undefined && series.aggregate !== "count")
          problems.error(
            `${place}.value`,
            "Say which value is drawn, such as ${item.amount}, or count the rows.",
          );
        if ((series.aggregate === undefined) !== (block.series[0]?.aggregate === undefined))
          problems.error(
            `${place}.aggregate`,
            "Either each series has an aggregate, or none has: rows of the same x become one point, or each row is one.",
          );
      });
      return;
    case "form":
      note(checkForm(block, where, { known, roots: { ...roots, sources: [] }, problems }), ground);
      return;
    case "buttons":
      checkActions(block.actions, where, ground);
      return;
    case "text":
  }
}

function checkActions(actions: readonly PageAction[], where: string, ground: Ground): void {
  const { known, problems, roots } = ground;
  actions.forEach(({ label, function: name, input, confirm }, index) => {
    const place = `${where}.actions[${index}]`;
    const version = checkFunction(name, `${place}.function`, known, problems);
    note(
      checkInput(version, input, {
        where: `${place}.input`,
        roots: { ...roots, sources: [] },
        problems,
      }),
      ground,
    );
    if (version && mayDestroy(version, known) && !confirm?.trim())
      problems.error(
        `${place}.confirm`,
        `"${label}" may delete something for good. Say in confirm what is asked before, such as "Delete this deal?".`,
      );
  });
}

function checkRows(rows: string, where: string, ground: Ground): void {
  const { problems, roots } = ground;
  const before = problems.all.length;
  checkTexts(rows, where, ground);
  if (problems.all.length > before) return;
  const path = onlyPath(rows);
  if (!path || !roots.sources.includes(path.root))
    problems.error(
      where,
      "Rows are one path into a source and nothing else, such as ${deals.results}.",
    );
}

function checkShown({ format, currency }: Shown, where: string, problems: Problems): void {
  if (format === "currency" && currency === undefined)
    problems.error(`${where}.currency`, "Say which currency it is, such as EUR.");
}

function checkTexts(value: unknown, where: string, { roots, problems, read }: Ground): void {
  note(checkPaths(value, where, roots, problems), { read });
}

function note(paths: ReturnType<typeof checkPaths>, { read }: Pick<Ground, "read">): void {
  for (const { root, keys } of paths)
    read.add(root === "filters" ? `filters.${String(keys[0])}` : root);
}

function warnOfUnread({ filters, sources }: PageSpec, { read, problems }: Ground): void {
  filters.forEach(({ id, label }, index) => {
    if (!read.has(`filters.${id}`))
      problems.warning(
        `filters[${index}]`,
        `Nothing looks at "${label}". Use \${filters.${id}}, or take the filter out.`,
      );
  });
  for (const id of Object.keys(sources))
    if (!read.has(id))
      problems.warning(
        `sources.${id}`,
        `No block shows what "${id}" answers. Show it, or take the source out.`,
      );
}
