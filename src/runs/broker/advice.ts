import type { Operation } from "../../catalog/operation.ts";
import type { Provider } from "../../catalog/provider.ts";
import { type EgressAnswer, wholeJsonOf } from "./answer.ts";

/** What the catalog says a person can do about this refusal: by the provider's code, else by the HTTP status. */
export function adviceOn(
  { errors }: Operation,
  provider: Provider | undefined,
  answer: EgressAnswer,
): string | undefined {
  if (!errors || !("status" in answer)) return undefined;
  const json = wholeJsonOf(answer.body) ?? {};
  const codes = provider?.readErrorCodes?.(json) ?? [provider?.readError(json) ?? ""];
  return [...codes, String(answer.status)].flatMap((code) =>
    Object.hasOwn(errors, code) ? (errors[code] ?? []) : [],
  )[0];
}
