/** An error answer of a Google API. https://cloud.google.com/apis/design/errors */
export class Refusal extends Error {
  readonly http: number;
  /** `errors[].reason` of the older APIs. */
  readonly reason: string;
  /** `status` of the newer ones. */
  readonly status: string;
  readonly details: readonly unknown[];
  constructor(
    http: number,
    reason: string,
    status: string,
    message: string,
    details: readonly unknown[] = [],
  ) {
    super(message);
    this.name = "Refusal";
    this.http = http;
    this.reason = reason;
    this.status = status;
    this.details = details;
  }
}

const statuses: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  409: "ALREADY_EXISTS",
  410: "FAILED_PRECONDITION",
  412: "FAILED_PRECONDITION",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
};

/** Ends the call with an error; `reason` as in the API's list of errors. */
export function refuse(
  http: number,
  reason: string,
  message: string,
  status = statuses[http],
): never {
  throw new Refusal(http, reason, status ?? "UNKNOWN", message);
}

/** 400 for an argument. */
export function invalid(message: string, reason = "invalidArgument"): never {
  return refuse(400, reason, message);
}

/** 404, which is also what a file answers that the token does not reach. */
export function notFound(what: string): never {
  return refuse(404, "notFound", what);
}

/** The answer with a refusal in the form of the app's API. */
export function refusalAnswer(
  refusal: Refusal,
  style: "reasons" | "status",
  scheme?: string,
): Response {
  const { http, reason, status, details, message } = refusal;
  const errors = [{ message, domain: domainOf(reason), reason }];
  const error =
    style === "reasons"
      ? {
          code: http,
          message,
          errors,
          ...(http === 401 ? { status } : {}),
          ...(details.length ? { details } : {}),
        }
      : { code: http, message, status, ...(details.length ? { details } : {}) };
  return Response.json(
    { error },
    { status: http, headers: scheme === undefined ? {} : { "www-authenticate": scheme } },
  );
}

function domainOf(reason: string): string {
  if (/rateLimit|quota|dailyLimit|accessNotConfigured/i.test(reason)) return "usageLimits";
  return "global";
}
