import { z } from "zod";

export const host = "mydomainname.my.salesforce.com";
export const api = { user: [["api"]] };

/** API names only: what is no name does not get into a query or a path. */
const apiName = /^[A-Za-z]\w*$/;

export const sobject = z
  .string()
  .regex(apiName, "The API name of an object: Lead, Opportunity, Invoice__c")
  .meta({
    description:
      "API name of the object: Account, Contact, Lead, Opportunity, Case, Task, My_Object__c",
    examples: ["Account", "Contact", "Lead", "Opportunity", "Case", "Task", "Campaign", "User"],
  });

/** Beside `describe`, which stands in the same place. */
export const shapes = { id: String.raw`\w{15}(?:\w{3})?` };

export const recordId = z
  .string()
  .min(15)
  .max(18)
  .describe("Id of the record, 15 or 18 characters");

export const externalIdField = z
  .string()
  .regex(apiName)
  .describe("API name of a field that is marked as External ID: Ext_Id__c");

const text = (what: string) => z.string().optional().describe(what);

/** What the usual objects have in common; anything else goes into `fields`. */
export const recordFields = {
  Name: text("Name of the account or opportunity"),
  FirstName: text("First name of the person"),
  LastName: text("Last name of the lead or contact"),
  Company: text("Company of the lead"),
  Title: text("Job title of the person"),
  Email: text("Email address of the person"),
  Phone: text("Phone number"),
  Subject: text("Subject of the task or case"),
  Description: text("Longer text"),
  Status: text("Status, by its API value: New, Completed"),
  StageName: text("Stage of the opportunity, by its API value: Prospecting, Closed Won"),
  CloseDate: text("Close date of the opportunity: 2026-12-31"),
  Amount: z.number().optional().describe("Amount of the opportunity"),
  ActivityDate: text("Due date of the task: 2026-12-31"),
  AccountId: text("Id of the account that it belongs to"),
  WhoId: text("Id of the lead or contact that the task is about"),
  WhatId: text("Id of the record that the task is about"),
  OwnerId: text("Id of the user who owns it"),
  fields: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("Any other fields, by API name or label: { Rating: Hot, Region__c: EMEA }"),
};

export const soql = z
  .string()
  .min(1)
  .describe("A query in SOQL: SELECT Id, Name FROM Account LIMIT 5");

export const errors = {
  INVALID_FIELD:
    "There is no such field, or your Salesforce user may not see it. The list of fields says which there are.",
  INVALID_TYPE: "There is no such object, or your Salesforce user may not see it.",
  MALFORMED_QUERY: "The SOQL is not well-formed; the message says where.",
  REQUIRED_FIELD_MISSING: "A field that the object demands is missing; the message names it.",
  FIELD_CUSTOM_VALIDATION_EXCEPTION:
    "A rule of your org refuses the values; the message is its own.",
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:
    "The value is not among those of the picklist. Take the API value.",
  DUPLICATES_DETECTED: "A record like this is there already; the message says which.",
  DUPLICATE_VALUE: "Another record has this value in a field where each may have its own only.",
  NOT_FOUND: "There is no record of that id, or your Salesforce user may not see it.",
  ENTITY_IS_DELETED: "The record is in the recycle bin.",
  INSUFFICIENT_ACCESS_OR_READONLY:
    "Your Salesforce user may not do this. An administrator of the org can allow it; connecting again does not help.",
  API_DISABLED_FOR_ORG: "This edition of Salesforce has no API. An administrator can add it.",
  REQUEST_LIMIT_EXCEEDED:
    "Your org has used up its calls. The day's limit counts the last 24 hours; an administrator sees it under Setup, Company Information.",
  UNABLE_TO_LOCK_ROW: "Somebody else is changing the record. Run again in a moment.",
} as const;
