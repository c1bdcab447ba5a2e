import type { RateClass } from "../../catalog/rate-limit.ts";
import { connectorOf } from "../../catalog/operation.ts";
import type { EgressCall, Grant } from "./judge.ts";
import type { LimitOfCall } from "./rate-limits.ts";

const maxKeyCharacters = 200;

/** The limit that a call comes under; `payer` is whose it is, the connection mostly. */
export function limitOfCall(
  { method, body, headers }: EgressCall,
  { operation, rateClass }: Pick<Grant, "operation" | "rateClass">,
  { target, payer }: { readonly target: URL; readonly payer: string },
): LimitOfCall {
  const { id, rateLimit } = operation;
  // Where no limit is stated a provider can still say that it wants no more calls.
  if (!rateClass || !rateLimit) return { key: `${payer} ${id}`, rateClass: unlimited, units: 1 };
  const { eachOperation, eachInput } = rateClass;
  const parts = [
    payer,
    connectorOf(id),
    rateLimit.class,
    ...(eachOperation ? [id] : []),
    ...(eachInput === undefined ? [] : [valueOf(eachInput)]),
  ];
  // A limit that counts for a day is never worth a wait: it is left to the provider.
  const kept = rateClass.seconds > longestWindow ? unlimited : rateClass;
  return { key: parts.join(" "), rateClass: kept, units: rateLimit.units ?? 1 };

  /** As text, from where the operation's request has it. */
  function valueOf(name: string): string {
    const place = operation.request.places?.[name] ?? name;
    const value = target.searchParams.get(name) ?? inBody(place.split("."));
    return typeof value === "string" ? value.slice(0, maxKeyCharacters) : "";
  }

  function inBody(path: readonly string[]): unknown {
    if (!body || method === "GET") return undefined;
    const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
    const type = headers.find(([header]) => header.toLowerCase() === "content-type")?.[1] ?? "";
    if (!/json/i.test(type)) return new URLSearchParams(text).get(path.join("."));
    try {
      return path.reduce<unknown>((at, key) => Reflect.get(Object(at), key), JSON.parse(text));
    } catch {
      return undefined;
    }
  }
}

/** In seconds: a run lasts an hour at most. */
const longestWindow = 3_600;
const unlimited: Pick<RateClass, "limit" | "seconds"> = { seconds: 1 };
