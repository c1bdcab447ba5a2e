import { Client } from "@hubspot/api-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StandIn, redirectUri, startStandIn, thrownBy } from "./rest-harness.ts";

/** HubSpot's own client, which still calls v3 and v4, against the stand-in. */
let hubspot: StandIn;
const everything =
  "oauth crm.objects.contacts.read crm.objects.contacts.write crm.objects.companies.read crm.objects.companies.write crm.objects.deals.read crm.objects.deals.write tickets crm.objects.owners.read";
let client: Client;

beforeAll(async () => {
  hubspot = await startStandIn("hubspot");
  client = await clientFor(everything);
});
afterAll(() => hubspot.close());

async function exchange(parameters: Readonly<Record<string, string>>) {
  const back = await hubspot.consent({
    client_id: hubspot.clientId,
    redirect_uri: redirectUri,
    ...parameters,
  });
  return hubspot.post(
    "/oauth/2026-03/token",
    new URLSearchParams({
      grant_type: "authorization_code",
      code: back.searchParams.get("code") ?? "",
      redirect_uri: redirectUri,
      client_id: hubspot.clientId,
      client_secret: hubspot.clientSecret,
    }),
  );
}

async function clientFor(scope: string): Promise<Client> {
  const { body } = await exchange({ scope });
  return new Client({ accessToken: body.access_token, basePath: hubspot.url });
}

/** What the client throws has the answer in its `body`. */
async function refusalOf(call: Promise<unknown>) {
  const { code, body } = await thrownBy(call);
  return { code, category: body?.category, message: body?.message };
}

const properties = (given: Record<string, string>) => ({ properties: given, associations: [] });

describe("signing in", () => {
  test("lists what was granted, and names the account by its number", async () => {
    const { body } = await exchange({ scope: "oauth crm.objects.deals.read" });
    expect(body).toMatchObject({
      token_type: "bearer",
      expires_in: 1800,
      hub_id: 8_675_309,
      scopes: ["oauth", "crm.objects.deals.read"],
    });
    const asked = await hubspot.post(
      "/oauth/2026-03/token/introspect",
      new URLSearchParams({
        token: body.access_token,
        client_id: hubspot.clientId,
        client_secret: hubspot.clientSecret,
      }),
    );
    expect(asked.body).toMatchObject({ active: true, user: "maya@example.com" });
  });

  test("drops optional scopes that the account cannot grant, without a word", async () => {
    const { body } = await exchange({
      scope: "oauth tickets",
      optional_scope: "crm.objects.custom.read crm.objects.deals.read",
    });
    expect(body.scopes).toEqual(["oauth", "tickets", "crm.objects.deals.read"]);
  });

  test("without the scope that every app requires ends on a page, not in a callback", async () => {
    const page = await fetch(
      hubspot.authorizeUrl({
        client_id: hubspot.clientId,
        redirect_uri: redirectUri,
        scope: "tickets",
      }),
    );
    expect(page.status).toBe(400);
    expect(await page.text()).toContain("provided scopes are insufficient");
  });

  test("the official client renews a token with the same refresh token, until it is revoked", async () => {
    const { body } = await exchange({ scope: "oauth" });
    const oauth = new Client({ basePath: hubspot.url }).oauth.tokensApi;
    const renew = () =>
      oauth.create(
        "refresh_token",
        undefined,
        undefined,
        hubspot.clientId,
        hubspot.clientSecret,
        body.refresh_token,
      );
    const renewed = await renew();
    expect(renewed.refreshToken).toBe(body.refresh_token);
    expect(renewed.accessToken).not.toBe(body.access_token);
    const revoke = (token: string) =>
      hubspot.post(
        "/oauth/2026-03/token/revoke",
        new URLSearchParams({
          token,
          client_id: hubspot.clientId,
          client_secret: hubspot.clientSecret,
        }),
      );
    expect((await revoke(body.access_token)).body.status).toBe("BAD_REFRESH_TOKEN");
    expect((await revoke(body.refresh_token)).status).toBe(200);
    expect(await thrownBy(renew())).toMatchObject({
      code: 400,
      body: { status: "BAD_REFRESH_TOKEN" },
    });
  });

  test("Basic in place of the body is refused", async () => {
    const basic = Buffer.from(`${hubspot.clientId}:${hubspot.clientSecret}`).toString("base64");
    const answer = await hubspot.post(
      "/oauth/2026-03/token",
      new URLSearchParams({ grant_type: "authorization_code", code: "x" }),
      { authorization: `Basic ${basic}` },
    );
    expect(answer).toMatchObject({ status: 400, body: { status: "BAD_CLIENT_ID" } });
  });
});

