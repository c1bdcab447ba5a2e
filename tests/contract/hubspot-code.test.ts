import { expect, test } from "vitest";
import { hubspotConnector } from "../../src/connectors/hubspot/connector.ts";
import { hubspot } from "../../src/connectors/hubspot/provider.ts";
import { scopes } from "../../src/connectors/hubspot/scopes.ts";
import { scopesOfSteps } from "../support/flow-scopes.ts";
import type { Step } from "../support/generated-code.ts";
import { createRestCode } from "../support/rest-code.ts";

const code = createRestCode(
  [hubspotConnector],
  hubspot,
  scopes.map(({ scope }) => scope),
);
const use = (method: string, given: Step[1] = {}): Step => [`hubspot.crm.${method}`, given];
const last = (): any => code.sent.at(-1)?.body;

test("values go as texts under internal names, what is not given is not sent", async () => {
  await code.run([
    use("deals.create", {
      dealname: "Pilot",
      amount: 1500,
      properties: { dealtype: "newbusiness" },
    }),
  ]);
  expect(last()).toEqual({
    properties: {
      dealstage: "appointmentscheduled",
      dealname: "Pilot",
      amount: "1500",
      dealtype: "newbusiness",
    },
  });
});

test("a stage by its label and an owner by address become ids; ids go as they are", async () => {
  await code.run([
    use("deals.update", {
      dealId: "998877",
      dealstage: "Closed won",
      hubspot_owner_id: "sam@example.com",
    }),
  ]);
  expect(last()).toEqual({ properties: { dealstage: "closedwon", hubspot_owner_id: "77002" } });
  code.sent.length = 0;
  await code.run([use("deals.update", { dealId: "998877", dealstage: "closedlost" })]);
  expect(code.sent.map(({ method }) => method)).toEqual(["PATCH"]);
  const unknown = code.run([use("tickets.update", { ticketId: "301", hs_pipeline_stage: "Lost" })]);
  await expect(unknown).rejects.toThrow('no stage "Lost"; there are: New, Waiting on contact');
});

test("a note hangs on its records, and its text is no markup", async () => {
  await code.run([
    use("notes.create", { text: "1 < 2\n& so on", dealId: "998877", contactId: "101" }),
  ]);
  expect(last()).toMatchObject({
    properties: { hs_note_body: "1 &lt; 2<br>&amp; so on", hs_timestamp: expect.any(String) },
    associations: [
      { to: { id: "101" }, types: [{ associationTypeId: 202 }] },
      { to: { id: "998877" }, types: [{ associationTypeId: 214 }] },
    ],
  });
  await expect(code.run([use("notes.create", { text: "alone" })])).rejects.toThrow("to hang on");
});

test("a search names what it wants back, and reads on beyond a page", async () => {
  const answer: any = await code.run([
    use("deals.search", { minAmount: 5000, dealstage: "contractsent", sort: "-amount" }),
  ]);
  expect(answer.results.map((one: any) => one.properties.dealname)).toEqual(["Northwind renewal"]);
  expect(last()).toMatchObject({
    filterGroups: [
      {
        filters: [
          { propertyName: "dealstage", operator: "EQ", value: "contractsent" },
          { propertyName: "amount", operator: "GT", value: "5000" },
        ],
      },
    ],
    sorts: [{ propertyName: "amount", direction: "DESCENDING" }],
  });
  for (let run = 0; run < 21; run++) {
    const shops = Array.from({ length: 10 }, (_, n) =>
      use("companies.create", { name: `Shop ${n}` }),
    );
    await code.run(shops);
  }
  const all: any = await code.run([use("companies.search", { name: "Shop", limit: 203 })]);
  expect(all.results).toHaveLength(203);
});

test("a contact is made once, however often it comes", async () => {
  const upsert = (firstname: string) =>
    use("contacts.batchUpsert", { email: "kim@example.com", firstname });
  const answer: any = await code.run([
    upsert("Kim"),
    upsert("Kimberly"),
    use("contacts.search", { email: "kim@example.com" }),
  ]);
  expect(answer.results.map((one: any) => one.properties.firstname)).toEqual(["Kimberly"]);
});

test("links are made and read, and none is no failure", async () => {
  const answer: any = await code.run([
    use("associations.createDefault", {
      fromObjectType: "deals",
      fromObjectId: "445566",
      toObjectType: "contacts",
      toObjectId: "102",
    }),
    use("associations.list", {
      fromObjectType: "deals",
      fromObjectId: "445566",
      toObjectType: "contacts",
    }),
  ]);
  expect(answer).toEqual({ ids: ["102"] });
  const none = await code.run([
    use("associations.list", {
      fromObjectType: "tickets",
      fromObjectId: "301",
      toObjectType: "deals",
    }),
  ]);
  expect(none).toEqual({ ids: [] });
});

test("a refusal says HubSpot's own words", async () => {
  const twin = code.run([use("contacts.create", { email: "lucia@northwind.example" })]);
  await expect(twin).rejects.toThrow("HTTP 409 Contact already exists. Existing ID: 101");
});

test.each<[string, readonly string[], readonly Step[]]>([
  ["creating a contact", ["crm.objects.contacts.write"], [use("contacts.create", { email: "a" })]],
  [
    "finding one before",
    ["crm.objects.contacts.read", "crm.objects.contacts.write"],
    [use("contacts.search"), use("contacts.create", { email: "a" })],
  ],
  [
    "a stage by its id",
    ["crm.objects.deals.write"],
    [use("deals.update", { dealstage: "closedwon" })],
  ],
  [
    "a stage by its label",
    ["crm.objects.deals.write"],
    [use("deals.update", { dealstage: "Won" })],
  ],
  [
    "an owner by address",
    ["crm.objects.deals.write", "crm.objects.owners.read"],
    [use("deals.update", { hubspot_owner_id: "a@example.com" })],
  ],
  ["tickets, read or written", ["tickets"], [use("tickets.search"), use("tickets.create")]],
  [
    "a link from a deal",
    ["crm.objects.deals.write"],
    [use("associations.createDefault", { fromObjectType: "deals" })],
  ],
])("%s takes %j", (_, asked, steps) => {
  expect(scopesOfSteps([hubspotConnector], hubspot, steps)).toEqual(asked);
});
