import { randomUUID } from "node:crypto";
import { RestRefusal } from "../../../sandbox/kit/rest/refusal.ts";

interface Detail {
  readonly message: string;
  readonly code?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** https://developers.hubspot.com/docs/api-reference/error-handling */
export function refusal(
  status: number,
  category: string,
  message: string,
  errors: readonly Detail[] = [],
): RestRefusal {
  const body = { status: "error", message, correlationId: randomUUID(), category };
  return new RestRefusal(status, errors.length > 0 ? { ...body, errors } : body);
}

export function invalid(message: string, errors: readonly Detail[] = []): never {
  throw refusal(400, "VALIDATION_ERROR", message, errors);
}

export function notFound(): never {
  throw refusal(404, "OBJECT_NOT_FOUND", "resource not found");
}