describe("contacts", () => {
  test("are created, read, changed and deleted; their values are texts", async () => {
    const { basicApi } = client.crm.contacts;
    const made = await basicApi.create(properties({ email: "eva@example.com", firstname: "Eva" }));
    expect(made.properties).toMatchObject({ email: "eva@example.com", hs_object_id: made.id });
    await basicApi.update(made.id, { properties: { jobtitle: "CTO", firstname: "" } });
    const read = await basicApi.getById(made.id, ["jobtitle", "firstname", "nonsense"]);
    expect(read.properties).toMatchObject({ jobtitle: "CTO", firstname: null });
    expect(read.properties).not.toHaveProperty("nonsense");
    await basicApi.archive(made.id);
    expect(await refusalOf(basicApi.getById(made.id))).toMatchObject({
      code: 404,
      category: "OBJECT_NOT_FOUND",
    });
  });

  test("have one address each; the refusal names who has it", async () => {
    const twin = client.crm.contacts.basicApi.create(
      properties({ email: "lucia@northwind.example" }),
    );
    expect(await refusalOf(twin)).toEqual({
      code: 409,
      category: "CONFLICT",
      message: "Contact already exists. Existing ID: 101",
    });
  });

  test("are made or changed in one step by their address", async () => {
    const upsert = (firstname: string) =>
      client.crm.contacts.batchApi.upsert({
        inputs: [{ id: "noor@example.com", idProperty: "email", properties: { firstname } }],
      });
    const madeNew = (answer: any) => Reflect.get(answer.results[0], "_new");
    const first: any = await upsert("Nora");
    const second: any = await upsert("Noor");
    expect(first.results[0].id).toBe(second.results[0].id);
    expect([madeNew(first), madeNew(second)]).toEqual([true, false]);
  });

  test.each([
    ["an unknown property", { colour: "red" }, "does not exist"],
    ["an option that is none", { lifecyclestage: "Friend" }, "allowed options"],
    ["an address that is none", { email: "nobody" }, "is invalid"],
    ["a property that is computed", { createdate: "2026-01-01" }, "read only"],
  ])("%s is refused", async (_, given, message) => {
    const refused = await refusalOf(
      client.crm.contacts.basicApi.create(properties(given as unknown as Record<string, string>)),
    );
    expect(refused).toMatchObject({ code: 400, category: "VALIDATION_ERROR" });
    expect(refused.message).toContain(message);
  });
});

