import { RestRefusal } from "../../../sandbox/kit/rest/refusal.ts";
import type { RestManners } from "../../../sandbox/kit/rest/api.ts";
import { checkVersion } from "./call.ts";
import { refusal } from "./refusal.ts";
import type { SalesforceState } from "./state.ts";

const failures: Readonly<Record<string, readonly [number, string]>> = {
  UNABLE_TO_LOCK_ROW: [400, "unable to obtain exclusive access to this record"],
  API_DISABLED_FOR_ORG: [403, "API is not enabled for this Organization or Partner"],
  INSUFFICIENT_ACCESS_OR_READONLY: [403, "insufficient access rights on object id"],
  SESSION_NOT_FOR_REST: [401, "This session is not valid for use with the REST API"],
};

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm */
export const manners: RestManners<SalesforceState> = {
  unauthorized: () => refusal(401, "INVALID_SESSION_ID", "Session expired or invalid"),
  forbidden: () =>
    refusal(
      403,
      "INSUFFICIENT_ACCESS",
      "This session is not valid for use with the API: the scope api is missing",
    ),
  // Not 429, and without a word on when.
  rateLimited: () => refusal(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."),
  failing(code) {
    if (code === "maintenance")
      return new RestRefusal(503, "<html><body>Down for maintenance</body></html>", {
        "content-type": "text/html",
      });
    const [status, message] = failures[code] ?? [500, "An unexpected error occurred"];
    const isNamed = failures[code] !== undefined && code !== "SESSION_NOT_FOR_REST";
    return refusal(
      status,
      isNamed ? code : status === 401 ? "INVALID_SESSION_ID" : "UNKNOWN_EXCEPTION",
      message,
    );
  },
  notFound: () => refusal(404, "NOT_FOUND", "The requested resource does not exist"),
  badJson: () => refusal(400, "JSON_PARSER_ERROR", "Unexpected character in the request body"),
  check: ({ path }) => checkVersion(path),
  headers: () => ({ "sforce-limit-info": "api-usage=18/15000" }),
};
