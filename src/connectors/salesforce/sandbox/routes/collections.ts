import { RestRefusal } from "../../../../sandbox/kit/rest/refusal.ts";
import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { type SalesforceCall, objectIn, writingOf } from "../call.ts";
import { fieldOf, objects } from "../objects.ts";
import { refusal } from "../refusal.ts";
import { type SalesforceState, findRecord, knownObject, living, recordsOf } from "../state.ts";
import { createRecord, deleteRecord, existing, updateRecord } from "../writing.ts";
import { apiScopes } from "./query.ts";

type Route = RestRoute<SalesforceState>;

interface Outcome {
  readonly id?: unknown;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors: readonly unknown[];
}

/** Each record for itself: a failure is an entry, with `statusCode` where it is `errorCode` elsewhere. */
function outcomeOf(act: () => Omit<Outcome, "success" | "errors">): Outcome {
  try {
    return { ...act(), success: true, errors: [] };
  } catch (error) {
    if (!(error instanceof RestRefusal)) throw error;
    const list: unknown[] = Array.isArray(error.body) ? error.body : [];
    const errors = list.map((one) => {
      const { errorCode, ...rest } = Object(one);
      return { statusCode: errorCode, fields: [], ...rest };
    });
    return { success: false, errors };
  }
}

/** All of them, or where one fails and `allOrNone` says so, none. */
function each<One>(
  call: SalesforceCall,
  allOrNone: boolean,
  list: readonly One[],
  act: (one: One) => Omit<Outcome, "success" | "errors">,
): readonly Outcome[] {
  const before = structuredClone(call.data.records);
  const outcomes = list.map((one) => outcomeOf(() => act(one)));
  if (!allOrNone || outcomes.every(({ success }) => success)) return outcomes;
  call.data.records = before;
  const undone = {
    statusCode: "ALL_OR_NONE_OPERATION_ROLLED_BACK",
    message:
      "Record rolled back because not all records were valid and the request was using AllOrNone header",
    fields: [],
  };
  return outcomes.map((one) => (one.success ? { success: false, errors: [undone] } : one));
}

function recordsIn({ body }: SalesforceCall): readonly object[] {
  const list: unknown = body["records"];
  if (!Array.isArray(list) || list.length === 0)
    throw refusal(400, "REQUIRED_FIELD_MISSING", "records is required");
  if (list.length > 200)
    throw refusal(400, "LIMIT_EXCEEDED", "The number of records cannot exceed 200");
  return list.map((one): object => Object(one));
}

function typeOf(record: object): string {
  return String(Reflect.get(Object(Reflect.get(record, "attributes")), "type"));
}

function without(record: object, ...names: readonly string[]): object {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

const path = "/services/data/:version/composite/sobjects";

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm */
export const collectionRoutes: readonly Route[] = [
  {
    method: "POST",
    path,
    scopes: apiScopes,
    changes: true,
    run: (call) =>
      each(call, call.body["allOrNone"] === true, recordsIn(call), (record) => ({
        id: createRecord(writingOf(call, knownObject(typeOf(record)), record)),
      })),
  },
  {
    method: "PATCH",
    path,
    scopes: apiScopes,
    changes: true,
    run: (call) =>
      each(call, call.body["allOrNone"] === true, recordsIn(call), (record) => {
        const object = knownObject(typeOf(record));
        const id: unknown = Reflect.get(record, "id") ?? Reflect.get(record, "Id");
        const own = existing(call.data, object, id);
        updateRecord(writingOf(call, object, without(record, "id", "Id")), own);
        return { id: own["Id"] };
      }),
  },
  {
    method: "PATCH",
    path: `${path}/:object/:key`,
    scopes: apiScopes,
    changes: true,
    run: (call) =>
      each(call, call.body["allOrNone"] === true, recordsIn(call), (record) => {
        const object = objectIn(call);
        const key = fieldOf(object, String(call.params["key"]))?.name ?? "";
        const value: unknown = Reflect.get(record, key);
        const own = recordsOf(call.data, object).find((one) => living(one) && one[key] === value);
        if (own) updateRecord(writingOf(call, object, without(record, key)), own);
        const id = own?.["Id"] ?? createRecord(writingOf(call, object, record));
        return { id, created: own === undefined };
      }),
  },
  {
    method: "DELETE",
    path,
    scopes: apiScopes,
    changes: true,
    run(call) {
      const ids = (call.query.get("ids") ?? "").split(",").filter(Boolean);
      return each(call, call.query.get("allOrNone") === "true", ids, (id) => {
        const object = objects.find((one) => findRecord(call.data, one, id));
        if (!object) throw refusal(404, "MALFORMED_ID", `bad id ${id}`);
        deleteRecord(call.data, object, id, call.now);
        return { id };
      });
    },
  },
];