describe("search", () => {
  const search = (more: object) => {
    const request: any = { filterGroups: [], properties: [], sorts: [], limit: 10, ...more };
    return client.crm.deals.searchApi.doSearch(request);
  };
  const where = (propertyName: string, operator: string, more: object) => ({
    filterGroups: [{ filters: [{ propertyName, operator, ...more }] }],
  });

  test("compares amounts as numbers, sorts, and counts all", async () => {
    const answer = await search({
      ...where("amount", "GT", { value: "5000" }),
      sorts: ["-amount"],
      properties: ["amount"],
      limit: 2,
    });
    expect(answer.total).toBe(3);
    expect(answer.results.map((one) => one.properties["amount"])).toEqual(["48000", "12000"]);
    expect(answer.paging?.next?.after).toBe("2");
  });

  test.each([
    ["EQ", { value: "closedwon" }, 1],
    ["NEQ", { value: "closedwon" }, 3],
    ["IN", { values: ["closedwon", "contractsent"] }, 2],
    ["NOT_HAS_PROPERTY", {}, 0],
  ])("knows %s", async (operator, more, total) => {
    expect((await search(where("dealstage", operator, more))).total).toBe(total);
  });

  // https://knowledge.hubspot.com/properties/hubspots-default-deal-properties
  test("a deal is open until its stage closes it, whatever the stage is called", async () => {
    const made = await client.crm.deals.basicApi.create(
      properties({ dealname: "Adatum trial", dealstage: "qualifiedtobuy" }),
    );
    const totals = async () => {
      const found = ["hs_is_closed", "hs_is_closed_won", "hs_is_closed_lost"].flatMap((name) =>
        ["false", "true"].map(async (value) => (await search(where(name, "EQ", { value }))).total),
      );
      return Promise.all(found);
    };
    expect(await totals()).toEqual([4, 1, 4, 1, 5, 0]);
    await client.crm.deals.basicApi.update(made.id, { properties: { dealstage: "closedlost" } });
    expect(await totals()).toEqual([3, 2, 4, 1, 4, 1]);
    const fixed = client.crm.deals.basicApi.update(made.id, {
      properties: { hs_is_closed: "false" },
    });
    expect((await refusalOf(fixed)).message).toContain("read only");
    await client.crm.deals.basicApi.archive(made.id);
  });

  test("a ticket has a closing date while it is closed", async () => {
    const { searchApi, basicApi } = client.crm.tickets;
    const open = async () => {
      const { filterGroups } = where("closed_date", "NOT_HAS_PROPERTY", {});
      const found = await searchApi.doSearch({ filterGroups, limit: 10 } as any);
      return found.results.map(({ id }) => id);
    };
    expect(await open()).toEqual(["301"]);
    await basicApi.update("302", { properties: { hs_pipeline_stage: "2" } });
    expect(await open()).toEqual(["301", "302"]);
    await basicApi.update("302", { properties: { hs_pipeline_stage: "4" } });
    expect(await open()).toEqual(["301"]);
  });

  test("groups are OR, filters in one are AND", async () => {
    const filter = (propertyName: string, operator: string, value: string) => ({
      propertyName,
      operator,
      value,
    });
    const answer = await search({
      filterGroups: [
        { filters: [filter("amount", "GT", "5000"), filter("dealstage", "EQ", "contractsent")] },
        { filters: [filter("dealname", "CONTAINS_TOKEN", "pilot")] },
      ],
      properties: ["dealname"],
    });
    expect(answer.results.map((one) => one.properties["dealname"])).toEqual([
      "Northwind renewal",
      "Tailspin pilot",
    ]);
  });

  test.each([
    ["an unknown property", where("colour", "EQ", { value: "x" })],
    ["an unknown operator", where("amount", "OVER", { value: "1" })],
    ["more than 200 a page", { limit: 201 }],
    ["results beyond 10,000", { after: "9999" }],
    ["more than five groups", { filterGroups: Array.from({ length: 6 }, () => ({ filters: [] })) }],
  ])("refuses %s", async (_, more) => {
    expect(await refusalOf(search(more))).toMatchObject({ category: "VALIDATION_ERROR" });
  });
});

describe("deals and tickets", () => {
  test("take the id of a stage, never its label", async () => {
    const deals = client.crm.deals.basicApi;
    const made = await deals.create(properties({ dealname: "New", dealstage: "qualifiedtobuy" }));
    expect(made.properties["pipeline"]).toBe("default");
    const byLabel = deals.update(made.id, { properties: { dealstage: "Closed Won" } });
    expect((await refusalOf(byLabel)).message).toContain("valid pipeline stage ID");
    const bare = deals.create(properties({ dealname: "No stage" }));
    expect((await refusalOf(bare)).message).toContain("dealstage");
  });

  test("have pipelines with stages", async () => {
    const { results } = await client.crm.pipelines.pipelinesApi.getAll("tickets");
    expect(results[0]?.stages.map(({ id, label }) => [id, label])).toContainEqual(["1", "New"]);
  });
});

