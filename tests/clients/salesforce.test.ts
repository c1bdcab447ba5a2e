import jsforce from "jsforce";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StandIn, redirectUri, startStandIn, thrownBy } from "./rest-harness.ts";

/** jsforce against the stand-in, from the sign-in on. */
let salesforce: StandIn;
let connection: jsforce.Connection;
const version = "67.0";
const contact = "0035g00000XyZAB";

beforeAll(async () => {
  salesforce = await startStandIn("salesforce");
  connection = await connect("api id refresh_token");
});
afterAll(() => salesforce.close());

const oauth2For = (more = {}) =>
  new jsforce.OAuth2({
    loginUrl: salesforce.url,
    clientId: salesforce.clientId,
    clientSecret: salesforce.clientSecret,
    redirectUri,
    ...more,
  });

async function connect(scope: string, more = {}): Promise<jsforce.Connection> {
  const oauth2 = oauth2For(more);
  const asked = new URL(oauth2.getAuthorizationUrl({ scope }));
  const code = (await salesforce.consent(Object.fromEntries(asked.searchParams))).searchParams;
  const own = new jsforce.Connection({ oauth2, version });
  await own.authorize(code.get("code") ?? "");
  return own;
}

const grant = (fields: Readonly<Record<string, string>>) =>
  salesforce.post(
    "/services/oauth2/token",
    new URLSearchParams({
      client_id: salesforce.clientId,
      client_secret: salesforce.clientSecret,
      ...fields,
    }),
  );

async function refusalOf(call: PromiseLike<unknown>) {
  const { errorCode, message } = await thrownBy(call);
  return { errorCode, message };
}

