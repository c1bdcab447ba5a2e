import { isSameId, newId } from "./ids.ts";
import { type Field, type ObjectInfo, fieldOf, objects } from "./objects.ts";
import { invalidField, refusal } from "./refusal.ts";
import {
  type SalesforceRecord,
  type SalesforceState,
  type Value,
  findRecord,
  living,
  recordsOf,
} from "./state.ts";

interface Writing {
  readonly data: SalesforceState;
  readonly object: ObjectInfo;
  readonly given: Readonly<Record<string, unknown>>;
  readonly now: number;
  readonly ownerId: string;
  /** `Sforce-Duplicate-Rule-Header: allowSave=true`. */
  readonly allowDuplicates: boolean;
}

export const stampOf = (now: number) => new Date(now).toISOString().replace("Z", "+0000");

/** What Salesforce fills itself. */
export function derived(
  { name }: ObjectInfo,
  record: SalesforceRecord,
  count: number,
): SalesforceRecord {
  const stage = record["StageName"];
  const fullName = [record["FirstName"], record["LastName"]].filter(Boolean).join(" ");
  const byObject: Readonly<Record<string, SalesforceRecord>> = {
    Contact: { Name: fullName },
    Lead: { Name: fullName },
    Opportunity: {
      IsClosed: String(stage).startsWith("Closed"),
      IsWon: stage === "Closed Won",
    },
    Case: { CaseNumber: record["CaseNumber"] ?? String(1000 + count).padStart(8, "0") },
  };
  return byObject[name] ?? {};
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_create.htm */
export function createRecord(writing: Writing): string {
  const { data, object, now, ownerId } = writing;
  if (object.readOnly)
    throw refusal(
      400,
      "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
      `entity type cannot be inserted: ${object.label}`,
    );
  const values = checkedValues(writing, "create");
  const missing = object.fields.filter(({ name, required }) => required && isEmpty(values[name]));
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name);
    throw refusal(
      400,
      "REQUIRED_FIELD_MISSING",
      `Required fields are missing: [${names.join(", ")}]`,
      { fields: names },
    );
  }
  if (!writing.allowDuplicates) refuseDuplicate(data, object, values);
  data.count += 1;
  const fallbacks = object.fields.map(({ name, fallback }) => [name, fallback ?? null] as const);
  const record: SalesforceRecord = {
    ...Object.fromEntries(fallbacks),
    OwnerId: ownerId,
    CreatedDate: stampOf(now),
    SystemModstamp: stampOf(now),
    IsDeleted: false,
    ...values,
    Id: newId(object.keyPrefix, data.count),
  };
  Object.assign(record, derived(object, record, data.count));
  recordsOf(data, object).push(record);
  noteState(data, record, now);
  return String(record["Id"]);
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_update_fields.htm */
export function updateRecord(writing: Writing, record: SalesforceRecord): void {
  const values = checkedValues(writing, "update", record);
  const emptied = writing.object.fields.filter(
    ({ name, required }) => required && name in values && isEmpty(values[name]),
  );
  if (emptied.length > 0) {
    const names = emptied.map(({ name }) => name);
    throw refusal(
      400,
      "REQUIRED_FIELD_MISSING",
      `Required fields are missing: [${names.join(", ")}]`,
      { fields: names },
    );
  }
  const before = { ...record };
  Object.assign(record, values, { SystemModstamp: stampOf(writing.now) });
  Object.assign(record, derived(writing.object, record, 0));
  if (tracked.some((name) => record[name] !== before[name]))
    noteState(writing.data, record, writing.now);
}

const tracked = ["StageName", "Amount", "CloseDate"];