describe("associations", () => {
  test("are made at creation by the number of their direction, and go both ways", async () => {
    const link: any = {
      to: { id: "998877" },
      types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 214 }],
    };
    const note = await client.crm.objects.basicApi.create("notes", {
      properties: { hs_timestamp: new Date(0).toISOString(), hs_note_body: "Call back" },
      associations: [link],
    });
    const read = await client.crm.deals.basicApi.getById("998877", [], [], ["notes"]);
    expect(read.associations?.["notes"]?.results.map(({ id }) => id)).toContain(note.id);
    const wrong = { ...link, types: [{ ...link.types[0], associationTypeId: 202 }] };
    const refused = client.crm.objects.basicApi.create("notes", {
      properties: { hs_timestamp: new Date(0).toISOString() },
      associations: [wrong],
    });
    expect(await refusalOf(refused)).toMatchObject({ code: 404 });
  });

  test("are read by the batch, where none is no failure", async () => {
    const { batchApi, basicApi } = client.crm.associations.v4;
    await basicApi.createDefault("deals", "445566", "companies", "201");
    const answer: any = await batchApi.getPage("deals", "companies", {
      inputs: [{ id: "445566" }, { id: "998878" }],
    });
    expect(answer.results).toHaveLength(1);
    expect(answer.results[0].to[0].toObjectId).toBe("201");
    expect(answer.numErrors).toBe(1);
    await basicApi.archive("deals", "445566", "companies", "201");
    const after: any = await batchApi.getPage("deals", "companies", { inputs: [{ id: "445566" }] });
    expect(after.results).toEqual([]);
  });
});

test("owners have ids of their own, beside those of the users", async () => {
  const { results } = await client.crm.owners.ownersApi.getPage("sam@example.com");
  expect(results.map(({ id, userId }) => [id, userId])).toEqual([["77002", 9002]]);
});

describe("scopes", () => {
  test.each([
    ["contacts", "crm.objects.contacts.read"],
    ["deals", "crm.objects.deals.read"],
  ])("writing %s takes more than reading them", async (kind, scope) => {
    const own = await clientFor(`oauth ${scope}`);
    expect((await own.crm.objects.basicApi.getPage(kind, 1)).results).toHaveLength(1);
    const refused = await thrownBy(own.crm.objects.basicApi.create(kind, properties({})));
    expect(refused).toMatchObject({ code: 403, body: { category: "MISSING_SCOPES" } });
    expect(JSON.stringify(refused.body)).toContain(scope.replace("read", "write"));
  });

  test("writing does not include reading", async () => {
    const own = await clientFor("oauth crm.objects.contacts.write");
    expect(await refusalOf(own.crm.contacts.basicApi.getById("101"))).toMatchObject({
      category: "MISSING_SCOPES",
    });
  });

  test("links take the scope of the record they go from", async () => {
    const own = await clientFor("oauth crm.objects.contacts.write");
    const { basicApi } = own.crm.associations.v4;
    await basicApi.createDefault("contacts", "101", "deals", "445566");
    const other = basicApi.createDefault("deals", "445566", "contacts", "101");
    expect(await refusalOf(other)).toMatchObject({ category: "MISSING_SCOPES" });
  });
});

describe("levers", () => {
  test("a token that ended is told from one that is none", async () => {
    const own = await clientFor("oauth tickets");
    await hubspot.lever({ lever: "expire" });
    const ended = own.crm.tickets.basicApi.getById("301");
    expect(await refusalOf(ended)).toMatchObject({ code: 401, category: "EXPIRED_AUTHENTICATION" });
    const none = new Client({ accessToken: "nonsense", basePath: hubspot.url });
    expect(await refusalOf(none.crm.tickets.basicApi.getById("301"))).toMatchObject({
      category: "INVALID_AUTHENTICATION",
    });
    client = await clientFor(everything);
  });

  test("a limit names its policy", async () => {
    await hubspot.lever({ lever: "rate-limit" });
    const refused = await thrownBy(client.crm.tickets.basicApi.getById("301"));
    expect(refused.body.policyName).toBe("TEN_SECONDLY_ROLLING");
  });
});

test("the inspector shows records and what they are linked to", async () => {
  const page = await hubspot.inspector();
  for (const shown of ["Northwind renewal", "Contract Sent", "contacts 101", "Omar"])
    expect(page).toContain(shown);
});
