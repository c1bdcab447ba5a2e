import { z } from "zod";
import { propertiesOf } from "./properties.ts";
import { invalid } from "./refusal.ts";
import type { CrmRecord, HubspotState, ObjectType } from "./state.ts";

const filterShape = z.looseObject({
  propertyName: z.string(),
  operator: z.string(),
  value: z.union([z.string(), z.number()]).optional(),
  highValue: z.union([z.string(), z.number()]).optional(),
  values: z.array(z.string()).optional(),
});
type Filter = z.output<typeof filterShape>;

const searchShape = z.looseObject({
  query: z.string().max(3000).optional(),
  filterGroups: z.array(z.looseObject({ filters: z.array(filterShape).max(10) })).optional(),
  sorts: z
    .array(
      z.union([
        z.string(),
        z.looseObject({ propertyName: z.string(), direction: z.string().optional() }),
      ]),
    )
    .optional(),
  properties: z.array(z.string()).optional(),
  limit: z.coerce.number().int().min(0).max(200).optional(),
  after: z.union([z.string(), z.number()]).optional(),
});

const most = { groups: 5, ceiling: 10_000 };

/** https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm */
export function searchRecords(data: HubspotState, type: ObjectType, body: unknown) {
  const parsed = searchShape.safeParse(body);
  if (!parsed.success) return invalid(`Invalid input JSON: ${z.prettifyError(parsed.error)}`);
  const { query, filterGroups = [], sorts = [], properties, limit = 10, after = 0 } = parsed.data;
  if (filterGroups.length > most.groups)
    invalid(`The maximum number of filter groups is ${most.groups}.`);
  for (const { propertyName } of filterGroups.flatMap(({ filters }) => filters)) {
    if (!Object.hasOwn(propertiesOf[type], propertyName))
      invalid(`There was a problem with the request: property ${propertyName} does not exist.`);
  }
  const start = Number(after);
  if (!Number.isInteger(start) || start < 0) invalid(`after must be a number: ${String(after)}`);
  if (start + limit > most.ceiling)
    invalid("Paging through more than 10,000 results is not possible.");
  const words = query?.toLowerCase();
  const found = data.records.filter(
    (record) =>
      record.type === type &&
      !record.archived &&
      (words === undefined || textOf(record).includes(words)) &&
      (filterGroups.length === 0 ||
        filterGroups.some(({ filters }) => filters.every((filter) => passes(filter, record)))),
  );
  const [sort] = sorts;
  const ordered = sort === undefined ? found : sorted(found, sort);
  const page = ordered.slice(start, start + limit);
  const next =
    start + limit < ordered.length ? { next: { after: String(start + limit) } } : undefined;
  return { total: ordered.length, page, properties, paging: next };
}

function textOf({ properties }: CrmRecord): string {
  return Object.values(properties).join(" ").toLowerCase();
}

function passes(
  { operator, propertyName, value, highValue, values = [] }: Filter,
  record: CrmRecord,
) {
  const own = record.properties[propertyName] ?? null;
  const against = String(value ?? "");
  const order = own === null ? Number.NaN : compare(own, against);
  const lower = own?.toLowerCase();
  switch (operator) {
    case "EQ":
      return lower === against.toLowerCase();
    case "NEQ":
      return lower !== against.toLowerCase();
    case "LT":
      return order < 0;
    case "LTE":
      return order <= 0;
    case "GT":
      return order > 0;
    case "GTE":
      return order >= 0;
    case "BETWEEN":
      return order >= 0 && own !== null && compare(own, String(highValue ?? "")) <= 0;
    case "IN":
      return lower !== undefined && values.includes(lower);
    case "NOT_IN":
      return lower === undefined || !values.includes(lower);
    case "HAS_PROPERTY":
      return own !== null;
    case "NOT_HAS_PROPERTY":
      return own === null;
    case "CONTAINS_TOKEN":
      return lower?.includes(against.toLowerCase().replaceAll("*", "")) === true;
    case "NOT_CONTAINS_TOKEN":
      return lower?.includes(against.toLowerCase().replaceAll("*", "")) !== true;
    default:
      return invalid(`Invalid input JSON: operator ${operator} does not exist.`);
  }
}

/** As numbers where both are, as times where both are, else as texts. */
function compare(one: string, other: string): number {
  const numbers = [one, other].map(Number);
  if (!numbers.some(Number.isNaN)) return (numbers[0] ?? 0) - (numbers[1] ?? 0);
  const times = [one, other].map((text) => (/^\d+$/.test(text) ? Number(text) : Date.parse(text)));
  if (!times.some(Number.isNaN)) return (times[0] ?? 0) - (times[1] ?? 0);
  return one.localeCompare(other);
}

function sorted(
  records: readonly CrmRecord[],
  sort: string | { readonly propertyName: string; readonly direction?: string | undefined },
): CrmRecord[] {
  const isText = typeof sort === "string";
  const name = isText ? sort.replace(/^-/, "") : sort.propertyName;
  const sign = (isText ? sort.startsWith("-") : sort.direction === "DESCENDING") ? -1 : 1;
  return records.toSorted(
    (one, other) => sign * compare(one.properties[name] ?? "", other.properties[name] ?? ""),
  );
}
