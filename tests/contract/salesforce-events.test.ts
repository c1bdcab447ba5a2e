import { afterEach, beforeEach, expect, test } from "vitest";
import { salesforceConnector } from "../../src/connectors/salesforce/connector.ts";
import { objectOf } from "../../src/connectors/salesforce/events/records.ts";
import { recordsFrom } from "../../src/connectors/salesforce/events/soql.ts";
import { salesforce as provider } from "../../src/connectors/salesforce/provider.ts";
import { newId } from "../../src/connectors/salesforce/sandbox/ids.ts";
import { seedSalesforce } from "../../src/connectors/salesforce/sandbox/seed.ts";
import { runSoql } from "../../src/connectors/salesforce/sandbox/soql/run.ts";
import { stampOf } from "../../src/connectors/salesforce/sandbox/writing.ts";
import { type StandIn, redirectUri, startStandIn } from "../clients/rest-harness.ts";
import { createAsking } from "../support/event-asking.ts";

let stand: StandIn;
let asking: ReturnType<typeof createAsking>;
let accessToken = "";
const minutes = 60_000;

beforeEach(async () => {
  stand = await startStandIn("salesforce");
  const back = await stand.consent({
    response_type: "code",
    client_id: stand.clientId,
    redirect_uri: redirectUri,
    scope: "api refresh_token",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
  });
  const { body } = await stand.post(
    "/services/oauth2/token",
    new URLSearchParams({
      grant_type: "authorization_code",
      client_id: stand.clientId,
      client_secret: stand.clientSecret,
      redirect_uri: redirectUri,
      code: back.searchParams.get("code") ?? "",
      code_verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    }),
  );
  accessToken = body.access_token;
  asking = createAsking([salesforceConnector], provider, {
    url: stand.url,
    clock: stand.clock,
    credential: () => ({
      status: "ok",
      accessToken,
      scopes: ["api"],
      connectionId: "conn_1",
      mode: "sandbox",
      instance: stand.url,
    }),
  });
});
afterEach(() => stand.close());

