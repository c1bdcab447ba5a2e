/** What `describe` says of a field, as far as it matters here. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type:
    | "id"
    | "string"
    | "email"
    | "phone"
    | "url"
    | "textarea"
    | "picklist"
    | "currency"
    | "double"
    | "boolean"
    | "date"
    | "datetime"
    | "reference";
  readonly length?: number;
  /** Must be given at the creation. */
  readonly required?: true;
  /** Salesforce fills it. */
  readonly readOnly?: true;
  readonly picklist?: readonly string[];
  /** Others than these are refused. */
  readonly restricted?: true;
  readonly externalId?: true;
  readonly referenceTo?: string;
  readonly relationshipName?: string;
  /** Given where nobody gives it. */
  readonly fallback?: string | boolean;
}

export interface ObjectInfo {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  /** The field that names a record. */
  readonly nameField: string;
  readonly fields: readonly Field[];
  /** Salesforce writes it, and nobody else. */
  readonly readOnly?: true;
}

const id: Field = { name: "Id", label: "Record ID", type: "id", readOnly: true };
const stamps: readonly Field[] = [
  { name: "CreatedDate", label: "Created Date", type: "datetime", readOnly: true },
  { name: "SystemModstamp", label: "System Modstamp", type: "datetime", readOnly: true },
  { name: "IsDeleted", label: "Deleted", type: "boolean", readOnly: true },
];
const text = (name: string, label: string, more: Partial<Field> = {}): Field => ({
  name,
  label,
  type: "string",
  length: 255,
  ...more,
});
const reference = (name: string, label: string, referenceTo: string): Field => ({
  name,
  label,
  type: "reference",
  referenceTo,
  relationshipName: name.replace(/Id$/, ""),
});
const owner = reference("OwnerId", "Owner ID", "User");
const picklist = (name: string, label: string, values: readonly string[], more = {}): Field => ({
  name,
  label,
  type: "picklist",
  picklist: values,
  ...more,
});
const person: readonly Field[] = [
  text("FirstName", "First Name", { length: 40 }),
  text("LastName", "Last Name", { length: 80, required: true }),
  text("Name", "Full Name", { readOnly: true, length: 121 }),
  text("Title", "Title", { length: 128 }),
  { name: "Email", label: "Email", type: "email", length: 80 },
  { name: "Phone", label: "Phone", type: "phone", length: 40 },
];
const description: Field = {
  name: "Description",
  label: "Description",
  type: "textarea",
  length: 32_000,
};
const key = text("Ext_Id__c", "External Id", { externalId: true, length: 40 });

