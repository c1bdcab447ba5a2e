import { type Html, html } from "../../../sandbox/kit/html.ts";
import { ownerIdOf, people } from "./people.ts";
import type { CrmRecord, HubspotState, ObjectType } from "./state.ts";

const columns: Readonly<Record<ObjectType, readonly string[]>> = {
  contacts: ["firstname", "lastname", "email", "phone", "company", "lifecyclestage"],
  companies: ["name", "domain", "city", "industry"],
  deals: ["dealname", "amount", "dealstage", "closedate", "hubspot_owner_id"],
  tickets: ["subject", "content", "hs_pipeline_stage", "hs_ticket_priority"],
  notes: ["hs_note_body", "hs_timestamp"],
  tasks: ["hs_task_subject", "hs_task_status", "hs_task_priority", "hs_timestamp"],
};

/** The records of the account as tables, the newest first, with what each is linked to. */
export function viewHubspot(data: HubspotState): Html {
  const types: readonly ObjectType[] = [
    "contacts",
    "companies",
    "deals",
    "tickets",
    "notes",
    "tasks",
  ];
  return html`<h1>Acme Lab</h1>
    ${types.map((type) => table(data, type))}`;
}

function table(data: HubspotState, type: ObjectType): Html {
  const own = data.records.filter((one) => one.type === type && !one.archived);
  if (own.length === 0) return html``;
  return html`<section class="card">
    <h2>${type.charAt(0).toUpperCase() + type.slice(1)}</h2>
    <div class="scroll">
      <table>
        <tr>
          <th>id</th>
          ${columns[type].map((name) => html`<th>${name}</th>`)}
          <th>linked to</th>
        </tr>
        ${own.toReversed().map(
          (record) =>
            html`<tr>
              <td>${record.id}</td>
              ${columns[type].map((name) => html`<td>${cell(data, record, name)}</td>`)}
              <td>${linked(data, record)}</td>
            </tr>`,
        )}
      </table>
    </div>
  </section>`;
}

function cell(data: HubspotState, { properties }: CrmRecord, name: string): string {
  const value = properties[name] ?? "";
  if (name === "hubspot_owner_id")
    return people.find(({ id }) => ownerIdOf(id) === value)?.name ?? value;
  if (name === "dealstage" || name === "hs_pipeline_stage") {
    const stages = data.pipelines.flatMap(({ stages: own }) => own);
    return stages.find(({ id }) => id === value)?.label ?? value;
  }
  return value;
}

function linked(data: HubspotState, { id }: CrmRecord): string {
  return data.links
    .filter(({ from }) => from === id)
    .map(({ to, toType }) => `${toType} ${to}`)
    .join(", ");
}
