import { z } from "zod";
import { EventCallError, type EventPoll } from "../../catalog/event.ts";
import { type CrmRecord, type Thing, record, saysStage, shown, stageLabels } from "./records.ts";

/** A search is that far behind at most. */
const overlapMs = 120_000;

const cursorShape = z.object({
  /** Nothing from before then is told, in milliseconds since 1970. */
  from: z.number(),
  since: z.number(),
  /** Within one walk through the pages. */
  after: z.string().optional(),
  newest: z.number(),
});

const answerShape = z.looseObject({
  results: z.array(record),
  paging: z.looseObject({ next: z.looseObject({ after: z.string() }).nullish() }).nullish(),
});

/** When it came into the stage that it is in. */
const entered = "hs_v2_date_entered_current_stage";

/**
 * Records that are new or changed, by a search; what is asked for twice has the same id. The search
 * says neither which property changed nor who changed it.
 * https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm
 */
export const pollRecords = (thing: Thing, what: "creation" | "propertyChange"): EventPoll => ({
  operations: [thing.search, ...(thing.stage === undefined ? [] : ["hubspot.crm.pipelines.list"])],
  every: 120,
  async ask({ cursor, given, now, call }) {
    const ms = now.getTime();
    const before = cursorShape.safeParse(cursor).data;
    if (!before) return { cursor: { from: ms, since: ms, newest: ms }, happenings: [] };
    if (given["property"] !== undefined)
      throw new EventCallError(
        "HubSpot does not say which property changed when it is asked. Leave the property out, or set up its webhooks.",
        0,
        null,
      );
    const by = what === "creation" ? "createdate" : thing.modified;
    const isAboutStage = thing.stage !== undefined && saysStage(given) !== undefined;
    const value = String(before.since - overlapMs);
    const answer = answerShape.parse(
      await call(thing.search, {
        filterGroups: [{ filters: [{ propertyName: by, operator: "GTE", value }] }],
        sorts: [{ propertyName: by, direction: "ASCENDING" }],
        properties: [...thing.properties, by, ...(isAboutStage ? [entered] : [])],
        limit: 100,
        after: before.after,
      }),
    );
    const labels = isAboutStage ? await stageLabels(thing, call) : undefined;
    const timeOf = ({ properties }: CrmRecord, name: string) => Date.parse(properties[name] ?? "");
    const meant = answer.results.filter(
      (one) =>
        timeOf(one, by) >= before.from &&
        // It may have come into its stage long before it changed.
        !(isAboutStage && what === "propertyChange" && timeOf(one, entered) < before.from),
    );
    const newest = Math.max(before.newest, ...answer.results.map((one) => timeOf(one, by) || 0));
    const after = answer.paging?.next?.after;
    return {
      cursor:
        after === undefined
          ? { from: before.from, since: newest, newest }
          : { from: before.from, since: before.since, newest, after },
      isMore: after !== undefined,
      happenings: meant.map((one) => ({
        id: idOf(thing, one, { what, by, isAboutStage }),
        payload: {
          objectId: one.id,
          occurredAt: one.properties[by] ?? now.toISOString(),
          ...shown(thing, one, labels),
        },
      })),
    };
  },
});

/** A record is created once, comes into a stage at a time, and changes at another. */
function idOf(
  { stage = "" }: Thing,
  { id, properties }: CrmRecord,
  { what, by, isAboutStage }: { what: string; by: string; isAboutStage: boolean },
): string {
  if (what === "creation") return id;
  return isAboutStage
    ? `${id}:${properties[stage] ?? ""}:${properties[entered] ?? ""}`
    : `${id}:${properties[by] ?? ""}`;
}
