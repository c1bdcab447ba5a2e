import { RestRefusal } from "../../../sandbox/kit/rest/refusal.ts";
import { randomUUID } from "node:crypto";

/** https://developers.notion.com/reference/errors */
export function refusal(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): RestRefusal {
  const body = { object: "error", status, code, message, request_id: randomUUID() };
  return new RestRefusal(status, body, headers);
}

export function invalid(message: string): never {
  throw refusal(400, "validation_error", message);
}

/** What is not there and what was not shared look the same. */
export function notFound(kind: string, id: string): never {
  throw refusal(
    404,
    "object_not_found",
    `Could not find ${kind} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration "Patchbay".`,
  );
}
