import * as fc from "fast-check";
import { expect, test } from "vitest";
import { salesforceConnector } from "../../src/connectors/salesforce/connector.ts";
import { salesforce } from "../../src/connectors/salesforce/provider.ts";
import { parseSoql } from "../../src/connectors/salesforce/sandbox/soql/parse.ts";
import { scopes } from "../../src/connectors/salesforce/scopes.ts";
import { scopesOfSteps } from "../support/flow-scopes.ts";
import type { Step } from "../support/generated-code.ts";
import { createRestCode } from "../support/rest-code.ts";

const code = createRestCode(
  [salesforceConnector],
  salesforce,
  scopes.map(({ scope }) => scope),
);
const use = (method: string, given: Step[1] = {}): Step => [`salesforce.${method}`, given];
const contact = "0035g00000XyZAB";
const calls = () =>
  code.sent.map(({ method, path }) => `${method} ${path.replace("/services/data/v67.0", "")}`);
const lastSoql = () => code.sent.at(-1)?.query.get("q");

test("a query of the usual fields, whole and without Salesforce's attributes", async () => {
  const answer: any = await code.run([use("query", { sobject: "Opportunity", limit: 2 })]);
  expect(lastSoql()).toBe("SELECT Id, Name, StageName, Amount, CloseDate FROM Opportunity LIMIT 2");
  expect(answer.records).toHaveLength(2);
  expect(answer.records[0]).not.toHaveProperty("attributes");
  const other: any = await code.run([
    use("query", { q: "SELECT Name, Account.Name FROM Contact WHERE Account.Name LIKE 'North%'" }),
  ]);
  expect(other.records).toEqual([
    { Id: "", Name: "Lucia Fernandez", Account: { Name: "Northwind Traders" } },
  ]);
});

test("conditions are quoted as their fields want it", async () => {
  const where = [
    { field: "StageName", value: "Closed Won" },
    { field: "Amount", operator: ">=", value: "6000" },
    { field: "CloseDate", operator: ">", value: "LAST_N_DAYS:90" },
    { field: "IsWon", value: true },
    { field: "Name", operator: "contains", value: "add" },
  ];
  const query = use("query", {
    sobject: "Opportunity",
    fields: ["Name"],
    where,
    orderBy: "Amount DESC",
  });
  await code.run([query]).catch(() => {});
  expect(calls()[0]).toBe("GET /sobjects/Opportunity/describe");
  expect(lastSoql()).toBe(
    "SELECT Name FROM Opportunity WHERE StageName = 'Closed Won' AND Amount >= 6000 AND CloseDate > LAST_N_DAYS:90 AND IsWon = true AND Name LIKE '%add%' ORDER BY Amount DESC",
  );
});

const search = (value: string | string[], operator = "=") =>
  use("query", {
    sobject: "Lead",
    fields: ["Name"],
    where: [{ field: "Company", operator, value }],
  });

test("a value from outside finds what it says, whatever signs are in it", async () => {
  const answer: any = await code.run([search("O'Neil \\ Co")]);
  expect(answer.records.map(({ Name }: any) => Name)).toEqual(["Jon O'Neil"]);
  const listed: any = await code.run([search(["O'Neil \\ Co", "Duarte Design"], "in")]);
  expect(listed.records).toHaveLength(2);
  const part: any = await code.run([search("il \\ C", "contains")]);
  expect(part.records).toHaveLength(1);
  const wild: any = await code.run([search("%", "contains")]);
  expect(wild.records).toHaveLength(0);
});

test("no value gets out of its quotes", async () => {
  const signs = fc.constantFrom(..."'\\%_\"();- \n\r\t", " OR ", "Id != null", "ü", "x");
  const values = fc.sample(fc.array(signs, { maxLength: 12 }), 25).map((list) => list.join(""));
  for (const operator of ["=", "contains", "starts with", "not in"]) {
    for (const value of values) {
      await code.run([search("${inputs.value}", operator)], { value });
      const { where } = parseSoql(lastSoql() ?? "");
      expect(where?.kind).toBe("compare");
      const [literal] = where?.kind === "compare" ? where.values : [];
      const text = literal?.type === "text" ? literal.value : undefined;
      const ends: Record<string, string> = { contains: `%${value}%`, "starts with": `${value}%` };
      expect(text).toBe(ends[operator] ?? value);
    }
  }
});

test.each<[string, Step[1], string]>([
  ["a name of a field", { sobject: "Lead", fields: ["Name FROM User"] }, "is no name of a field"],
  ["a field to sort by", { sobject: "Lead", orderBy: "Name;x" }, "is no name of a field"],
  [
    "a number",
    {
      sobject: "Opportunity",
      where: [{ field: "Amount", operator: ">", value: "1 OR Id != null" }],
    },
    "is no currency",
  ],
  [
    "a date",
    { sobject: "Opportunity", where: [{ field: "CloseDate", value: "TODAY OR Id != null" }] },
    "is no date",
  ],
  ["nothing", {}, "Give a query in SOQL"],
])("%s that is none is refused before anything is queried", async (_, given, message) => {
  await expect(code.run([use("query", given)])).rejects.toThrow(message);
  expect(calls()).not.toContain("GET /query");
});

test("a record is created with what the object has, by API name or label", async () => {
  const answer: any = await code.run([
    use("sobjects.create", {
      sobject: "Lead",
      LastName: "Okoye",
      Company: "Acme",
      fields: { "Lead Source": "Web", rating: "Hot" },
    }),
  ]);
  expect(answer.id).toMatch(/^00Q\w{15}$/);
  expect(calls()).toEqual(["GET /sobjects/Lead/describe", "POST /sobjects/Lead"]);
  expect(code.sent[1]?.body).toEqual({
    LastName: "Okoye",
    Company: "Acme",
    LeadSource: "Web",
    Rating: "Hot",
  });
});

