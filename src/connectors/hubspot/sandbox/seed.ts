import { link } from "./links.ts";
import { ownerIdOf, people } from "./people.ts";
import { enterStage } from "./stages.ts";
import type { CrmRecord, HubspotState, ObjectType } from "./state.ts";

const dayMs = 86_400_000;
const [maya = "", sam = ""] = people.map(({ id }) => ownerIdOf(id));

const stage = (
  id: string,
  label: string,
  displayOrder: number,
  metadata: Record<string, string>,
) => ({
  id,
  label,
  displayOrder,
  metadata,
});

/** A small account: contacts with their companies, open and closed deals, tickets. */
export function seedHubspot(now: number): HubspotState {
  const at = new Date(now - 5 * dayMs).toISOString();
  const record = (
    id: string,
    type: ObjectType,
    properties: Readonly<Record<string, string>>,
  ): CrmRecord => ({
    id,
    type,
    properties: {
      ...properties,
      createdate: at,
      hs_object_id: id,
      [type === "contacts" ? "lastmodifieddate" : "hs_lastmodifieddate"]: at,
    },
    createdAt: at,
    updatedAt: at,
    archived: false,
  });
  const day = (days: number) => new Date(now + days * dayMs).toISOString().slice(0, 10);
  const deal = (
    id: string,
    dealname: string,
    dealstage: string,
    amount: string,
    days: number,
    owner = maya,
  ) =>
    record(id, "deals", {
      dealname,
      dealstage,
      amount,
      pipeline: "default",
      closedate: `${day(days)}T00:00:00Z`,
      hubspot_owner_id: owner,
    });
  const data: HubspotState = {
    records: [
      record("101", "contacts", {
        email: "lucia@northwind.example",
        firstname: "Lucia",
        lastname: "Fernandez",
        phone: "+34 600 000 001",
        company: "Northwind",
        lifecyclestage: "customer",
        hubspot_owner_id: maya,
      }),
      record("102", "contacts", {
        email: "omar@tailspin.example",
        firstname: "Omar",
        lastname: "Haddad",
        company: "Tailspin",
        lifecyclestage: "lead",
        hs_lead_status: "NEW",
        hubspot_owner_id: sam,
      }),
      record("103", "contacts", {
        email: "ines@fabrikam.example",
        firstname: "Ines",
        lastname: "Costa",
        company: "Fabrikam",
        lifecyclestage: "opportunity",
      }),
      record("201", "companies", {
        name: "Northwind",
        domain: "northwind.example",
        city: "Madrid",
        industry: "RETAIL",
      }),
      record("202", "companies", { name: "Tailspin", domain: "tailspin.example", city: "Porto" }),
      record("203", "companies", { name: "Fabrikam", domain: "fabrikam.example", city: "Lyon" }),
      deal("998877", "Northwind renewal", "contractsent", "12000", 14),
      deal("998878", "Tailspin pilot", "appointmentscheduled", "3500", 40, sam),
      deal("998879", "Fabrikam rollout", "closedwon", "48000", -6),
      deal("445566", "Northwind training", "presentationscheduled", "5200", 21),
      record("301", "tickets", {
        subject: "Cannot export the report",
        content: "The export stays empty.",
        hs_pipeline: "0",
        hs_pipeline_stage: "1",
        hs_ticket_priority: "HIGH",
      }),
      record("302", "tickets", {
        subject: "Invoice has the old address",
        hs_pipeline: "0",
        hs_pipeline_stage: "4",
        hs_ticket_priority: "LOW",
      }),
      record("401", "tasks", {
        hs_task_subject: "Call Lucia about the renewal",
        hs_timestamp: `${day(1)}T09:00:00Z`,
        hs_task_status: "NOT_STARTED",
        hs_task_priority: "HIGH",
        hs_task_type: "CALL",
        hubspot_owner_id: maya,
      }),
    ],
    links: [],
    pipelines: [
      {
        id: "default",
        label: "Sales Pipeline",
        type: "deals",
        stages: [
          stage("appointmentscheduled", "Appointment Scheduled", 0, { probability: "0.2" }),
          stage("qualifiedtobuy", "Qualified To Buy", 1, { probability: "0.4" }),
          stage("presentationscheduled", "Presentation Scheduled", 2, { probability: "0.6" }),
          stage("contractsent", "Contract Sent", 3, { probability: "0.9" }),
          stage("closedwon", "Closed Won", 4, { probability: "1.0", isClosed: "true" }),
          stage("closedlost", "Closed Lost", 5, { probability: "0.0", isClosed: "true" }),
        ],
      },
      {
        id: "0",
        label: "Support Pipeline",
        type: "tickets",
        stages: [
          stage("1", "New", 0, { ticketState: "OPEN" }),
          stage("2", "Waiting on contact", 1, { ticketState: "OPEN" }),
          stage("3", "Waiting on us", 2, { ticketState: "OPEN" }),
          stage("4", "Closed", 3, { ticketState: "CLOSED" }),
        ],
      },
    ],
    nextId: 70_001,
  };
  for (const one of data.records) enterStage(data, one, at);
  for (const [contact, company, ofDeal] of [
    ["101", "201", "998877"],
    ["102", "202", "998878"],
    ["103", "203", "998879"],
  ] as const) {
    link(data, ["contacts", contact], ["companies", company]);
    link(data, ["contacts", contact], ["deals", ofDeal]);
  }
  link(data, ["tasks", "401"], ["contacts", "101"]);
  return data;
}
