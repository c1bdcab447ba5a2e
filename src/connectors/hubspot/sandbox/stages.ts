import type { CrmRecord, HubspotState } from "./state.ts";

const stageProperties = ["dealstage", "hs_pipeline_stage"];

/** Read-only, worked out from what the stage means in its pipeline. https://knowledge.hubspot.com/properties/hubspots-default-deal-properties */
export const ofStage = [
  "hs_v2_date_entered_current_stage",
  "hs_is_closed",
  "hs_is_closed_won",
  "hs_is_closed_lost",
  "closed_date",
];

export const hasMoved = (before: CrmRecord["properties"], { properties }: CrmRecord): boolean =>
  stageProperties.some((name) => before[name] !== properties[name]);

/** What follows from the stage that a record entered. */
export function enterStage({ pipelines }: HubspotState, record: CrmRecord, at: string): void {
  const id = stageProperties.flatMap((name) => record.properties[name] ?? [])[0];
  if (id === undefined) return;
  const stage = pipelines
    .filter(({ type }) => type === record.type)
    .flatMap(({ stages }) => stages)
    .find((one) => one.id === id);
  const { isClosed, probability, ticketState } = stage?.metadata ?? {};
  record.properties["hs_v2_date_entered_current_stage"] = at;
  if (record.type === "deals") {
    const closed = isClosed === "true";
    const won = closed && Number(probability) === 1;
    record.properties["hs_is_closed"] = String(closed);
    record.properties["hs_is_closed_won"] = String(won);
    record.properties["hs_is_closed_lost"] = String(closed && !won);
  } else {
    record.properties["closed_date"] = ticketState === "CLOSED" ? at : null;
  }
}
