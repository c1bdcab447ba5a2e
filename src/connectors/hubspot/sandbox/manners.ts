import { RestRefusal } from "../../../sandbox/kit/rest/refusal.ts";
import type { RestManners } from "../../../sandbox/kit/rest/api.ts";
import { refusal } from "./refusal.ts";
import type { HubspotState } from "./state.ts";

const failures: Readonly<Record<string, readonly [number, string]>> = {
  internal_error: [500, "INTERNAL_ERROR"],
  INTERNAL_ERROR: [500, "INTERNAL_ERROR"],
  service_unavailable: [503, "INTERNAL_ERROR"],
  MISSING_SCOPES: [403, "MISSING_SCOPES"],
};

/** https://developers.hubspot.com/docs/api-reference/error-handling */
export const manners: RestManners<HubspotState> = {
  unauthorized: (why) =>
    why === "expired"
      ? refusal(401, "EXPIRED_AUTHENTICATION", "The OAuth token used to make this call expired.")
      : refusal(401, "INVALID_AUTHENTICATION", "Authentication credentials not found or invalid."),
  forbidden: ({ scopes }) =>
    refusal(
      403,
      "MISSING_SCOPES",
      "This app hasn't been granted all required scopes to make this call.",
      [
        {
          message: "One or more of the following scopes are required.",
          context: { requiredGranularScopes: scopes[0] ?? [] },
        },
      ],
    ),
  // https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines
  rateLimited: () =>
    new RestRefusal(
      429,
      {
        status: "error",
        message: "You have reached your ten_secondly_rolling limit.",
        errorType: "RATE_LIMIT",
        policyName: "TEN_SECONDLY_ROLLING",
        category: "RATE_LIMITS",
      },
      { "retry-after": "1" },
    ),
  limit: (path) =>
    path.endsWith("/search")
      ? { key: "search", calls: 5, ms: 1_000 }
      : { key: "all", calls: 110, ms: 10_000 },
  failing(code) {
    const [status, category] = failures[code] ?? [500, "INTERNAL_ERROR"];
    return refusal(status, category, "There was a problem with the request.");
  },
  notFound: () => refusal(404, "OBJECT_NOT_FOUND", "Unable to find a matching path."),
  badJson: () => refusal(400, "VALIDATION_ERROR", "Invalid input JSON."),
  headers: () => ({
    "x-hubspot-ratelimit-max": "110",
    "x-hubspot-ratelimit-interval-milliseconds": "10000",
  }),
};