test.each<[string, Step[1], string]>([
  [
    "a field that is not there",
    { LastName: "X", Company: "Y", fields: { Budget: 1 } },
    "Lead has no field “Budget”",
  ],
  [
    "one that Salesforce fills",
    { LastName: "X", Company: "Y", fields: { Name: "Z" } },
    "Lead Name cannot be set",
  ],
  ["one that is missing", { FirstName: "X" }, "Lead needs LastName, Company."],
])("%s is told before anything is written", async (_, given, message) => {
  const step = use("sobjects.create", { sobject: "Lead", ...given });
  await expect(code.run([step])).rejects.toThrow(message);
  expect(calls()).toEqual(["GET /sobjects/Lead/describe"]);
});

test("what Salesforce refuses is told in its words", async () => {
  const duplicate = use("sobjects.create", {
    sobject: "Lead",
    LastName: "D",
    Company: "D",
    Email: "ines@duarte.example",
  });
  await expect(code.run([duplicate])).rejects.toThrow("DUPLICATES_DETECTED");
});

test("a record is changed, read and deleted; deleting again is no error", async () => {
  const record = { sobject: "Contact", id: contact };
  const steps = [
    use("sobjects.update", { ...record, Email: "new@corp.test" }),
    use("sobjects.retrieve", { ...record, fields: ["Email"] }),
  ];
  const answer: any = await code.run(steps);
  expect(answer).toEqual({ Id: "0035g00000XyZABAA3", Email: "new@corp.test" });
  const deletes = [use("sobjects.delete", record), use("sobjects.delete", record)];
  expect(await code.run(deletes)).toEqual({ id: contact });
});

test("an external id makes it one record, however often", async () => {
  const upsert = use("sobjects.upsert", {
    sobject: "Account",
    externalIdField: "Ext_Id__c",
    value: "A/7?",
    Name: "Seven",
  });
  const answer: any = await code.run([upsert, upsert]);
  expect(answer.created).toBe(false);
  expect(code.sent.at(-1)?.path).toBe("/services/data/v67.0/sobjects/Account/Ext_Id__c/A%2F7%3F");
  const byKey = use("sobjects.retrieveByExternalId", {
    sobject: "Account",
    externalIdField: "Ext_Id__c",
    value: "A-1",
  });
  expect(((await code.run([byKey])) as any).Name).toBe("Northwind Traders");
});

test("calls in one refer to each other, and are undone together", async () => {
  const account = {
    method: "POST",
    path: "sobjects/Account",
    referenceId: "acc",
    body: { Name: "New" },
  };
  const person = (LastName: string) => ({
    method: "POST",
    path: "sobjects/Contact",
    referenceId: "con",
    body: { LastName, AccountId: "@{acc.id}" },
  });
  const answer: any = await code.run([use("composite", { requests: [account, person("One")] })]);
  expect(answer.parts.map(({ status }: any) => status)).toEqual([201, 201]);
  const failed = code.run([use("composite", { requests: [account, person("")] })]);
  await expect(failed).rejects.toThrow("part “con”");
});

test("of many records each says how it went", async () => {
  const answer: any = await code.run([
    use("composite.sobjects.create", {
      sobject: "Lead",
      records: [{ LastName: "A", Company: "A" }, { LastName: "B" }],
    }),
  ]);
  expect(answer.results).toEqual([
    { id: expect.any(String), success: true, error: null },
    {
      success: false,
      error: "REQUIRED_FIELD_MISSING: Required fields are missing: [Company]",
    },
  ]);
});

test("a bulk query waits, and reads page after page until the word null", async () => {
  const q = "SELECT Name, Account.Name, IsClosed FROM Opportunity";
  const records = Array.from({ length: 5 }, (_, index) => ({
    Name: `Deal "${index}", new`,
    StageName: "Prospecting",
    CloseDate: "2027-01-01",
  }));
  const answer: any = await code.run([
    use("composite.sobjects.create", { sobject: "Opportunity", records }),
    use("jobs.query.create", { q }),
  ]);
  expect(answer.state).toBe("JobComplete");
  expect(answer.records).toHaveLength(9);
  expect(answer.records[0]).toEqual({
    Name: "Northwind renewal",
    "Account.Name": "Northwind Traders",
    IsClosed: "false",
  });
  expect(answer.records.at(-1).Name).toBe('Deal "4", new');
  expect(calls().filter((call) => call.endsWith("/results"))).toHaveLength(2);
});

test("a report has rows by the labels of its columns", async () => {
  const report: any = await code.run([
    use("analytics.reports.run", { reportId: "00OFk0000000001" }),
  ]);
  expect(report).toMatchObject({
    name: "Open opportunities",
    columns: ["Opportunity Name", "Stage", "Amount"],
    allData: true,
  });
  expect(report.rows[0]["Opportunity Name"]).toBe("Northwind renewal");
});

test("searching takes words as data", async () => {
  const answer: any = await code.run([use("search", { query: "Fernandez" })]);
  expect(answer.records).toEqual([
    { Id: "0035g00000XyZABAA3", Name: "Lucia Fernandez", type: "Contact" },
  ]);
  expect(code.sent[0]?.body).toMatchObject({ q: "Fernandez" });
});

test.each<[string, readonly Step[]]>([
  ["reading", [use("query")]],
  ["writing", [use("sobjects.create"), use("sobjects.delete")]],
  ["a bulk query", [use("jobs.query.create")]],
])("%s takes the one permission there is", (_, steps) => {
  expect(scopesOfSteps([salesforceConnector], salesforce, steps)).toEqual(["api"]);
});