/** Keeps in which state an opportunity is. */
function noteState(data: SalesforceState, record: SalesforceRecord, now: number): void {
  if (!String(record["Id"]).startsWith("006")) return;
  data.count += 1;
  (data.records["OpportunityHistory"] ??= []).push({
    Id: newId("008", data.count),
    OpportunityId: record["Id"] ?? null,
    ...Object.fromEntries(tracked.map((name) => [name, record[name] ?? null])),
    CreatedDate: stampOf(now),
    SystemModstamp: stampOf(now),
    IsDeleted: false,
  });
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function checkedValues(
  { data, object, given }: Writing,
  act: "create" | "update",
  self?: SalesforceRecord,
): SalesforceRecord {
  const values: SalesforceRecord = {};
  for (const [name, value] of Object.entries(given)) {
    if (name === "attributes") continue;
    const field =
      fieldOf(object, name) ??
      invalidField(`No such column '${name}' on sobject of type ${object.name}`);
    if (field.readOnly)
      throw refusal(
        400,
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        { fields: [field.name] },
      );
    values[field.name] = checkedValue(data, field, value);
    if (field.externalId && !isEmpty(value)) {
      const other = recordsOf(data, object).find(
        (one) => one !== self && living(one) && one[field.name] === value,
      );
      if (other)
        throw refusal(
          400,
          "DUPLICATE_VALUE",
          `duplicate value found: ${field.name} duplicates value on record with id: ${String(other["Id"])}`,
        );
    }
  }
  return act === "create" ? { ...values } : values;
}

function checkedValue(data: SalesforceState, field: Field, value: unknown): Value {
  const { name, type, length, picklist = [], restricted, referenceTo } = field;
  if (value === null || value === "") return null;
  const badJson = () =>
    refusal(
      400,
      "JSON_PARSER_ERROR",
      `Cannot deserialize instance of ${type} from value ${JSON.stringify(value)}`,
    );
  if (type === "currency" || type === "double") {
    if (typeof value === "number") return value;
    if (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
    throw badJson();
  }
  if (type === "boolean") {
    if (typeof value === "boolean") return value;
    throw badJson();
  }
  if (typeof value !== "string") throw badJson();
  if (type === "date" && !/^\d{4}-\d{2}-\d{2}$/.test(value)) throw badJson();
  if (length !== undefined && value.length > length)
    throw refusal(
      400,
      "STRING_TOO_LONG",
      `${name}: data value too large: ${value.slice(0, 20)}… (max length=${length})`,
      { fields: [name] },
    );
  if (type === "email" && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value))
    throw refusal(400, "INVALID_EMAIL_ADDRESS", `${name}: invalid email address: ${value}`, {
      fields: [name],
    });
  if (restricted && !picklist.includes(value))
    throw refusal(
      400,
      "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
      `${name}: bad value for restricted picklist field: ${value}`,
      { fields: [name] },
    );
  if (referenceTo !== undefined) checkReference(data, name, value);
  return value;
}

/** Any record that is there will do: WhoId takes leads and contacts, WhatId nearly all. */
function checkReference(data: SalesforceState, name: string, id: string): void {
  if (!/^\w{15}(?:\w{3})?$/.test(id))
    throw refusal(400, "MALFORMED_ID", `${name}: id value of incorrect type: ${id}`, {
      fields: [name],
    });
  if (!objects.some((object) => findRecord(data, object, id)))
    throw refusal(400, "INVALID_CROSS_REFERENCE_KEY", `invalid cross reference id: ${id}`);
}

/** A lead of the same address: the standard duplicate rule. https://help.salesforce.com/s/articleView?id=sales.duplicate_rules_standard_rules.htm */
function refuseDuplicate(
  data: SalesforceState,
  object: ObjectInfo,
  { Email: email }: SalesforceRecord,
): void {
  if (object.name !== "Lead" || isEmpty(email)) return;
  const same = recordsOf(data, object).find((one) => living(one) && one["Email"] === email);
  if (!same) return;
  throw refusal(
    400,
    "DUPLICATES_DETECTED",
    `You're creating a duplicate record. We recommend you use an existing record instead: ${String(same["Id"])}`,
    {
      duplicateResult: {
        allowSave: true,
        matchResults: [{ entityType: "Lead", matchRecords: [{ record: { Id: same["Id"] } }] }],
      },
    },
  );
}

export function deleteRecord(
  data: SalesforceState,
  object: ObjectInfo,
  id: unknown,
  now: number,
): void {
  const record = existing(data, object, id);
  const user =
    object.name === "Account" &&
    recordsOf(data, knownCase(object)).some((one) => living(one) && isSameId(one["AccountId"], id));
  if (user)
    throw refusal(
      400,
      "DELETE_FAILED",
      "Your attempt to delete the account could not be completed because it is associated with cases.",
    );
  record["IsDeleted"] = true;
  record["SystemModstamp"] = stampOf(now);
}

const knownCase = (fallback: ObjectInfo) => objects.find(({ name }) => name === "Case") ?? fallback;

export function existing(data: SalesforceState, object: ObjectInfo, id: unknown): SalesforceRecord {
  const record = findRecord(data, object, id);
  if (!record) throw refusal(404, "NOT_FOUND", "The requested resource does not exist");
  if (!living(record)) throw refusal(404, "ENTITY_IS_DELETED", "entity is deleted");
  return record;
}
