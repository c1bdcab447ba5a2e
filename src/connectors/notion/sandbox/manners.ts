import type { RestManners } from "../../../sandbox/kit/rest/api.ts";
import { refusal } from "./refusal.ts";
import type { NotionState } from "./state.ts";

/** https://developers.notion.com/reference/versioning */
const versions = ["2025-09-03", "2026-03-11"];

const failures: Readonly<Record<string, readonly [number, string]>> = {
  conflict_error: [409, "Conflict occurred while saving. Please try again."],
  internal_server_error: [500, "Unexpected error occurred."],
  service_unavailable: [503, "Notion is unavailable, please try again later."],
  service_overload: [529, "Notion is overloaded, please try again later."],
  gateway_timeout: [504, "Gateway timed out."],
  restricted_resource: [403, "Insufficient permissions for this endpoint."],
  object_not_found: [404, "Could not find the object."],
};

/** https://developers.notion.com/reference/status-codes */
export const manners: RestManners<NotionState> = {
  unauthorized: () => refusal(401, "unauthorized", "API token is invalid."),
  forbidden: () =>
    refusal(403, "restricted_resource", "Insufficient permissions for this endpoint."),
  // https://developers.notion.com/reference/request-limits
  rateLimited: () =>
    refusal(429, "rate_limited", "You have been rate limited. Please try again in a few minutes.", {
      "retry-after": "1",
    }),
  failing(code) {
    const [status, message] = failures[code] ?? [500, "Unexpected error occurred."];
    return refusal(status, failures[code] ? code : "internal_server_error", message);
  },
  notFound: () => refusal(400, "invalid_request_url", "Invalid request URL."),
  badJson: () => refusal(400, "invalid_json", "Error parsing JSON body."),
  check({ headers }) {
    const version = headers.get("notion-version");
    if (version === null)
      throw refusal(
        400,
        "missing_version",
        "Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`.",
      );
    if (!versions.includes(version))
      throw refusal(
        400,
        "validation_error",
        `Notion-Version header failed validation: it should be one of ${versions.join(", ")}, instead was \`"${version}"\`.`,
      );
  },
};

/** Whether the call speaks the newer version, which renamed three things. */
export function isNew(headers: Headers): boolean {
  return (headers.get("notion-version") ?? "") >= "2026-03-11";
}
