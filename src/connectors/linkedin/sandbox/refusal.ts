import { RestRefusal } from "../../../sandbox/kit/rest/refusal.ts";

/** https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling */
export function refusal(
  status: number,
  code: string,
  message: string,
  serviceErrorCode?: number,
): RestRefusal {
  const numbered = serviceErrorCode === undefined ? {} : { serviceErrorCode };
  return new RestRefusal(status, { status, ...numbered, code, message });
}

export function invalid(message: string): never {
  throw refusal(400, "ILLEGAL_ARGUMENT", message);
}

export function notFound(): never {
  throw refusal(404, "RESOURCE_NOT_FOUND", "Could not find entity");
}

export function denied(resource: string): never {
  const message = `Not enough permissions to access: ${resource}`;
  throw refusal(403, "ACCESS_DENIED", message, 100);
}
