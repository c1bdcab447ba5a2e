import { type Field, type ObjectInfo, fieldOf } from "../objects.ts";
import { invalidField, malformed } from "../refusal.ts";
import {
  type SalesforceRecord,
  type SalesforceState,
  type Value,
  findRecord,
  knownObject,
  living,
  recordsOf,
} from "../state.ts";
import { type Reader, matches, readerOf } from "./match.ts";
import { type Query, parseSoql } from "./parse.ts";

export interface Found {
  readonly object: ObjectInfo;
  /** As the API has them, with `attributes`. */
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** How many there are; of `SELECT COUNT()` there are no records. */
  readonly totalSize: number;
}

/** Runs a query over what is there; `all` counts what is in the recycle bin too. */
export function runSoql(data: SalesforceState, soql: string, now: number, all = false): Found {
  const query = parseSoql(soql);
  const object = knownFrom(query.from);
  if (
    query.select.some((one) => one.kind === "all" && one.withCustom) &&
    !((query.limit ?? 201) <= 200)
  )
    malformed("The SOQL FIELDS function must have a LIMIT of at most 200");
  const read = readerOf(object, (field, id) => relatedOf(data, field, id), knownField);
  // A query of nothing is judged like any other.
  for (const one of [...query.select, ...query.orderBy])
    if ("path" in one && one.path !== "") read({}, one.path);
  matches(query.where, {}, read, now);
  const found = recordsOf(data, object).filter(
    (record) => (all || living(record)) && matches(query.where, record, read, now),
  );
  const sorted = query.orderBy.reduceRight(
    (list, { path, descending }) =>
      list.toSorted(
        (one, other) =>
          order(read(one, path).value, read(other, path).value) * (descending ? -1 : 1),
      ),
    found,
  );
  const isGrouped =
    query.groupBy.length > 0 || query.select.some(({ kind }) => kind === "aggregate");
  if (isGrouped) return grouped(query, object, sorted, read);
  const wanted = sorted.slice(query.offset, query.offset + (query.limit ?? sorted.length));
  const records = wanted.map((record) => shown(query, object, record, read));
  return { object, records, totalSize: records.length };
}

function knownFrom(from: string): ObjectInfo {
  return knownObject(from);
}

function knownField(owner: ObjectInfo, name: string): Field {
  return (
    fieldOf(owner, name) ??
    invalidField(
      `No such column '${name}' on entity '${owner.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
    )
  );
}

function relatedOf(data: SalesforceState, { referenceTo = "" }: Field, id: Value) {
  const object = knownObject(referenceTo);
  return { object, record: id === null ? undefined : findRecord(data, object, id) };
}

function order(one: Value, other: Value): number {
  if (one === other) return 0;
  if (one === null || one === undefined) return -1;
  if (other === null || other === undefined) return 1;
  return typeof one === "number" && typeof other === "number"
    ? one - other
    : String(one).localeCompare(String(other), "en", { sensitivity: "base" });
}

export function attributesOf({ name }: ObjectInfo, id: unknown) {
  return { type: name, url: `/services/data/v67.0/sobjects/${name}/${String(id)}` };
}

function shown(query: Query, object: ObjectInfo, record: SalesforceRecord, read: Reader) {
  const row: Record<string, unknown> = { attributes: attributesOf(object, record["Id"]) };
  const paths = query.select.flatMap((one) =>
    one.kind === "field" ? [one.path] : object.fields.map(({ name }) => name),
  );
  for (const path of paths) {
    const { field, value } = read(record, path);
    const relations = path.split(".").slice(0, -1);
    let at = row;
    for (const relation of relations) at = Object((at[relation] ??= {}));
    at[field.name] = value;
  }
  return row;
}

/** Rows of an aggregate: one for each group, or one for all. */
function grouped(
  query: Query,
  object: ObjectInfo,
  found: readonly SalesforceRecord[],
  read: Reader,
): Found {
  const { select, groupBy } = query;
  const [only] = select;
  const isCount = only?.kind === "aggregate" && only.path === "";
  if (isCount) return { object, records: [], totalSize: found.length };
  const keyOf = (record: SalesforceRecord) =>
    JSON.stringify(groupBy.map((path) => read(record, path).value));
  const groups = groupBy.length > 0 ? [...Map.groupBy(found, keyOf).values()] : [found];
  const records = groups.map((group) => {
    const row: Record<string, unknown> = { attributes: { type: "AggregateResult" } };
    let unnamed = 0;
    for (const one of select) {
      if (one.kind === "all") return malformed("FIELDS() cannot be grouped");
      if (one.kind === "field") {
        if (!groupBy.some((path) => path.toLowerCase() === one.path.toLowerCase()))
          malformed(`Field must be grouped or aggregated: ${one.path}`);
        const name = one.path.split(".").at(-1) ?? "";
        row[name] = group[0] ? read(group[0], one.path).value : null;
        continue;
      }
      row[one.alias ?? `expr${unnamed++}`] = aggregate(
        one.call,
        group.map((record) => read(record, one.path).value).filter((value) => value !== null),
      );
    }
    return row;
  });
  const wanted = records.slice(query.offset, query.offset + (query.limit ?? records.length));
  return { object, records: wanted, totalSize: wanted.length };
}

function aggregate(call: string, values: readonly Value[]): unknown {
  const sum = values.reduce<number>((total, value) => total + Number(value), 0);
  const sorted = values.toSorted(order);
  const results: Readonly<Record<string, unknown>> = {
    COUNT: values.length,
    COUNT_DISTINCT: new Set(values).size,
    SUM: values.length > 0 ? sum : null,
    AVG: values.length > 0 ? sum / values.length : null,
    MIN: sorted[0] ?? null,
    MAX: sorted.at(-1) ?? null,
  };
  return results[call];
}
