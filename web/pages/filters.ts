import type { PageFilter } from "../../src/contract/page-spec.ts";
import type { FilterValues } from "./page-data.ts";

type Value = FilterValues[string];

/** What a filter stands at: what was chosen, else its default; empty where neither is there. */
export function valueOf({ id, default: usual }: PageFilter, values: FilterValues): Value {
  return values[id] ?? usual ?? "";
}

/** Sets one filter; at its default it is left out. */
export function setFilter(values: FilterValues, filter: PageFilter, value: Value): FilterValues {
  const { [filter.id]: _, ...others } = values;
  return value === (filter.default ?? "") ? others : { ...others, [filter.id]: value };
}

/** Reads filters from the query of an address; what fits no filter is left out. */
export function readFilters(filters: readonly PageFilter[], query: string): FilterValues {
  const given = new URLSearchParams(query);
  return Object.fromEntries(
    filters.flatMap((filter) => {
      const text = given.get(filter.id);
      const value = text === null ? undefined : readValue(filter, text);
      return value === undefined || value === (filter.default ?? "") ? [] : [[filter.id, value]];
    }),
  );
}

function readValue({ kind, choices }: PageFilter, text: string): Value | undefined {
  if (text === "") return "";
  if (kind === "number") {
    const value = Number(text);
    return Number.isFinite(value) && text.trim() !== "" ? value : undefined;
  }
  if (kind === "boolean") return text === "true" ? true : text === "false" ? false : undefined;
  if (kind === "date") return isDay(text) ? text : undefined;
  if (kind === "choice") return choices?.some(({ value }) => value === text) ? text : undefined;
  return text.slice(0, 2_000);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** The query with these filters in it; what else stands there stays. */
export function withFilters(
  filters: readonly PageFilter[],
  values: FilterValues,
  query: string,
): string {
  const given = new URLSearchParams(query);
  for (const { id } of filters) {
    const value = values[id];
    if (value === undefined) given.delete(id);
    else given.set(id, String(value));
  }
  const text = given.toString();
  return text && `?${text}`;
}
