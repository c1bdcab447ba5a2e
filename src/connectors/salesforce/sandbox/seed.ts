import { longId, newId } from "./ids.ts";
import { people, usernameOf } from "./people.ts";
import type { SalesforceRecord, SalesforceState } from "./state.ts";
import { derived } from "./writing.ts";
import { objectOf } from "./objects.ts";

const dayMs = 86_400_000;

/** An org with a few accounts, people, opportunities of every kind, cases and tasks. */
export function seedSalesforce(now: number): SalesforceState {
  const [maya = "", sam = ""] = people.map(({ id }) => id);
  const day = (offset: number) => new Date(now + offset * dayMs).toISOString().slice(0, 10);
  const stamp = (offset: number) =>
    new Date(now + offset * dayMs).toISOString().replace("Z", "+0000");
  const records: Record<string, SalesforceRecord[]> = {};
  let count = 0;
  const add = (name: string, fields: SalesforceRecord, id?: string): string => {
    const object = objectOf(name);
    if (!object) throw new TypeError(`There is no object ${name}`);
    count += 1;
    const own = longId(id ?? newId(object.keyPrefix, count));
    const empty = Object.fromEntries(
      object.fields.map((field) => [field.name, field.fallback ?? null]),
    );
    const record: SalesforceRecord = {
      ...empty,
      OwnerId: maya,
      CreatedDate: stamp(-30 + count),
      SystemModstamp: stamp(-30 + count),
      IsDeleted: false,
      ...fields,
      Id: own,
    };
    (records[name] ??= []).push({ ...record, ...derived(object, record, count) });
    if (name === "Opportunity") {
      const states = (records["OpportunityHistory"] ??= []);
      const { StageName = null, Amount = null, CloseDate = null } = record;
      const stamps = { CreatedDate: stamp(-30 + count), SystemModstamp: stamp(-30 + count) };
      const state = { OpportunityId: own, StageName, Amount, CloseDate, ...stamps };
      states.push({ Id: newId("008", states.length + 1), ...state, IsDeleted: false });
    }
    return own;
  };
  for (const { id, name, email } of people)
    add("User", { Name: name, Email: email, Username: usernameOf(email), IsActive: true }, id);
  const northwind = add("Account", {
    Name: "Northwind Traders",
    Industry: "Retail",
    Website: "https://northwind.example",
    Ext_Id__c: "A-1",
  });
  const umbra = add("Account", {
    Name: "Umbra Labs",
    Industry: "Technology",
    AnnualRevenue: 4_200_000,
  });
  add("Account", { Name: "Field & Sons", Industry: "Manufacturing" });
  const lucia = add(
    "Contact",
    {
      FirstName: "Lucia",
      LastName: "Fernandez",
      Email: "lucia@northwind.example",
      AccountId: northwind,
      Title: "Buyer",
    },
    "0035g00000XyZAB",
  );
  add("Contact", {
    FirstName: "Tom",
    LastName: "Becker",
    Email: "tom@umbra.example",
    AccountId: umbra,
  });
  add("Lead", {
    FirstName: "Ines",
    LastName: "Duarte",
    Company: "Duarte Design",
    Email: "ines@duarte.example",
    LeadSource: "Web",
    Rating: "Hot",
  });
  add("Lead", {
    FirstName: "Jon",
    LastName: "O'Neil",
    Company: "O'Neil \\ Co",
    Email: "jon@oneil.example",
    LeadSource: "Partner Referral",
  });
  add("Opportunity", {
    Name: "Northwind renewal",
    StageName: "Negotiation/Review",
    CloseDate: day(12),
    Amount: 24_000,
    AccountId: northwind,
  });
  add("Opportunity", {
    Name: "Umbra pilot",
    StageName: "Qualification",
    CloseDate: day(40),
    Amount: 8_500,
    AccountId: umbra,
    OwnerId: sam,
  });
  add("Opportunity", {
    Name: "Northwind add-on",
    StageName: "Closed Won",
    CloseDate: day(-3),
    Amount: 6_000,
    AccountId: northwind,
  });
  add("Opportunity", {
    Name: "Field trial",
    StageName: "Closed Lost",
    CloseDate: day(-20),
    Amount: 3_000,
  });
  add("Case", {
    Subject: "Invoice shows the wrong address",
    Priority: "High",
    AccountId: northwind,
    ContactId: lucia,
  });
  add("Case", { Subject: "How do I add a colleague?", Status: "Closed", AccountId: umbra });
  add("Task", {
    Subject: "Prepare the renewal offer",
    ActivityDate: day(1),
    WhoId: lucia,
    WhatId: northwind,
  });
  add("Campaign", { Name: "Autumn webinar" });
  return {
    records,
    viewed: [{ object: "Account", id: northwind }],
    jobs: [],
    cursors: [],
    rotates: false,
    count,
  };
}