/** As a person does in the tool. */
async function send(method: string, path: string, body: object): Promise<any> {
  const answer = await fetch(`${stand.url}/services/data/v67.0/sobjects/${path}`, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.status === 204 ? {} : answer.json();
}
const lead = (LastName: string, more = {}) =>
  send("POST", "Lead", { LastName, Company: "Acme", ...more });
const deal = async (Name: string): Promise<string> =>
  (await send("POST", "Opportunity", { Name, StageName: "Prospecting", CloseDate: "2027-01-31" }))
    .id;
const move = (id: string, StageName: string) => send("PATCH", `Opportunity/${id}`, { StageName });
const names = (payloads: readonly Readonly<Record<string, unknown>>[]) =>
  payloads.map(({ name }) => name);

test("each new lead comes once, with its fields; a changed one is not new", async () => {
  await lead("Before");
  const watch = asking.watch("salesforce.lead.created");
  expect(await watch.ask()).toEqual([]);
  // within the same second as the question
  const { id } = await lead("Okoye", { Email: "okoye@example.com", FirstName: "Ada" });
  expect(await watch.ask()).toMatchObject([
    { id, object: "Lead", name: "Ada Okoye", Email: "okoye@example.com", Company: "Acme" },
  ]);
  expect(await watch.ask()).toEqual([]);
  stand.clock.time += minutes;
  await send("PATCH", `Lead/${id}`, { Rating: "Hot" });
  expect(await watch.ask()).toEqual([]);
  stand.clock.time += 60 * minutes;
  await lead("Next");
  expect(names(await watch.ask())).toEqual(["Next"]);
});

test("more than are told at once come all", async () => {
  const watch = asking.watch("salesforce.lead.created");
  await watch.ask();
  for (let index = 0; index < 230; index++) await lead(`Lead ${index}`);
  const told = names(await watch.ask());
  expect(told).toHaveLength(230);
  expect(new Set(told).size).toBe(230);
  expect(await watch.ask()).toEqual([]);
});

test("a lost answer is told again, and a failure loses nothing", async () => {
  const watch = asking.watch("salesforce.case.created");
  await watch.ask();
  await send("POST", "Case", { Subject: "Printer on fire" });
  const { cursor } = watch;
  const first = await watch.happenings();
  expect(first).toMatchObject([{ payload: { name: "Printer on fire", Status: "New" } }]);
  watch.restore(cursor);
  asking.breakAt(/query/);
  await expect(watch.ask()).rejects.toThrow("salesforce.query: connection lost");
  asking.breakAt();
  expect(await watch.happenings()).toEqual(first);
});

test("every move to another stage comes once, with the stage before", async () => {
  const id = await deal("Umbra pilot");
  const watch = asking.watch("salesforce.opportunity.stage_changed");
  const won = asking.watch("salesforce.opportunity.stage_changed", { stage: "closed won" });
  expect(await watch.ask()).toEqual([]);
  expect(await won.ask()).toEqual([]);
  await deal("Only made");
  expect(await watch.ask()).toEqual([]);
  await move(id, "Qualification");
  // another field, and two moves between two questions
  await send("PATCH", `Opportunity/${id}`, { Amount: 500 });
  await move(id, "Closed Won");
  const told = await watch.ask();
  expect(told.map(({ previousStage, stage }) => [previousStage, stage])).toEqual([
    ["Prospecting", "Qualification"],
    ["Qualification", "Closed Won"],
  ]);
  expect(told[1]).toMatchObject({ id, name: "Umbra pilot", Amount: 500, IsWon: true });
  expect(await watch.ask()).toEqual([]);
  stand.clock.time += 10 * minutes;
  await move(id, "Closed Won");
  expect(await watch.ask()).toEqual([]);
  expect(await won.ask()).toMatchObject([{ stage: "Closed Won" }]);
});

test("records of the object that is named come as they are added and changed", async () => {
  const watch = asking.watch("salesforce.record.changed", { object: "accounts" });
  expect(await watch.ask()).toEqual([]);
  const { id } = await send("POST", "Account", { Name: "Northwind & O'Hara" });
  await lead("Elsewhere");
  expect(await watch.ask()).toMatchObject([{ id, object: "Account", change: "created" }]);
  stand.clock.time += minutes;
  await send("PATCH", `Account/${id}`, { Phone: "123" });
  expect(await watch.ask()).toMatchObject([{ id, change: "updated", Phone: "123" }]);
  expect(await watch.ask()).toEqual([]);
});

test("names of objects are names, and one is needed", async () => {
  const none = asking.watch("salesforce.record.changed");
  await expect(none.ask()).rejects.toThrow("Give object (or sobject) in the trigger");
  const words = asking.watch("salesforce.record.changed", {
    object: "Lead WHERE Id != null OR Name",
  });
  await expect(words.ask()).rejects.toThrow("is no API name of an object");
  expect(asking.calls).toEqual([]);
  expect(objectOf({ sobject: "opportunities" })).toBe("Opportunity");
  expect(objectOf({ object: "Invoice__c" })).toBe("Invoice__c");
});

test("pages of one second are read on by id", async () => {
  const now = Date.UTC(2026, 10, 23);
  const data = seedSalesforce(now);
  const leads = (data.records["Lead"] ??= []);
  const [first] = leads;
  const CreatedDate = stampOf(now);
  for (let index = 0; index < 4100; index++)
    leads.push({ ...first, Id: newId("00Q", 1000 + index), CreatedDate });
  const queries: string[] = [];
  const call = async (_: string, { q }: Readonly<Record<string, unknown>>) => {
    queries.push(String(q));
    return { records: runSoql(data, String(q), now).records };
  };
  const found = await recordsFrom("Lead", "CreatedDate", new Date(now).toISOString(), call);
  expect(new Set(found.map(({ id }) => id)).size).toBe(4100);
  expect(queries).toHaveLength(3);
  expect(queries[1]).toContain(
    "WHERE (CreatedDate > 2026-11-23T00:00:00Z OR (CreatedDate = 2026-11-23T00:00:00Z AND Id > '",
  );
});
