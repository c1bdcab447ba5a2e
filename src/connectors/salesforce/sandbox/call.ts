import type { RestCall } from "../../../sandbox/kit/rest/api.ts";
import { people } from "./people.ts";
import type { ObjectInfo } from "./objects.ts";
import { refusal } from "./refusal.ts";
import { knownObject, type SalesforceState } from "./state.ts";

export type SalesforceCall = RestCall<SalesforceState>;

/** Versions that the org serves. */
export const versions = Array.from({ length: 19 }, (_, index) => 50 + index);

/** Every path names one. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/api_rest_eol.htm */
export function checkVersion(path: string): void {
  const [, version] = /^\/services\/data\/v(\d+)\.0(?:\/|$)/.exec(path) ?? [];
  if (version === undefined || versions.includes(Number(version))) return;
  if (Number(version) < 50)
    throw refusal(410, "UNSUPPORTED_API_VERSION", "This version has been retired.");
  throw refusal(404, "NOT_FOUND", "The requested resource does not exist");
}

export function objectIn({ params }: SalesforceCall): ObjectInfo {
  const name = params["object"];
  try {
    return knownObject(name);
  } catch {
    throw refusal(404, "NOT_FOUND", "The requested resource does not exist");
  }
}

export function writingOf(call: SalesforceCall, object: ObjectInfo, given: object) {
  return {
    data: call.data,
    object,
    given: Object.fromEntries(Object.entries(given)),
    now: call.now,
    ownerId: call.user.id || (people[0]?.id ?? ""),
    allowDuplicates: /allowSave=true/i.test(call.headers.get("sforce-duplicate-rule-header") ?? ""),
  };
}
