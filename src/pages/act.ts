import type { z } from "zod";
import type { blockActBody } from "../contract/page.ts";
import type { FormField, PageAction, PageBlock, PageSpec } from "../contract/page-spec.ts";
import { PatchbayError } from "../core/errors.ts";
import type { FlowValue } from "../flow/schema.ts";
import type { Answer } from "./answers.ts";
import { type FilterValues, readFilters } from "./filters.ts";
import { insteadOf } from "./problems.ts";
import { fitter, rowsOf, sourceOfRows } from "./rows.ts";
import type { Roots } from "./template.ts";
import { readField } from "./values.ts";

export type Act = z.output<typeof blockActBody>;

/** What is to be run, decided by the page alone: of a client come only filters, and values of fields. */
export interface Deed {
  readonly function: string;
  readonly input: Readonly<Record<string, FlowValue>>;
  readonly roots: Roots;
  readonly values: Readonly<Record<string, unknown>>;
  readonly done: string;
}

interface Looked {
  readonly id: string;
  readonly version: number;
  readonly spec: PageSpec;
  /** What the row stands in, while that is kept. */
  readonly looked?: Answer | undefined;
}

/** Throws `request/invalid`, `page/values`, `page/snapshot-gone`, `page/changed`. */
export function deedOf(block: PageBlock, act: Act, page: Looked): Deed {
  if (act.version !== undefined && act.version !== page.version)
    throw new PatchbayError(
      "page/changed",
      "The page was changed since you loaded it. Load it again, then repeat what you did. Nothing was changed.",
      { extra: { version: page.version } },
    );
  const filters = readFilters(page.spec.filters, act.filters);
  if (block.type === "form") {
    if (act.action !== undefined || act.row)
      throw refused("A form is submitted with values alone, without action and row.", "action");
    const { function: name, input, fields, done = "Sent." } = block;
    return {
      function: name,
      input,
      roots: { filters },
      values: readValues(fields, act.values ?? {}),
      done,
    };
  }
  if (block.type !== "table" && block.type !== "buttons")
    throw refused(`"${block.id}" is a ${block.type}: there is nothing to press in it.`, "block");
  if (act.values) throw refused("Only a form takes values.", "values");
  const action = actionOf(block.actions, act.action);
  const { function: name, input, done = `${action.label}: done.` } = action;
  const roots =
    block.type === "table" ? { filters, item: itemOf(block, act, page, filters) } : { filters };
  if (block.type === "buttons" && act.row) throw refused("This button belongs to no row.", "row");
  return { function: name, input, roots, values: {}, done };
}

function actionOf(actions: readonly PageAction[], position: number | undefined): PageAction {
  const action = position === undefined ? undefined : actions[position];
  if (action) return action;
  throw refused(
    actions.length === 0
      ? "There is no action here."
      : `Say which action is meant, 0 to ${actions.length - 1}.`,
    "action",
  );
}

/** The row as the server has it: what a client sends of it is its position, and nothing more. */
function itemOf(
  { rows, where }: Extract<PageBlock, { type: "table" }>,
  { row }: Act,
  { id, version, looked: answer }: Looked,
  filters: FilterValues,
): unknown {
  if (!row) throw refused("This action belongs to a row: name it with its snapshot.", "row");
  const source = sourceOfRows(rows) ?? "";
  if (!answer || answer.page !== id || answer.version !== version || answer.source !== source)
    throw new PatchbayError(
      "page/snapshot-gone",
      "What you looked at is too old to act on. Load it again, then repeat what you did. Nothing was changed.",
      { where: "row.snapshot" },
    );
  const roots = { filters, [source]: answer.value };
  const list = rowsOf(rows, roots);
  const item = list[row.position];
  if (row.position < list.length && fitter(where, roots)(item)) return item;
  throw refused("There is no such row in what was loaded. Load it again.", "row.position");
}

function readValues(
  fields: readonly FormField[],
  given: NonNullable<Act["values"]>,
): Readonly<Record<string, unknown>> {
  const wrong: { readonly where: string; readonly message: string }[] = [];
  for (const name of Object.keys(given)) {
    if (fields.some((field) => field.name === name)) continue;
    const names = fields.map((field) => field.name);
    wrong.push({
      where: name,
      message: `The form has no field "${name}". ${insteadOf(name, names)}`,
    });
  }
  const read = fields.flatMap((field): [string, unknown][] => {
    const value = Object.hasOwn(given, field.name) ? given[field.name] : field.default;
    const result = readField(field, value);
    if ("wrong" in result) wrong.push({ where: field.name, message: result.wrong });
    return "wrong" in result || result.value === undefined ? [] : [[field.name, result.value]];
  });
  const [first] = wrong;
  if (first)
    throw new PatchbayError("page/values", wrong.map(({ message }) => message).join(" "), {
      where: first.where,
      extra: { problems: wrong },
    });
  return Object.fromEntries(read);
}

function refused(message: string, where: string): PatchbayError {
  return new PatchbayError("request/invalid", message, { where });
}
