import { RestRefusal } from "../../../sandbox/kit/rest/refusal.ts";

/** A list, in which there is mostly one. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm */
export function refusal(
  status: number,
  errorCode: string,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
): RestRefusal {
  return new RestRefusal(status, [{ message, errorCode, ...more }]);
}

export function invalidField(message: string): never {
  throw refusal(400, "INVALID_FIELD", message);
}

export function malformed(message: string): never {
  throw refusal(400, "MALFORMED_QUERY", message);
}

export function notFound(): never {
  throw refusal(404, "NOT_FOUND", "The requested resource does not exist");
}
