import type { ActField, PersonAct } from "../../../sandbox/kit/rest/acts.ts";
import { RestRefusal } from "../../../sandbox/kit/rest/refusal.ts";
import { link } from "./links.ts";
import { changeRecord, createRecord } from "./records.ts";
import type { CrmRecord, HubspotState, ObjectType } from "./state.ts";

type Act = PersonAct<HubspotState>;

/** Somebody works in HubSpot itself, by the rules that hold for calls as well. */
function doing(change: () => void): string | undefined {
  try {
    change();
    return undefined;
  } catch (error) {
    if (!(error instanceof RestRefusal)) throw error;
    return String(Reflect.get(Object(error.body), "message") ?? error.message);
  }
}

const creating = (
  type: ObjectType,
  label: string,
  fields: (data: HubspotState) => readonly ActField[],
): Act => ({
  name: `create-${type}`,
  label,
  fields,
  run: (data, given, now) => doing(() => createRecord({ data, now }, type, given)),
});

const text = (name: string, label: string): ActField => ({ name, label });

const stageOf =
  (name: string, type: "deals" | "tickets") =>
  ({ pipelines }: HubspotState): ActField => ({
    name,
    label: "Stage",
    options: pipelines
      .filter((pipeline) => pipeline.type === type)
      .flatMap(({ stages }) => stages.map(({ id, label }) => ({ value: id, label }))),
  });

const recordField = ({ records }: HubspotState): ActField => ({
  name: "record",
  label: "Record",
  options: records
    .filter(({ archived }) => !archived)
    .map((one) => ({ value: one.id, label: `${one.type} ${one.id} ${nameOf(one)}` })),
});

function nameOf({ properties }: CrmRecord): string {
  const { dealname, name, subject, email, hs_task_subject: task } = properties;
  return dealname ?? name ?? subject ?? email ?? task ?? "";
}

const livingRecord = ({ records }: HubspotState, id: string | undefined) =>
  records.find((one) => one.id === id && !one.archived);

export const acts: readonly Act[] = [
  creating("contacts", "Create a contact", () => [
    text("email", "Email"),
    text("firstname", "First name"),
    text("lastname", "Last name"),
  ]),
  creating("companies", "Create a company", () => [text("name", "Name"), text("domain", "Domain")]),
  creating("deals", "Create a deal", (data) => [
    text("dealname", "Name"),
    text("amount", "Amount"),
    stageOf("dealstage", "deals")(data),
  ]),
  creating("tickets", "Create a ticket", (data) => [
    text("subject", "Subject"),
    stageOf("hs_pipeline_stage", "tickets")(data),
  ]),
  {
    name: "change",
    label: "Change a property",
    fields: (data) => [recordField(data), text("property", "Property"), text("value", "Value")],
    run: (data, { record: id, property = "", value = "" }, now) =>
      doing(() => {
        const record = livingRecord(data, id);
        if (record) changeRecord({ data, now }, record, { [property]: value });
      }),
  },
  {
    name: "link",
    label: "Link two records",
    fields: (data) => [recordField(data), { ...recordField(data), name: "to", label: "with" }],
    run: (data, { record: from, to }) =>
      doing(() => {
        const [one, other] = [livingRecord(data, from), livingRecord(data, to)];
        if (one && other) link(data, [one.type, one.id], [other.type, other.id]);
      }),
  },
  {
    name: "delete",
    label: "Delete a record",
    fields: (data) => [recordField(data)],
    run(data, { record: id }) {
      const record = livingRecord(data, id);
      if (record) record.archived = true;
      return undefined;
    },
  },
];
