import { RestRefusal } from "../../../sandbox/kit/rest/refusal.ts";
import type { RestManners } from "../../../sandbox/kit/rest/api.ts";
import { refusal } from "./refusal.ts";
import type { LinkedinState } from "./state.ts";

/** Each month's version is served for a year; 202512 never came. https://learn.microsoft.com/en-us/linkedin/marketing/versioning */
const versions = /^2026(?:0[1-9])$/;

const tokenFaults = {
  missing: [65_600, "INVALID_ACCESS_TOKEN", "Invalid access token"],
  unknown: [65_600, "INVALID_ACCESS_TOKEN", "Invalid access token"],
  expired: [65_602, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired"],
  revoked: [
    65_601,
    "REVOKED_ACCESS_TOKEN",
    "The token used in the request has been revoked by the user",
  ],
} as const;

/** https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling */
export const manners: RestManners<LinkedinState> = {
  unauthorized(why) {
    const [number, code, message] = tokenFaults[why];
    return refusal(401, code, message, number);
  },
  forbidden: ({ method, path }) =>
    refusal(403, "ACCESS_DENIED", `Not enough permissions to access: ${path}.${method}`, 100),
  // No Retry-After: limits are counted by the UTC day. https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/rate-limits
  rateLimited: () =>
    refusal(
      429,
      "TOO_MANY_REQUESTS",
      "Resource level throttle limit for calls to this resource is reached.",
      101,
    ),
  failing: (code) =>
    code === "NONEXISTENT_VERSION"
      ? refusal(426, code, "Requested version 20250801 is not active")
      : refusal(500, "INTERNAL_ERROR", "Internal Server Error"),
  notFound: (path) =>
    new RestRefusal(404, {
      status: 404,
      code: "RESOURCE_NOT_FOUND",
      message: `No virtual resource found: ${path}`,
    }),
  badJson: () => refusal(400, "ILLEGAL_ARGUMENT", "Cannot parse the request entity"),
  check({ headers, path }) {
    if (!path.startsWith("/rest/")) return;
    const version = headers.get("linkedin-version");
    if (version === null) throw refusal(400, "VERSION_MISSING", "A version must be present.");
    if (!versions.test(version))
      throw refusal(426, "NONEXISTENT_VERSION", `Requested version ${version}01 is not active`);
    if (headers.get("x-restli-protocol-version") !== "2.0.0")
      throw refusal(400, "ILLEGAL_ARGUMENT", "X-Restli-Protocol-Version must be 2.0.0");
    if (/[/:]urn:/.test(path))
      throw refusal(400, "ILLEGAL_ARGUMENT", "Syntax exception in path variables");
  },
};
