import { randomUUID } from "node:crypto";
import { RestRefusal } from "../../../sandbox/kit/rest/refusal.ts";

export const okay = { code: "ok", message: "", log_id: "20261123090000" };

/** Some refusals come with status 200 on purpose. https://developers.tiktok.com/doc/tiktok-api-v2-error-handling */
export function refusal(status: number, code: string, message: string): RestRefusal {
  const logId = randomUUID().replaceAll("-", "").slice(0, 20);
  return new RestRefusal(status, { data: {}, error: { code, message, log_id: logId } });
}

export function invalid(message: string): never {
  throw refusal(400, "invalid_params", message);
}
