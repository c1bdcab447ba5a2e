import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { versions } from "../call.ts";
import { orgId, usernameOf } from "../people.ts";
import { notFound } from "../refusal.ts";
import { attributesOf, runSoql } from "../soql/run.ts";
import { type SalesforceState, findRecord, knownObject, living } from "../state.ts";
import { apiScopes } from "./query.ts";

type Route = RestRoute<SalesforceState>;

const identityScopes = [["id"], ["openid"], ["profile"], ["email"], ["full"]] as const;

/** The one saved report. */
const report = {
  id: "00OFk0000000001MAA",
  name: "Open opportunities",
  soql: "SELECT Name, StageName, Amount FROM Opportunity WHERE IsClosed = false ORDER BY CloseDate",
  columns: [
    ["OPPORTUNITY_NAME", "Opportunity Name", "Name"],
    ["STAGE_NAME", "Stage", "StageName"],
    ["AMOUNT", "Amount", "Amount"],
  ] as const,
};

const identity = (user: { id: string; name: string; email: string }, origin: string) => ({
  id: `${origin}/id/${orgId}/${user.id}`,
  user_id: user.id,
  organization_id: orgId,
  username: usernameOf(user.email),
  display_name: user.name,
  email: user.email,
  urls: { rest: `${origin}/services/data/v{version}/` },
});

export const orgRoutes: readonly Route[] = [
  {
    // https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_userinfo_endpoint.htm
    method: "GET",
    path: "/services/oauth2/userinfo",
    scopes: identityScopes,
    run: ({ user, origin }) => ({
      ...identity(user, origin),
      sub: `${origin}/id/${orgId}/${user.id}`,
      preferred_username: usernameOf(user.email),
      name: user.name,
    }),
  },
  {
    // https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_openid.htm
    method: "GET",
    path: "/id/:org/:user",
    scopes: identityScopes,
    run: ({ user, origin, params }) =>
      params["org"] === orgId && params["user"] === user.id ? identity(user, origin) : notFound(),
  },
  {
    method: "GET",
    path: "/services/data",
    scopes: [],
    isOpen: true,
    run: () =>
      versions.map((version) => ({
        label: `Version ${version}`,
        url: `/services/data/v${version}.0`,
        version: `${version}.0`,
      })),
  },
  {
    method: "GET",
    path: "/services/data/:version",
    scopes: apiScopes,
    run: ({ path, user, origin }) => ({
      identity: `${origin}/id/${orgId}/${user.id}`,
      query: `${path}/query`,
      sobjects: `${path}/sobjects`,
      limits: `${path}/limits`,
    }),
  },
  {
    method: "GET",
    path: "/services/data/:version/limits",
    scopes: apiScopes,
    run: () => ({
      DailyApiRequests: { Max: 15_000, Remaining: 14_982 },
      DataStorageMB: { Max: 5, Remaining: 5 },
      DailyBulkV2QueryJobs: { Max: 10_000, Remaining: 10_000 },
    }),
  },
  {
    method: "GET",
    path: "/services/data/:version/recent",
    scopes: apiScopes,
    run({ data, query }) {
      const found = data.viewed.flatMap(({ object: name, id }) => {
        const object = knownObject(name);
        const record = findRecord(data, object, id);
        return record && living(record)
          ? [{ attributes: attributesOf(object, id), Id: id, Name: record[object.nameField] }]
          : [];
      });
      return found.slice(0, Number(query.get("limit") ?? 200));
    },
  },
  {
    method: "GET",
    path: "/services/data/:version/analytics/reports",
    scopes: apiScopes,
    run: ({ path }) => [{ id: report.id, name: report.name, url: `${path}/${report.id}` }],
  },
  {
    // https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/sforce_analytics_rest_api_get_reportdata.htm
    method: "GET",
    path: "/services/data/:version/analytics/reports/:id",
    scopes: apiScopes,
    run({ data, params, query, now }) {
      if (String(params["id"]).slice(0, 15) !== report.id.slice(0, 15)) return notFound();
      const { records } = runSoql(data, report.soql, now);
      const rows = records.map((record) => ({
        dataCells: report.columns.map(([, , field]) => ({
          label: String(record[field] ?? "-"),
          value: record[field],
        })),
      }));
      return {
        allData: true,
        attributes: { reportId: report.id, reportName: report.name, type: "Report" },
        reportMetadata: {
          id: report.id,
          name: report.name,
          detailColumns: report.columns.map(([name]) => name),
        },
        reportExtendedMetadata: {
          detailColumnInfo: Object.fromEntries(
            report.columns.map(([name, label]) => [name, { label }]),
          ),
        },
        factMap: {
          "T!T": {
            aggregates: [{ label: String(rows.length), value: rows.length }],
            ...(query.get("includeDetails") === "true" ? { rows } : {}),
          },
        },
      };
    },
  },
];
