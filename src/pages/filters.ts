import type { PageFilter } from "../contract/page-spec.ts";
import { PatchbayError } from "../core/errors.ts";
import { numberOf, spanOf } from "./compare.ts";
import { insteadOf } from "./problems.ts";

type Value = string | number | boolean;
export type FilterValues = Readonly<Record<string, Value>>;

/** What a filter cannot be set to, in words; undefined where it can. */
export function wrongFilterValue(
  { label, kind, choices = [] }: PageFilter,
  value: Value,
): string | undefined {
  if (value === "") return undefined;
  switch (kind) {
    case "text":
      return typeof value === "string" ? undefined : `${label} must be text.`;
    case "number":
      return numberOf(value) === undefined ? `${label} must be a number.` : undefined;
    case "boolean":
      return typeof value === "boolean" ? undefined : `${label} must be yes or no.`;
    case "date":
      return typeof value === "string" && value.length === 10 && spanOf(value)
        ? undefined
        : `${label} must be a date such as 2026-05-31.`;
    case "choice":
      return choices.some((choice) => choice.value === value)
        ? undefined
        : `${label} must be one of ${choices.map((choice) => choice.label).join(", ")}.`;
  }
}

/** The filters as they are set; those left out have their defaults. Throws `request/invalid`. */
export function readFilters(filters: readonly PageFilter[], given: FilterValues): FilterValues {
  for (const name of Object.keys(given)) {
    if (filters.some(({ id }) => id === name)) continue;
    throw new PatchbayError(
      "request/invalid",
      `The page has no filter "${name}". ${insteadOf(
        name,
        filters.map(({ id }) => id),
      )}`,
      { where: `filters.${name}` },
    );
  }
  return Object.fromEntries(
    filters.flatMap((filter): [string, Value][] => {
      const value = Object.hasOwn(given, filter.id) ? given[filter.id] : filter.default;
      if (value === undefined || value === "") return [];
      const wrong = wrongFilterValue(filter, value);
      if (wrong !== undefined)
        throw new PatchbayError("request/invalid", wrong, { where: `filters.${filter.id}` });
      return [[filter.id, filter.kind === "number" ? (numberOf(value) ?? value) : value]];
    }),
  );
}
