import { z } from "zod";
import { columnOf } from "./columns.ts";
import { invalid } from "./refusal.ts";
import type { DataSource, Page } from "./state.ts";
import { comparable } from "./values.ts";

type Compared = ReturnType<typeof comparable>;
type Test = (value: Compared, against: unknown, now: number) => boolean;

const textOf = (value: Compared) => (value === undefined ? "" : String(value)).toLowerCase();
const isEmpty: Test = (value) => value === undefined;
const isNotEmpty: Test = (value) => value !== undefined;
const presence = { is_empty: isEmpty, is_not_empty: isNotEmpty };
const contains: Test = (value, against) => textOf(value).includes(String(against).toLowerCase());

const text: Readonly<Record<string, Test>> = {
  ...presence,
  equals: (value, against) => textOf(value) === String(against).toLowerCase(),
  does_not_equal: (value, against) => textOf(value) !== String(against).toLowerCase(),
  contains,
  does_not_contain: (value, against, now) => !contains(value, against, now),
  starts_with: (value, against) => textOf(value).startsWith(String(against).toLowerCase()),
  ends_with: (value, against) => textOf(value).endsWith(String(against).toLowerCase()),
};
const compare =
  (holds: (one: number, other: number) => boolean): Test =>
  (value, against) =>
    typeof value === "number" && holds(value, Number(against));
const number: Readonly<Record<string, Test>> = {
  ...presence,
  equals: (value, against) => value === against,
  does_not_equal: (value, against) => value !== against,
  greater_than: compare((one, other) => one > other),
  less_than: compare((one, other) => one < other),
  greater_than_or_equal_to: compare((one, other) => one >= other),
  less_than_or_equal_to: compare((one, other) => one <= other),
};
const option: Readonly<Record<string, Test>> = {
  ...presence,
  equals: (value, against) => value === against,
  does_not_equal: (value, against) => value !== against,
};
const has: Test = (value, against) => Array.isArray(value) && value.includes(String(against));
const list: Readonly<Record<string, Test>> = {
  ...presence,
  contains: has,
  does_not_contain: (value, against, now) => !has(value, against, now),
};
const dayMs = 86_400_000;
const dayOf = (value: unknown) => String(value).slice(0, 10);
const between =
  (from: number, to: number): Test =>
  (value, _against, now) => {
    const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
    return at >= now + from * dayMs && at <= now + to * dayMs;
  };
/** A date without a time is compared by its day. */
const date: Readonly<Record<string, Test>> = {
  ...presence,
  equals: (value, against) => typeof value === "string" && dayOf(value) === dayOf(against),
  before: (value, against) => typeof value === "string" && value < String(against),
  after: (value, against) => typeof value === "string" && dayOf(value) > dayOf(against),
  on_or_before: (value, against) => typeof value === "string" && dayOf(value) <= dayOf(against),
  on_or_after: (value, against) => typeof value === "string" && dayOf(value) >= dayOf(against),
  past_week: between(-7, 0),
  past_month: between(-31, 0),
  next_week: between(-1, 7),
  next_month: between(-1, 31),
};

/** https://developers.notion.com/reference/filter-data-source-entries */
const testsOf: Readonly<Record<string, Readonly<Record<string, Test>>>> = {
  title: text,
  rich_text: text,
  url: text,
  email: text,
  phone_number: text,
  number,
  checkbox: {
    equals: option["equals"] ?? isEmpty,
    does_not_equal: option["does_not_equal"] ?? isEmpty,
  },
  select: option,
  status: option,
  multi_select: list,
  people: list,
  relation: list,
  files: presence,
  date,
  created_time: date,
  last_edited_time: date,
};

const filterShape = z.record(z.string(), z.unknown());

/** Whether the row passes. Groups stand at most two deep. */
export function passes(
  filter: unknown,
  row: Page,
  source: DataSource,
  now: number,
  depth = 0,
): boolean {
  const parsed = filterShape.safeParse(filter);
  if (!parsed.success) return invalid("body failed validation: body.filter should be an object.");
  const { and, or, property, timestamp, ...rest } = parsed.data;
  const group = and ?? or;
  if (group !== undefined) {
    if (!Array.isArray(group) || depth > 1)
      return invalid("body failed validation: body.filter is nested too deep or has no list.");
    const results = group.map((one: unknown) => passes(one, row, source, now, depth + 1));
    return and === undefined ? results.some(Boolean) : results.every(Boolean);
  }
  if (timestamp !== undefined) {
    const type = String(timestamp);
    if (type !== "created_time" && type !== "last_edited_time")
      return invalid("body failed validation: body.filter.timestamp is no timestamp.");
    return judge(type, rest[type], row[type], now);
  }
  const column = columnOf(source, String(property));
  const [inner] = Object.keys(rest);
  if (inner !== column.type)
    return invalid(
      `The property type in the database does not match the property type of the filter provided: database property ${column.type} does not match filter ${inner}`,
    );
  return judge(column.type, rest[inner], comparable(column.type, row.values[column.id]), now);
}

function judge(type: string, condition: unknown, value: Compared, now: number): boolean {
  const [[name, against] = ["", undefined], ...more] = Object.entries(
    filterShape.safeParse(condition).data ?? {},
  );
  const test = testsOf[type]?.[name];
  if (!test || more.length > 0)
    return invalid(`body failed validation: body.filter.${type} has no condition "${name}".`);
  return test(value, against, now);
}

const sortShape = z.looseObject({
  property: z.string().optional(),
  timestamp: z.enum(["created_time", "last_edited_time"]).optional(),
  direction: z.enum(["ascending", "descending"]),
});

/** In the order asked for; earlier entries win. Without one, the newest first. */
export function sorted(rows: readonly Page[], sorts: unknown, source: DataSource): Page[] {
  if (sorts === undefined) return [...rows];
  const parsed = z.array(sortShape).safeParse(sorts);
  if (!parsed.success) return invalid("body failed validation: body.sorts is no list of sorts.");
  const keys = parsed.data.map(({ property, timestamp, direction }) => {
    const column = property === undefined ? undefined : columnOf(source, property);
    const read = (row: Page): Compared =>
      column ? comparable(column.type, row.values[column.id]) : row[timestamp ?? "created_time"];
    return { read, sign: direction === "ascending" ? 1 : -1 };
  });
  return rows.toSorted((one, other) => {
    for (const { read, sign } of keys) {
      const order = orderOf(read(one), read(other));
      if (order !== 0) return order * sign;
    }
    return 0;
  });
}

function orderOf(one: Compared, other: Compared): number {
  if (one === other) return 0;
  if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other));
}
