import { z } from "zod";
import {
  EventCallError,
  type EventGiven,
  type EventPoll,
  type Happening,
} from "../../../catalog/event.ts";
import { pollSince } from "../../../catalog/polling.ts";
import { type SalesforceRecord, apiName, recordsById, recordsFrom, stagesOf } from "./soql.ts";

const question = {
  operations: ["salesforce.query"],
  /** One call each time counts to the org's calls of the day. */
  every: 300,
  /** A transaction may take some minutes from its stamp until it is seen. */
  overlapMs: 5 * 60_000,
  max: 100,
};

export const recordPayload = z.looseObject({
  id: z.string().describe("Id of the record"),
  object: z.string().describe("API name of its object"),
  name: z.string().describe("Name, or the subject of a case or task"),
  created: z.string().describe("When it was created, ISO 8601"),
  modified: z.string().describe("When it was last changed, ISO 8601"),
});

export const changedPayload = recordPayload.extend({
  change: z.string().describe("created where it was not changed since, else updated"),
});

export const stagePayload = recordPayload.extend({
  stage: z.string().describe("Stage it moved to"),
  previousStage: z.string().describe("Stage it was in before"),
  changed: z.string().describe("When it moved, ISO 8601"),
});

/** New records of an object. */
export function watchCreated(object: string): EventPoll {
  return pollSince({
    ...question,
    list: (from, { call }) => recordsFrom(object, "CreatedDate", from, call),
    async tell(fresh, { call }) {
      const records = await recordsById(object, idsOf(fresh), call);
      return fresh.flatMap(({ id }) => told(id, object, records.get(id)));
    },
  });
}

export const changed = pollSince({
  ...question,
  list: (from, { given, call }) => recordsFrom(objectOf(given), "SystemModstamp", from, call),
  async tell(fresh, { given, call }) {
    const object = objectOf(given);
    const records = await recordsById(object, idsOf(fresh), call);
    return fresh.flatMap(({ key, id }) =>
      told(key, object, records.get(id)).map(({ payload }): Happening => {
        const isNew = payload["created"] === payload["modified"];
        return { id: key, payload: { ...payload, change: isNew ? "created" : "updated" } };
      }),
    );
  },
});

/** A record does not tell its former stage: the history does, a row for each state it was in. */
export const stageChanged = pollSince({
  ...question,
  list: (from, { call }) => recordsFrom("OpportunityHistory", "CreatedDate", from, call),
  async tell(fresh, { call }) {
    const rows = await recordsById("OpportunityHistory", idsOf(fresh), call);
    const ids = [...rows.values()].map((row) => String(row["OpportunityId"]));
    const states = Map.groupBy(await stagesOf(ids, call), (row) => row["OpportunityId"]);
    const opportunities = await recordsById("Opportunity", [...new Set(ids)], call);
    return fresh.flatMap(({ id }): Happening[] => {
      const row = rows.get(id);
      const history = states.get(row?.["OpportunityId"]) ?? [];
      const former = history[history.findIndex(({ Id }) => Id === id) - 1];
      if (!row || !former || former["StageName"] === row["StageName"]) return [];
      const opportunity = opportunities.get(String(row["OpportunityId"]));
      return told(id, "Opportunity", opportunity).map(({ payload }) => ({
        id,
        payload: {
          ...payload,
          stage: String(row["StageName"] ?? ""),
          previousStage: String(former["StageName"] ?? ""),
          changed: isoOf(row["CreatedDate"]),
        },
      }));
    });
  },
});

function idsOf(records: readonly { readonly id: string }[]): readonly string[] {
  return records.map(({ id }) => id);
}

function told(id: string, object: string, record: SalesforceRecord | undefined): Happening[] {
  if (!record) return [];
  const name = record["Name"] ?? record["Subject"] ?? record["CaseNumber"];
  const payload = {
    ...record,
    id: record.Id,
    object,
    name: typeof name === "string" ? name : "",
    created: isoOf(record["CreatedDate"]),
    modified: isoOf(record["SystemModstamp"]),
  };
  return [{ id, payload }];
}

/** Salesforce writes the offset without a colon. */
function isoOf(time: unknown): string {
  const at = Date.parse(String(time));
  return Number.isNaN(at) ? "" : new Date(at).toISOString();
}

/** Names under which a flow says which object; one of them has to be given. */
export const objectNames = ["object", "sobject"];
const usual = ["Account", "Contact", "Lead", "Opportunity", "Case", "Task", "Event", "Campaign"];

/** By API name, or one of the usual ones as people write them: `accounts`. */
export function objectOf(given: EventGiven): string {
  const wanted = objectNames.map((name) => String(given[name] ?? "").trim()).find(Boolean);
  if (wanted === undefined) throw new EventCallError("No object is named", 0, null);
  const folded = wanted.toLowerCase().replace(/ies$/, "y");
  return apiName(
    usual.find((name) => [name, `${name}s`].some((one) => one.toLowerCase() === folded)) ?? wanted,
  );
}