describe("signing in", () => {
  test("says where the org is, and not when the token ends", async () => {
    const asked = new URL(oauth2For().getAuthorizationUrl({ scope: "api refresh_token" }));
    const back = await salesforce.consent(Object.fromEntries(asked.searchParams));
    const code = back.searchParams.get("code") ?? "";
    expect(back.search).toContain("%3D%3D");
    const fields = { grant_type: "authorization_code", code, redirect_uri: redirectUri };
    const { body } = await grant(fields);
    expect(body).toMatchObject({
      access_token: expect.stringMatching(/^00DFk\w{10}!AQ/),
      refresh_token: expect.stringMatching(/^5Aep/),
      instance_url: salesforce.url,
      id: expect.stringContaining("/id/00DFk000000000AEAQ/005Fk0000000001IAA"),
      scope: "api refresh_token",
      issued_at: expect.stringMatching(/^\d+$/),
    });
    expect(body).not.toHaveProperty("expires_in");
    expect(await grant(fields)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  test("takes jsforce's long verifier and its challenge without a method", async () => {
    const own = await connect("api id", { useVerifier: true });
    expect(own.refreshToken).toBeUndefined();
    expect((await own.query("SELECT COUNT() FROM Lead")).totalSize).toBe(2);
    const asked = new URL(oauth2For({ useVerifier: true }).getAuthorizationUrl({ scope: "api" }));
    expect(asked.searchParams.has("code_challenge_method")).toBe(false);
    const back = await salesforce.consent(Object.fromEntries(asked.searchParams));
    const refused = await grant({
      grant_type: "authorization_code",
      code: back.searchParams.get("code") ?? "",
      redirect_uri: redirectUri,
      code_verifier: "x".repeat(171),
    });
    expect(refused.body).toMatchObject({ error: "invalid_grant" });
  });

  test("a refresh keeps the token, or rotates it where the app says so", async () => {
    const own = await connect("api refresh_token");
    const fields = { grant_type: "refresh_token", refresh_token: own.refreshToken ?? "" };
    expect((await grant(fields)).body).not.toHaveProperty("refresh_token");
    await salesforce.lever({ lever: "toggle-rotation" });
    const rotated = await grant(fields);
    expect(rotated.body.refresh_token).toMatch(/^5Aep/);
    expect(await grant(fields)).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", error_description: "expired access/refresh token" },
    });
    await salesforce.lever({ lever: "toggle-rotation" });
  });

  test("a session that ended is renewed by the client, once", async () => {
    const own = await connect("api refresh_token");
    await salesforce.lever({ lever: "expire" });
    expect((await own.query("SELECT Id FROM Account")).totalSize).toBe(3);
    await connection.query("SELECT Id FROM Account");
  });

  test("a refresh token takes its access tokens along, and needs no client to be revoked", async () => {
    const own = await connect("api refresh_token");
    await own.logoutByOAuth2(true);
    const again = new jsforce.Connection({
      instanceUrl: salesforce.url,
      accessToken: own.accessToken ?? "none",
      version,
    });
    const token = new URLSearchParams({ token: "unknown" });
    expect(await salesforce.post("/services/oauth2/revoke", token)).toMatchObject({
      status: 400,
      body: { error: "unsupported_token_type" },
    });
    expect((await refusalOf(again.query("SELECT Id FROM Account"))).errorCode).toBe(
      "INVALID_SESSION_ID",
    );
  });

  test("says who it is, and needs the scope for records", async () => {
    expect(await connection.identity()).toMatchObject({
      user_id: "005Fk0000000001IAA",
      organization_id: "00DFk000000000AEAQ",
      username: "maya@acme-lab.example",
    });
    const own = await connect("id");
    expect((await refusalOf(own.query("SELECT Id FROM Lead"))).errorCode).toBe(
      "INSUFFICIENT_ACCESS",
    );
  });
});

describe("queries", () => {
  const names = async (soql: string) =>
    (await connection.query<any>(soql)).records.map(({ Name }) => Name);

  test.each<[string, readonly string[]]>([
    ["SELECT Name FROM Opportunity WHERE IsWon = true", ["Northwind add-on"]],
    ["SELECT Name FROM Opportunity WHERE CloseDate = LAST_N_DAYS:7", ["Northwind add-on"]],
    [
      "SELECT Name FROM Opportunity WHERE CloseDate > TODAY ORDER BY Amount DESC",
      ["Northwind renewal", "Umbra pilot"],
    ],
    [
      "SELECT Name FROM Contact WHERE Account.Name LIKE 'north%' AND NOT Email = NULL",
      ["Lucia Fernandez"],
    ],
    [
      "SELECT Name FROM Lead WHERE Rating IN ('Hot', 'Warm') OR Company = 'O\\'Neil \\\\ Co' ORDER BY Name",
      ["Ines Duarte", "Jon O'Neil"],
    ],
    ["SELECT Name FROM Account WHERE Name LIKE '%&%' LIMIT 1", ["Field & Sons"]],
    ["SELECT Name FROM Account ORDER BY Name LIMIT 1 OFFSET 1", ["Northwind Traders"]],
    ["SELECT Name FROM Contact WHERE Id = '0035g00000XyZABAA3'", ["Lucia Fernandez"]],
  ])("%s", async (soql, found) => {
    expect(await names(soql)).toEqual(found);
  });

  test("count and group", async () => {
    const { records } = await connection.query<any>(
      "SELECT StageName, COUNT(Id), SUM(Amount) total FROM Opportunity WHERE IsClosed = true GROUP BY StageName ORDER BY StageName",
    );
    expect(records).toMatchObject([
      { StageName: "Closed Lost", expr0: 1, total: 3000 },
      { StageName: "Closed Won", expr0: 1, total: 6000 },
    ]);
  });

  test("go on page by page at the address of the answer", async () => {
    const records = Array.from({ length: 200 }, (_, index) => ({ Name: `Many ${index}` }));
    const created = await connection.sobject("Campaign").create(records);
    expect(created.every(({ success }) => success)).toBe(true);
    const options: any = { headers: { "Sforce-Query-Options": "batchSize=200" } };
    const first = await connection.query("SELECT Name FROM Campaign", options);
    expect([first.done, first.records.length]).toEqual([false, 200]);
    const rest = await connection.queryMore(first.nextRecordsUrl ?? "", options);
    expect([rest.done, rest.records.length]).toEqual([true, 1]);
    expect((await refusalOf(connection.queryMore("01gxx0000000000-200"))).errorCode).toBe(
      "INVALID_QUERY_LOCATOR",
    );
  });

  test.each<[string, string]>([
    ["SELECT Name FROM Deal", "INVALID_TYPE"],
    ["SELECT Budget FROM Lead", "INVALID_FIELD"],
    ["SELECT Boss.Name FROM Contact", "INVALID_FIELD"],
    ["SELECT Name FROM Opportunity WHERE Amount = '5'", "INVALID_FIELD"],
    ["SELECT Name FROM Opportunity WHERE CloseDate = '2026-01-01'", "INVALID_FIELD"],
    ["SELECT Name FROM Lead WHERE Name = Jon", "INVALID_FIELD"],
    ["SELECT Name FROM Lead WHERE Description = 'x'", "INVALID_FIELD"],
    ["SELECT Name FROM Lead WHERE Name = 'O'Neil'", "MALFORMED_QUERY"],
    ["SELECT * FROM Lead", "MALFORMED_QUERY"],
    ["SELECT StageName, Name, COUNT(Id) FROM Opportunity GROUP BY StageName", "MALFORMED_QUERY"],
  ])("%s is refused as %s", async (soql, code) => {
    expect((await refusalOf(connection.query(soql))).errorCode).toBe(code);
  });

  test("search finds words in any field, by SOSL too", async () => {
    const sosl = "FIND {northwind} IN ALL FIELDS RETURNING Account(Id, Name), Contact(Id, Name)";
    const { searchRecords } = await connection.search(sosl);
    expect(searchRecords.map((one: any) => one.Name)).toEqual([
      "Northwind Traders",
      "Lucia Fernandez",
    ]);
    expect((await refusalOf(connection.search("FIND northwind"))).errorCode).toBe(
      "MALFORMED_SEARCH",
    );
  });
});

describe("records", () => {
  const lead = { LastName: "Okoye", Company: "Acme" };
  const create = (record: any, type = "Lead"): Promise<any> =>
    connection.sobject(type).create(record);

  test("are created, read, changed and deleted; the bin keeps them", async () => {
    const { id, success } = await create({ ...lead, FirstName: "Ada" });
    expect([success, id]).toEqual([true, expect.stringMatching(/^00Q\w{15}$/)]);
    const own = await connection.sobject("Lead").retrieve(id);
    expect(own).toMatchObject({ Name: "Ada Okoye", Status: "Open - Not Contacted" });
    await connection.sobject("Lead").update({ Id: id, Rating: "Hot" });
    expect(await connection.sobject("Lead").retrieve(id)).toMatchObject({ Rating: "Hot" });
    await connection.sobject("Lead").delete(id);
    expect((await refusalOf(connection.sobject("Lead").delete(id))).errorCode).toBe(
      "ENTITY_IS_DELETED",
    );
    const soql = `SELECT Id FROM Lead WHERE Id = '${id}'`;
    expect((await connection.query(soql)).totalSize).toBe(0);
    expect((await connection.query(soql, { scanAll: true })).totalSize).toBe(1);
  });

  test.each<[string, Readonly<Record<string, unknown>>, string, string?]>([
    ["nothing that is needed", { FirstName: "X" }, "REQUIRED_FIELD_MISSING"],
    ["a field that is not there", { ...lead, Budget: 1 }, "INVALID_FIELD"],
    ["one that Salesforce fills", { ...lead, Name: "X" }, "INVALID_FIELD_FOR_INSERT_UPDATE"],
    ["too long a text", { ...lead, LastName: "x".repeat(81) }, "STRING_TOO_LONG"],
    ["no address", { ...lead, Email: "x" }, "INVALID_EMAIL_ADDRESS"],
    ["somebody who is there", { ...lead, Email: "ines@duarte.example" }, "DUPLICATES_DETECTED"],
    ["a wrong id", { ...lead, OwnerId: "7" }, "MALFORMED_ID"],
    ["an id of nobody", { ...lead, OwnerId: "005000000000000" }, "INVALID_CROSS_REFERENCE_KEY"],
    [
      "a value that is not on the list",
      { Subject: "x", Priority: "Utmost" },
      "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
      "Case",
    ],
    ["a key that another has", { Name: "x", Ext_Id__c: "A-1" }, "DUPLICATE_VALUE", "Account"],
    [
      "a date in words",
      { Name: "x", StageName: "Prospecting", CloseDate: "soon" },
      "JSON_PARSER_ERROR",
      "Opportunity",
    ],
  ])("%s is refused", async (_, record, code, type) => {
    expect((await refusalOf(create(record, type))).errorCode).toBe(code);
  });

  test("a duplicate goes through where the caller says so", async () => {
    const headers = { "Sforce-Duplicate-Rule-Header": "allowSave=true" };
    const record = { ...lead, Email: "ines@duarte.example" };
    const { success }: any = await connection.sobject("Lead").create(record, { headers });
    expect(success).toBe(true);
  });

  test("an external id is the key of an upsert", async () => {
    const account = connection.sobject("Account");
    const [first, again] = [
      await account.upsert({ Ext_Id__c: "B-9", Name: "Nine" }, "Ext_Id__c"),
      await account.upsert({ Ext_Id__c: "B-9", Name: "Nine Ltd" }, "Ext_Id__c"),
    ];
    expect([first.created, again.created, again.id === first.id]).toEqual([true, false, true]);
    const wrong = account.upsert({ Phone: "1", Name: "x" }, "Phone");
    expect((await refusalOf(wrong)).errorCode).toBe("INVALID_FIELD");
  });

  test("of many each says how it went, or none is saved", async () => {
    const records = [{ Name: "Good" }, { Phone: "1" }];
    const saved: any[] = await connection.sobject("Account").create(records as any);
    expect(saved.map(({ success }) => success)).toEqual([true, false]);
    expect(saved[1].errors[0].statusCode).toBe("REQUIRED_FIELD_MISSING");
    const none: any[] = await connection
      .sobject("Account")
      .create(records as any, { allOrNone: true });
    expect(none.map(({ errors }) => errors[0].statusCode)).toEqual([
      "ALL_OR_NONE_OPERATION_ROLLED_BACK",
      "REQUIRED_FIELD_MISSING",
    ]);
  });

  test("describe says what there is", async () => {
    const { fields } = await connection.describe("Opportunity");
    const stage = fields.find(({ name }) => name === "StageName");
    expect(stage).toMatchObject({ label: "Stage", type: "picklist", nillable: false });
    expect(stage?.picklistValues?.map(({ value }) => value)).toContain("Closed Won");
    const { sobjects } = await connection.describeGlobal();
    expect(sobjects.map(({ name }) => name)).toContain("Lead");
    expect((await refusalOf(connection.describe("Deal"))).errorCode).toBe("NOT_FOUND");
  });

  test("an account with cases stays", async () => {
    const [account] = (await connection.query("SELECT Id FROM Account WHERE Name = 'Umbra Labs'"))
      .records;
    const call = connection.sobject("Account").delete(account?.Id ?? "");
    expect((await refusalOf(call)).errorCode).toBe("DELETE_FAILED");
  });
});

test("several calls in one refer to each other", async () => {
  const path = `/services/data/v${version}/composite`;
  const request = (allOrNone: boolean, LastName: string) =>
    connection.requestPost<any>(path, {
      allOrNone,
      compositeRequest: [
        {
          method: "POST",
          url: `/services/data/v${version}/sobjects/Account`,
          referenceId: "acc",
          body: { Name: "Composite" },
        },
        {
          method: "POST",
          url: `/services/data/v${version}/sobjects/Contact`,
          referenceId: "con",
          body: { LastName, AccountId: "@{acc.id}" },
        },
      ],
    });
  const good = await request(true, "One");
  expect(good.compositeResponse.map((one: any) => one.httpStatusCode)).toEqual([201, 201]);
  const bad = await request(true, "");
  expect(bad.compositeResponse.map((one: any) => one.body[0].errorCode)).toEqual([
    "PROCESSING_HALTED",
    "REQUIRED_FIELD_MISSING",
  ]);
  const count = await connection.query("SELECT COUNT() FROM Account WHERE Name = 'Composite'");
  expect(count.totalSize).toBe(1);
});

test("a bulk query by the client, page after page", async () => {
  const advance = setInterval(() => (salesforce.clock.time += 1000), 20);
  connection.bulk2.pollInterval = 50;
  const stream = await connection.bulk2.query("SELECT Name, Account.Name FROM Opportunity");
  const rows: any[] = await stream.toArray();
  clearInterval(advance);
  expect(rows).toHaveLength(4);
  expect(rows[0]).toEqual({ Name: "Northwind renewal", "Account.Name": "Northwind Traders" });
});

test("a report, what was viewed, the limits, and the page that shows it all", async () => {
  const report: any = await connection.analytics
    .report("00OFk0000000001MAA")
    .execute({ details: true });
  expect(report.factMap["T!T"].rows[0].dataCells[0].label).toBe("Northwind renewal");
  await connection.sobject("Contact").retrieve(contact);
  const [latest] = await connection.recent();
  expect(latest).toMatchObject({ Id: `${contact}AA3`, Name: "Lucia Fernandez" });
  expect((await connection.limits())["DailyApiRequests"]?.Max).toBe(15_000);
  expect(connection.limitInfo.apiUsage).toEqual({ used: 18, limit: 15_000 });
  expect(await salesforce.inspector()).toContain("Northwind renewal");
});

test("versions end, and unknown ones there are not", async () => {
  const headers = { authorization: `Bearer ${connection.accessToken}` };
  const status = async (path: string) =>
    (await fetch(`${salesforce.url}/services/data/${path}/limits`, { headers })).status;
  expect(await Promise.all(["v68.0", "v49.0", "v99.0"].map(status))).toEqual([200, 410, 404]);
});

test("levers break what they say, with the provider's own codes", async () => {
  await salesforce.lever({ lever: "rate-limit" });
  const limited = await refusalOf(connection.query("SELECT Id FROM Lead"));
  expect(limited.errorCode).toBe("REQUEST_LIMIT_EXCEEDED");
  await salesforce.lever({ lever: "fail", error: "UNABLE_TO_LOCK_ROW" });
  const locked = await refusalOf(connection.query("SELECT Id FROM Lead"));
  expect(locked.errorCode).toBe("UNABLE_TO_LOCK_ROW");
  await salesforce.lever({ lever: "fail", error: "SESSION_NOT_FOR_REST" });
  const loop = await refusalOf(connection.query("SELECT Id FROM Lead"));
  expect(loop.message).toContain("not valid for use with the REST API");
});
