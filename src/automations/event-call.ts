import { callOf } from "../catalog/call.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { type EventCall, EventCallError } from "../catalog/event.ts";
import { defaultToken } from "../catalog/operation.ts";
import type { Provider } from "../catalog/provider.ts";
import { createId } from "../core/ids.ts";
import type { Clock } from "../core/clock.ts";
import type { Broker } from "../runs/broker/broker.ts";

const timeoutMs = 60_000;

interface EventCallDependencies {
  readonly broker: Broker;
  readonly catalog: Catalog;
  readonly clock: Clock;
}

/** Calls for one question about events: the broker lets through these operations and no other. */
export function openEventCall(
  { broker, catalog, clock }: EventCallDependencies,
  operations: readonly string[],
): EventCall {
  const approvals = operations.flatMap((id) => {
    const operation = catalog.find(id);
    return operation ? [{ operation: id, token: defaultToken(operation) }] : [];
  });
  const egress = broker.open({ runId: createId("ask"), approvals }, clock.now() + timeoutMs);
  return async (id, input) => {
    const operation = catalog.find(id);
    if (!operation) throw new EventCallError(`There is no operation "${id}"`, 0, null);
    const call = callOf(operation, input);
    const headers = [...call.headers, ...headersFor(catalog.providerOf(id))];
    const answer = await egress.call({ ...call, headers }, AbortSignal.timeout(timeoutMs));
    if ("failed" in answer) throw new EventCallError(`${id}: ${answer.failed}`, 0, null);
    const { status } = answer;
    const body = bodyOf(await new Response(new Uint8Array(await bytesOf(answer.body))).text());
    const isObject = typeof body === "object" && body !== null;
    const error = isObject ? catalog.providerOf(id)?.readError({ ...body }) : undefined;
    if (status < 400 && error === undefined) return body;
    throw new EventCallError(`${id} answered ${status}${error ? ` (${error})` : ""}`, status, body);
  };
}

/** What generated code sets itself: the version of an API that wants it with every call. */
function headersFor({ tokenHeaders = {}, codeHeaders = [] }: Partial<Provider> = {}) {
  return Object.entries(tokenHeaders).filter(([name]) => codeHeaders.includes(name.toLowerCase()));
}

async function bytesOf(body: Uint8Array | ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return body instanceof Uint8Array ? body : new Response(body).bytes();
}

function bodyOf(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