/** The objects that most orgs have. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/ */
export const objects: readonly ObjectInfo[] = [
  {
    name: "Account",
    label: "Account",
    labelPlural: "Accounts",
    keyPrefix: "001",
    nameField: "Name",
    fields: [
      id,
      text("Name", "Account Name", { required: true }),
      picklist("Industry", "Industry", ["Retail", "Technology", "Manufacturing", "Other"]),
      { name: "Website", label: "Website", type: "url", length: 255 },
      { name: "Phone", label: "Account Phone", type: "phone", length: 40 },
      { name: "AnnualRevenue", label: "Annual Revenue", type: "currency" },
      description,
      key,
      owner,
      ...stamps,
    ],
  },
  {
    name: "Contact",
    label: "Contact",
    labelPlural: "Contacts",
    keyPrefix: "003",
    nameField: "Name",
    fields: [
      id,
      ...person,
      description,
      reference("AccountId", "Account ID", "Account"),
      key,
      owner,
      ...stamps,
    ],
  },
  {
    name: "Lead",
    label: "Lead",
    labelPlural: "Leads",
    keyPrefix: "00Q",
    nameField: "Name",
    fields: [
      id,
      ...person,
      text("Company", "Company", { required: true }),
      picklist(
        "Status",
        "Lead Status",
        [
          "Open - Not Contacted",
          "Working - Contacted",
          "Closed - Converted",
          "Closed - Not Converted",
        ],
        { fallback: "Open - Not Contacted" },
      ),
      picklist("LeadSource", "Lead Source", ["Web", "Phone Inquiry", "Partner Referral", "Other"]),
      picklist("Rating", "Rating", ["Hot", "Warm", "Cold"]),
      description,
      key,
      owner,
      ...stamps,
    ],
  },
  {
    name: "Opportunity",
    label: "Opportunity",
    labelPlural: "Opportunities",
    keyPrefix: "006",
    nameField: "Name",
    fields: [
      id,
      text("Name", "Name", { required: true, length: 120 }),
      picklist(
        "StageName",
        "Stage",
        [
          "Prospecting",
          "Qualification",
          "Proposal/Price Quote",
          "Negotiation/Review",
          "Closed Won",
          "Closed Lost",
        ],
        { required: true },
      ),
      { name: "CloseDate", label: "Close Date", type: "date", required: true },
      { name: "Amount", label: "Amount", type: "currency" },
      { name: "IsClosed", label: "Closed", type: "boolean", readOnly: true },
      { name: "IsWon", label: "Won", type: "boolean", readOnly: true },
      reference("AccountId", "Account ID", "Account"),
      description,
      key,
      owner,
      ...stamps,
    ],
  },
  {
    name: "Case",
    label: "Case",
    labelPlural: "Cases",
    keyPrefix: "500",
    nameField: "CaseNumber",
    fields: [
      id,
      text("CaseNumber", "Case Number", { readOnly: true, length: 30 }),
      text("Subject", "Subject"),
      picklist("Status", "Status", ["New", "Working", "Escalated", "Closed"], { fallback: "New" }),
      picklist("Priority", "Priority", ["High", "Medium", "Low"], {
        fallback: "Medium",
        restricted: true,
      }),
      description,
      reference("AccountId", "Account ID", "Account"),
      reference("ContactId", "Contact ID", "Contact"),
      owner,
      ...stamps,
    ],
  },
  {
    name: "Task",
    label: "Task",
    labelPlural: "Tasks",
    keyPrefix: "00T",
    nameField: "Subject",
    fields: [
      id,
      text("Subject", "Subject"),
      picklist("Status", "Status", ["Not Started", "In Progress", "Completed"], {
        fallback: "Not Started",
      }),
      picklist("Priority", "Priority", ["High", "Normal", "Low"], { fallback: "Normal" }),
      { name: "ActivityDate", label: "Due Date Only", type: "date" },
      description,
      reference("WhoId", "Name ID", "Contact"),
      reference("WhatId", "Related To ID", "Account"),
      owner,
      ...stamps,
    ],
  },
  {
    name: "Campaign",
    label: "Campaign",
    labelPlural: "Campaigns",
    keyPrefix: "701",
    nameField: "Name",
    fields: [
      id,
      text("Name", "Name", { required: true, length: 80 }),
      description,
      owner,
      ...stamps,
    ],
  },
  {
    name: "User",
    label: "User",
    labelPlural: "Users",
    keyPrefix: "005",
    nameField: "Name",
    fields: [
      id,
      text("Name", "Full Name", { readOnly: true }),
      text("Username", "Username", { readOnly: true }),
      { name: "Email", label: "Email", type: "email", readOnly: true },
      { name: "IsActive", label: "Active", type: "boolean", readOnly: true },
      ...stamps,
    ],
  },
];

/** A row for each state that an opportunity was in. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_opportunityhistory.htm */
const opportunityHistory: ObjectInfo = {
  name: "OpportunityHistory",
  label: "Opportunity History",
  labelPlural: "Opportunity History",
  keyPrefix: "008",
  nameField: "StageName",
  readOnly: true,
  fields: [
    id,
    reference("OpportunityId", "Opportunity ID", "Opportunity"),
    text("StageName", "Stage"),
    { name: "Amount", label: "Amount", type: "currency" },
    { name: "CloseDate", label: "Close Date", type: "date" },
    ...stamps,
  ],
};

/** As names are compared: without their case. */
export const isSameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

export function objectOf(name: string): ObjectInfo | undefined {
  return [...objects, opportunityHistory].find((one) => isSameName(one.name, name));
}

export function fieldOf({ fields }: ObjectInfo, name: string): Field | undefined {
  return fields.find((one) => isSameName(one.name, name));
}
