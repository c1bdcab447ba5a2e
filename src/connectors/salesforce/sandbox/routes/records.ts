import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { type SalesforceCall, objectIn, writingOf } from "../call.ts";
import { type Field, type ObjectInfo, fieldOf, objects } from "../objects.ts";
import { invalidField, notFound, refusal } from "../refusal.ts";
import { attributesOf } from "../soql/run.ts";
import { type SalesforceRecord, type SalesforceState, living, recordsOf } from "../state.ts";
import { createRecord, deleteRecord, existing, updateRecord } from "../writing.ts";
import { apiScopes } from "./query.ts";

type Route = RestRoute<SalesforceState>;

const brief = ({ name, label, labelPlural, keyPrefix }: ObjectInfo) => ({
  name,
  label,
  labelPlural,
  keyPrefix,
  custom: name.endsWith("__c"),
  createable: name !== "User",
  updateable: name !== "User",
  deletable: name !== "User",
  queryable: true,
  searchable: true,
});

const described = (field: Field) => ({
  name: field.name,
  label: field.label,
  type: field.type,
  length: field.length ?? 0,
  nillable: field.required !== true && field.type !== "id" && field.type !== "boolean",
  createable: field.readOnly !== true,
  updateable: field.readOnly !== true,
  defaultedOnCreate: field.fallback !== undefined || field.name === "OwnerId",
  externalId: field.externalId === true,
  unique: field.externalId === true,
  custom: field.name.endsWith("__c"),
  restrictedPicklist: field.restricted === true,
  picklistValues: (field.picklist ?? []).map((value) => ({
    value,
    label: value,
    active: true,
    defaultValue: value === field.fallback,
  })),
  referenceTo: field.referenceTo === undefined ? [] : [field.referenceTo],
  relationshipName: field.relationshipName ?? null,
});

function shown(object: ObjectInfo, record: SalesforceRecord, wanted: string | null) {
  const names = wanted === null ? object.fields.map(({ name }) => name) : wanted.split(",");
  const values = names.map((name) => {
    const field = fieldOf(object, name.trim());
    if (!field) return invalidField(`No such column '${name}' on sobject of type ${object.name}`);
    return [field.name, record[field.name] ?? null];
  });
  return {
    attributes: attributesOf(object, record["Id"]),
    ...Object.fromEntries(values),
    Id: record["Id"],
  };
}

/** The one record of an external id; 300 with all of them where there are more. */
function byKey(call: SalesforceCall, object: ObjectInfo) {
  const { data, params } = call;
  const field = fieldOf(object, String(params["key"]));
  if (!field || (!field.externalId && field.name !== "Id"))
    throw refusal(
      400,
      "INVALID_FIELD",
      `Provided external ID field does not exist or is not accessible: ${String(params["key"])}`,
    );
  const found = recordsOf(data, object).filter(
    (record) => living(record) && record[field.name] === params["value"],
  );
  return { field, found };
}

const saved = (id: unknown) => ({ id, success: true, errors: [] });

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/using_resources_working_with_records.htm */
export const recordRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/services/data/:version/sobjects",
    scopes: apiScopes,
    run: () => ({ encoding: "UTF-8", maxBatchSize: 200, sobjects: objects.map(brief) }),
  },
  {
    method: "GET",
    path: "/services/data/:version/sobjects/:object/describe",
    scopes: apiScopes,
    run(call) {
      const object = objectIn(call);
      return {
        ...brief(object),
        fields: object.fields.map(described),
        recordTypeInfos: [],
        childRelationships: [],
      };
    },
  },
  {
    method: "POST",
    path: "/services/data/:version/sobjects/:object",
    scopes: apiScopes,
    changes: true,
    run(call) {
      const id = createRecord(writingOf(call, objectIn(call), call.body));
      return Response.json(saved(id), { status: 201 });
    },
  },
  {
    method: "GET",
    path: "/services/data/:version/sobjects/:object/:id",
    scopes: apiScopes,
    changes: true,
    run(call) {
      const { data, params, query } = call;
      const object = objectIn(call);
      const record = existing(data, object, params["id"]);
      const id = String(record["Id"]);
      data.viewed = [{ object: object.name, id }, ...data.viewed.filter((one) => one.id !== id)];
      return shown(object, record, query.get("fields"));
    },
  },
  {
    method: "PATCH",
    path: "/services/data/:version/sobjects/:object/:id",
    scopes: apiScopes,
    changes: true,
    run(call) {
      const object = objectIn(call);
      const record = existing(call.data, object, call.params["id"]);
      updateRecord(writingOf(call, object, call.body), record);
    },
  },
  {
    method: "DELETE",
    path: "/services/data/:version/sobjects/:object/:id",
    scopes: apiScopes,
    changes: true,
    run: (call) => deleteRecord(call.data, objectIn(call), call.params["id"], call.now),
  },
  {
    method: "GET",
    path: "/services/data/:version/sobjects/:object/:key/:value",
    scopes: apiScopes,
    run(call) {
      const object = objectIn(call);
      const { found } = byKey(call, object);
      return found[0] ? shown(object, found[0], call.query.get("fields")) : notFound();
    },
  },
  {
    // https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_upsert.htm
    method: "PATCH",
    path: "/services/data/:version/sobjects/:object/:key/:value",
    scopes: apiScopes,
    changes: true,
    run(call) {
      const { body, params, query } = call;
      const object = objectIn(call);
      const { field, found } = byKey(call, object);
      if (field.name in body)
        throw refusal(400, "INVALID_FIELD", "The external id must not be in the body");
      if (found.length > 1)
        return Response.json(
          found.map((record) => attributesOf(object, record["Id"]).url),
          { status: 300 },
        );
      const [record] = found;
      if (record) {
        updateRecord(writingOf(call, object, body), record);
        return { ...saved(record["Id"]), created: false };
      }
      if (query.get("updateOnly") === "true") return notFound();
      const id = createRecord(writingOf(call, object, { ...body, [field.name]: params["value"] }));
      return Response.json({ ...saved(id), created: true }, { status: 201 });
    },
  },
];
