import type { RestManners } from "../../../sandbox/kit/rest/api.ts";
import { refusal } from "./refusal.ts";
import type { TiktokState } from "./state.ts";

/** https://developers.tiktok.com/doc/tiktok-api-v2-error-handling */
export const manners: RestManners<TiktokState> = {
  unauthorized: () =>
    refusal(
      401,
      "access_token_invalid",
      "The access token is invalid or not found in the request.",
    ),
  forbidden: () =>
    refusal(
      401,
      "scope_not_authorized",
      "The user did not authorize the scope required for completing this request.",
    ),
  rateLimited: () =>
    refusal(429, "rate_limit_exceeded", "The API rate limit was exceeded. Please try again later."),
  failing: (code) =>
    /^(spam_risk|reached_)/.test(code)
      ? refusal(200, code, "The request was refused.")
      : refusal(500, "internal_error", "Something went wrong. Please try again later."),
  notFound: (path) =>
    refusal(404, "invalid_params", `There is nothing at ${path}; mind the slash at the end.`),
  badJson: () => refusal(400, "invalid_params", "The body is no JSON."),
};
