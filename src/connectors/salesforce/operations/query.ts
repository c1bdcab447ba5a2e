import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host, sobject, soql } from "../inputs.ts";
import { records } from "../outputs.ts";

export const query = defineOperation({
  id: "salesforce.query",
  title: "Query records",
  kind: "read",
  request: {
    method: "GET",
    host,
    path: "/services/data/v67.0/query",
    also: [{ method: "GET", path: "/services/data/v67.0/query/{locator}" }],
    body: "json",
  },
  input: z.strictObject({
    q: soql.optional(),
    sobject: sobject.optional(),
    fields: z
      .array(z.string())
      .optional()
      .describe("API names of the fields to read; the usual ones of the object where not given"),
    where: z
      .array(
        z.strictObject({
          field: z.string().describe("API name of the field: StageName, Account.Name"),
          operator: z
            .enum(["=", "!=", "<", "<=", ">", ">=", "contains", "starts with", "in", "not in"])
            .optional()
            .describe("How it is compared; = where not given"),
          value: z
            .unknown()
            .describe("A text, number, boolean, date, list, or a date literal such as THIS_MONTH"),
        }),
      )
      .optional()
      .describe("Conditions that all must hold; values are quoted as their fields want it"),
    orderBy: z
      .string()
      .optional()
      .describe("API name of the field to sort by, with DESC behind it for the other way"),
    limit: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many records at most; all where not given"),
  }),
  output: records,
  answer: z.looseObject({
    totalSize: z.number(),
    done: z.boolean(),
    records: z.array(z.looseObject({})),
  }),
  scopes: api,
  alsoCalls: [{ operation: "salesforce.sobjects.describe", input: "where" }],
  codeHelper: "queryRecords",
  codeParts: ["record", "describeFields", "soqlOf", "soqlValue"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: [
    "query",
    "soql",
    "list",
    "find",
    "get",
    "show",
    "run",
    "read",
    "records",
    "accounts",
    "contacts",
    "leads",
    "opportunities",
    "deals",
    "cases",
    "tasks",
    "campaigns",
  ],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm",
});
