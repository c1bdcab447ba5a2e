import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import type { SalesforceCall } from "../call.ts";
import { refusal } from "../refusal.ts";
import { attributesOf, runSoql } from "../soql/run.ts";
import { type SalesforceState, knownObject, living, recordsOf } from "../state.ts";

type Route = RestRoute<SalesforceState>;

export const apiScopes = [["api"], ["full"]] as const;

/** 2,000 a page, or what the header asks for between 200 and 2,000. */
function batchSizeIn(headers: Headers): number {
  const given = Number(/batchSize=(\d+)/i.exec(headers.get("sforce-query-options") ?? "")?.[1]);
  return Number.isNaN(given) ? 2000 : Math.min(Math.max(given, 200), 2000);
}

function answer(call: SalesforceCall, soql: string, all: boolean, from = 0, cursor?: string) {
  const { data, now, headers, path } = call;
  const { records, totalSize } = runSoql(data, soql, now, all);
  const size = batchSizeIn(headers);
  const rest = from + size < records.length;
  const id = cursor ?? `01gFk${String(data.cursors.length + 1).padStart(10, "0")}`;
  if (rest && cursor === undefined) data.cursors.push({ id, query: soql, all });
  const version = path.split("/")[3] ?? "";
  return {
    totalSize,
    done: !rest,
    ...(rest ? { nextRecordsUrl: `/services/data/${version}/query/${id}-${from + size}` } : {}),
    records: records.slice(from, from + size),
  };
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm */
export const queryRoutes: readonly Route[] = [
  ...(["query", "queryAll"] as const).map((name): Route => ({
    method: "GET",
    path: `/services/data/:version/${name}`,
    scopes: apiScopes,
    changes: true,
    run(call) {
      const soql = call.query.get("q");
      if (soql === null)
        throw refusal(400, "MALFORMED_QUERY", "A query string has to be specified");
      return answer(call, soql, name === "queryAll");
    },
  })),
  {
    method: "GET",
    path: "/services/data/:version/query/:locator",
    scopes: apiScopes,
    run(call) {
      const [id, from] = String(call.params["locator"]).split("-");
      const cursor = call.data.cursors.find((one) => one.id === id);
      if (!cursor || !/^\d+$/.test(from ?? ""))
        throw refusal(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
      return answer(call, cursor.query, cursor.all, Number(from), cursor.id);
    },
  },
  {
    // https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_search_parameterized.htm
    method: "POST",
    path: "/services/data/:version/parameterizedSearch",
    scopes: apiScopes,
    run({ body, data }) {
      const words = String(body["q"] ?? "");
      const given: unknown = body["sobjects"];
      const wanted = Array.isArray(given) ? given.map((one): object => Object(one)) : [];
      const found = wanted.flatMap((one) => {
        const fields: unknown = Reflect.get(one, "fields");
        const names = Array.isArray(fields) ? fields.map(String) : ["Id"];
        return foundIn(data, String(Reflect.get(one, "name")), words, names);
      });
      return { searchRecords: found.slice(0, Number(body["overallLimit"] ?? 2000)) };
    },
  },
  {
    // A useful part of SOSL. https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_syntax.htm
    method: "GET",
    path: "/services/data/:version/search",
    scopes: apiScopes,
    run({ query, data }) {
      const sosl = query.get("q") ?? "";
      const [, term = "", returning = ""] =
        /^FIND\s+\{((?:\\.|[^}\\])*)\}(?:\s+IN\s+\w+\s+FIELDS)?(?:\s+RETURNING\s+(.*?))?(?:\s+LIMIT\s+\d+)?$/is.exec(
          sosl,
        ) ?? [];
      if (term === "") throw refusal(400, "MALFORMED_SEARCH", "unexpected token in the search");
      const parts = [...returning.matchAll(/(\w+)(?:\s*\(([^)]*)\))?/g)];
      const words = term.replaceAll(/\\(.)/g, "$1").replace(/\*$/, "");
      return {
        searchRecords: parts.flatMap(([, name = "", fields = "Id"]) =>
          foundIn(data, name, words, fields.split(/\s*,\s*/)),
        ),
      };
    },
  },
];

/** Records of one object in which every word stands somewhere. */
function foundIn(data: SalesforceState, name: string, words: string, fields: readonly string[]) {
  const object = knownObject(name);
  if (words.trim().length < 2)
    throw refusal(400, "MALFORMED_SEARCH", "search term must be longer than one character");
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const unknown = fields.find((field) => !object.fields.some((one) => one.name === field));
  if (unknown !== undefined)
    throw refusal(400, "INVALID_FIELD", `No such column '${unknown}' on entity '${object.name}'.`);
  return recordsOf(data, object)
    .filter((record) => {
      const text = Object.values(record).join("\n").toLowerCase();
      return living(record) && wanted.every((word) => text.includes(word));
    })
    .map((record) => ({
      attributes: attributesOf(object, record["Id"]),
      ...Object.fromEntries(fields.map((field) => [field, record[field] ?? null])),
    }));
}
