import { z } from "zod";
import { type EventCall, EventCallError } from "../../../catalog/event.ts";
import type { Timed } from "../../../catalog/polling.ts";

const record = z.looseObject({ Id: z.string() });
export type SalesforceRecord = z.output<typeof record>;
const answer = z.looseObject({ records: z.array(record) });

/** As many as an answer holds. */
const pageSize = 2000;
const maxPages = 20;

/** Names get into a query as they are: only what is one. */
export function apiName(text: string): string {
  if (/^[A-Za-z]\w*$/.test(text)) return text;
  throw new EventCallError(`"${text}" is no API name of an object in Salesforce`, 0, null);
}

async function query(q: string, call: EventCall): Promise<readonly SalesforceRecord[]> {
  return answer.parse(await call("salesforce.query", { q })).records;
}

/** Salesforce counts seconds. https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm */
function literal(time: string): string {
  return new Date(time).toISOString().replace(".000Z", "Z");
}

/** What carries a time from `from` on, the oldest first, page by page of the same order. */
export async function recordsFrom(
  object: string,
  stamp: "CreatedDate" | "SystemModstamp",
  from: string,
  call: EventCall,
): Promise<readonly (Timed & { readonly id: string })[]> {
  const found: (Timed & { readonly id: string })[] = [];
  let where = `${stamp} >= ${literal(from)}`;
  for (let page = 0; page < maxPages; page++) {
    const records = await query(
      `SELECT Id, ${stamp} FROM ${apiName(object)} WHERE ${where} ORDER BY ${stamp}, Id LIMIT ${pageSize}`,
      call,
    );
    found.push(
      ...records.map(({ Id: id, [stamp]: time }) => ({
        id,
        time: String(time),
        key: stamp === "CreatedDate" ? id : `${id}@${String(time)}`,
      })),
    );
    const last = found.at(-1);
    if (records.length < pageSize || !last) return found;
    const at = literal(last.time);
    where = `(${stamp} > ${at} OR (${stamp} = ${at} AND Id > '${idText(last.id)}'))`;
  }
  return found;
}

/** Records whole, by their ids; those that are gone meanwhile are not among them. */
export async function recordsById(
  object: string,
  ids: readonly string[],
  call: EventCall,
): Promise<ReadonlyMap<string, SalesforceRecord>> {
  const records = await inBatches(ids, 100, (some) =>
    query(`SELECT FIELDS(ALL) FROM ${apiName(object)} WHERE Id IN (${some}) LIMIT 200`, call),
  );
  return new Map(
    records.map((found) => {
      const { attributes: _, ...fields } = found;
      return [found.Id, { ...fields, Id: found.Id }];
    }),
  );
}

/** Every state that opportunities were in, the oldest first. */
export async function stagesOf(
  opportunityIds: readonly string[],
  call: EventCall,
): Promise<readonly SalesforceRecord[]> {
  const fields = "Id, OpportunityId, StageName, CreatedDate";
  return inBatches([...new Set(opportunityIds)], 20, (some) =>
    query(
      `SELECT ${fields} FROM OpportunityHistory WHERE OpportunityId IN (${some}) ORDER BY CreatedDate, Id LIMIT ${pageSize}`,
      call,
    ),
  );
}

async function inBatches(
  ids: readonly string[],
  size: number,
  ask: (some: string) => Promise<readonly SalesforceRecord[]>,
): Promise<readonly SalesforceRecord[]> {
  const found: SalesforceRecord[] = [];
  for (let start = 0; start < ids.length; start += size) {
    const some = ids.slice(start, start + size).map((id) => `'${idText(id)}'`);
    found.push(...(await ask(some.join(", "))));
  }
  return found;
}

function idText(id: string): string {
  if (/^\w{15,18}$/.test(id)) return id;
  throw new EventCallError(`"${id}" is no id of a record in Salesforce`, 0, null);
}
