import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { linkNew } from "../links.ts";
import {
  type HubspotCall,
  changeRecord,
  createRecord,
  readInputs,
  recordAt,
  recordView,
} from "../records.ts";
import { invalid, notFound } from "../refusal.ts";
import { scopeFor } from "../scopes.ts";
import { searchRecords } from "../search.ts";
import { type HubspotState, type ObjectType, objectTypes } from "../state.ts";

type Route = RestRoute<HubspotState>;

/** The date in the path is the version; the official client still calls v3. */
const basesOf = (type: ObjectType) =>
  ["2026-09", "2026-03"]
    .map((date) => `/crm/objects/${date}/${type}`)
    .concat(`/crm/v3/objects/${type}`);

const wantedIn = (query: URLSearchParams) =>
  query
    .getAll("properties")
    .flatMap((one) => one.split(","))
    .filter(Boolean);

function recordFor(call: HubspotCall, type: ObjectType) {
  const { params, query, data } = call;
  const key = query.get("idProperty");
  if (key === null || key === "hs_object_id") return recordAt(call, type, params["id"]);
  const found = data.records.find(
    (one) => one.type === type && !one.archived && one.properties[key] === params["id"],
  );
  return found ?? notFound();
}

/** https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts */
export const objectRoutes: readonly Route[] = objectTypes.flatMap((type) => {
  const [read, write] = [[[scopeFor(type, "read")]], [[scopeFor(type, "write")]]];
  return basesOf(type).flatMap((base): Route[] => [
    {
      method: "POST",
      path: `${base}/search`,
      scopes: read,
      run({ data, body }) {
        const { total, page, properties, paging } = searchRecords(data, type, body);
        const results = page.map((record) => recordView(record, properties));
        return { total, results, ...(paging ? { paging } : {}) };
      },
    },
    {
      method: "POST",
      path: `${base}/batch/upsert`,
      scopes: write,
      changes: true,
      run(call) {
        const results = readInputs(call.body).map(({ id, idProperty, properties = {} }) => {
          const key = idProperty ?? invalid("idProperty is required.");
          const known = call.data.records.find(
            (one) => one.type === type && !one.archived && one.properties[key] === id,
          );
          const record = known
            ? changeRecord(call, known, properties)
            : createRecord(call, type, { [key]: id, ...properties });
          return { ...recordView(record, Object.keys(properties)), new: known === undefined };
        });
        const at = new Date(call.now).toISOString();
        return Response.json({ status: "COMPLETE", results, startedAt: at, completedAt: at });
      },
    },
    {
      method: "GET",
      path: base,
      scopes: read,
      run({ data, query }) {
        const all = data.records.filter((one) => one.type === type && !one.archived);
        const limit = Number(query.get("limit") ?? 10);
        if (limit > 100) invalid("The maximum page size is 100.");
        const start = Number(query.get("after") ?? 0);
        const results = all
          .slice(start, start + limit)
          .map((one) => recordView(one, wantedIn(query)));
        const next = start + limit < all.length;
        return { results, ...(next ? { paging: { next: { after: String(start + limit) } } } : {}) };
      },
    },
    {
      method: "POST",
      path: base,
      scopes: write,
      changes: true,
      run(call) {
        const record = createRecord(call, type, call.body["properties"]);
        linkNew(call, record, call.body["associations"]);
        const names = Object.keys(record.properties);
        return Response.json(recordView(record, names), { status: 201 });
      },
    },
    {
      method: "GET",
      path: `${base}/:id`,
      scopes: read,
      run(call) {
        const record = recordFor(call, type);
        const kinds = (call.query.get("associations") ?? "").split(",").filter(Boolean);
        const associations = Object.fromEntries(
          kinds.map((kind) => [
            kind,
            {
              results: call.data.links
                .filter(({ from, toType }) => from === record.id && toType === kind)
                .map(({ to }) => ({ id: to, type: `${type}_to_${kind}` })),
            },
          ]),
        );
        const view = recordView(record, wantedIn(call.query));
        return kinds.length > 0 ? { ...view, associations } : view;
      },
    },
    {
      method: "PATCH",
      path: `${base}/:id`,
      scopes: write,
      changes: true,
      run(call) {
        const record = changeRecord(call, recordFor(call, type), call.body["properties"]);
        return recordView(record, Object.keys(record.properties));
      },
    },
    {
      method: "DELETE",
      path: `${base}/:id`,
      scopes: write,
      changes: true,
      run({ data, params }) {
        // What is in the bin already, or was never there, answers the same.
        const record = data.records.find((one) => one.id === params["id"] && one.type === type);
        if (record) record.archived = true;
      },
    },
  ]);
});
