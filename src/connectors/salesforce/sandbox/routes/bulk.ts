import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { notFound, refusal } from "../refusal.ts";
import { parseSoql } from "../soql/parse.ts";
import { runSoql } from "../soql/run.ts";
import type { SalesforceState } from "../state.ts";
import { apiScopes } from "./query.ts";

type Route = RestRoute<SalesforceState>;
type Job = SalesforceState["jobs"][number];

/** Seconds to minutes there. */
const workMs = 300;
/** Small, so that every reader has to go on. */
const rowsPerPage = 5;

function jobOf({
  data,
  params,
}: {
  data: SalesforceState;
  params: Readonly<Record<string, unknown>>;
}): Job {
  return data.jobs.find(({ id }) => id === params["id"]) ?? notFound();
}

const shown = ({ id, query, doneAt }: Job, now: number) => ({
  id,
  operation: "query",
  object: parseSoql(query).from,
  state: now >= doneAt ? "JobComplete" : "InProgress",
  contentType: "CSV",
  apiVersion: 67,
});

/** https://www.rfc-editor.org/rfc/rfc4180 */
const cell = (value: unknown) => `"${String(value ?? "").replaceAll('"', '""')}"`;

/** https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_create_job.htm */
export const bulkRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/services/data/:version/jobs/query",
    scopes: apiScopes,
    changes: true,
    run({ data, body, now }) {
      const query = String(body["query"] ?? "");
      const { groupBy, select, offset } = parseSoql(query);
      const isPlain =
        groupBy.length === 0 && offset === 0 && select.every(({ kind }) => kind === "field");
      if (!isPlain)
        throw refusal(400, "API_ERROR", "Aggregates, GROUP BY and OFFSET are not supported");
      runSoql(data, query, now);
      const id = `750Fk${String(data.jobs.length + 1).padStart(10, "0")}AAA`;
      const job: Job = { id, query, doneAt: now + workMs };
      data.jobs.push(job);
      return { ...shown(job, now), state: "UploadComplete" };
    },
  },
  {
    method: "GET",
    path: "/services/data/:version/jobs/query/:id",
    scopes: apiScopes,
    run: (call) => shown(jobOf(call), call.now),
  },
  {
    method: "GET",
    path: "/services/data/:version/jobs/query/:id/results",
    scopes: apiScopes,
    run(call) {
      const { data, query, now } = call;
      const job = jobOf(call);
      if (now < job.doneAt) throw refusal(400, "INVALIDJOBSTATE", "The job is not complete");
      const from = Number(query.get("locator") ?? 0);
      const size = Number(query.get("maxRecords") ?? rowsPerPage);
      const { records } = runSoql(data, job.query, now);
      const names = parseSoql(job.query).select.flatMap((one) =>
        one.kind === "field" ? [one.path] : [],
      );
      const rows = records
        .slice(from, from + size)
        .map((record) =>
          names
            .map((name) =>
              cell(
                name
                  .split(".")
                  .reduce<unknown>((at, part) => Reflect.get(Object(at), part), record),
              ),
            )
            .join(","),
        );
      const lines = [names.map(cell).join(","), ...rows].join("\n");
      return new Response(`${lines}\n`, {
        headers: {
          "content-type": "text/csv",
          // The word ends it.
          "sforce-locator": from + size < records.length ? String(from + size) : "null",
          "sforce-numberofrecords": String(rows.length),
        },
      });
    },
  },
];
