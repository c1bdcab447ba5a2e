import { z } from "zod";
import { callOf } from "../catalog/call.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { type EventCall, EventCallError } from "../catalog/event.ts";
import { defaultToken } from "../catalog/operation.ts";
import type { Provider } from "../catalog/provider.ts";
import { createId } from "../core/ids.ts";
import type { Clock } from "../core/clock.ts";
import { accountHeader } from "../functions/account-header.ts";
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
  { operations, account }: { readonly operations: readonly string[]; readonly account?: string },
): EventCall {
  const whose = account === undefined ? {} : { account };
  const named: [string, string][] = account === undefined ? [] : [[accountHeader, account]];
  const approvals = operations.flatMap((id) => {
    const operation = catalog.find(id);
    return operation ? [{ operation: id, token: defaultToken(operation), ...whose }] : [];
  });
  const egress = broker.open({ runId: createId("ask"), approvals }, clock.now() + timeoutMs);
  return async (id, input) => {
    const operation = catalog.find(id);
    if (!operation) throw new EventCallError(`There is no operation "${id}"`, 0, null);
    const call = callOf(operation, input);
    const headers = [...call.headers, ...headersFor(catalog.providerOf(id)), ...named];
    const answer = await egress.call({ ...call, headers }, AbortSignal.timeout(timeoutMs));
    if ("failed" in answer) throw new EventCallError(`${id}: ${answer.failed}`, 0, null);
    const { status } = answer;
    const body = bodyOf(await new Response(new Uint8Array(await bytesOf(answer.body))).text());
    const isObject = typeof body === "object" && body !== null;
    const error = isObject ? catalog.providerOf(id)?.readError({ ...body }) : undefined;
    if (status < 400 && error === undefined) return body;
    throw new EventCallError(`${id} ${whyNot(status, body, error)}`, status, body);
  };
}

/** The broker's refusal says what is missing; a provider's answer has at least a code. */
function whyNot(status: number, body: unknown, error: string | undefined): string {
  const refusal = z
    .object({ type: z.literal("about:blank"), detail: z.string() })
    .safeParse(body).data;
  const message = z.object({ error: z.object({ message: z.string() }) }).safeParse(body).data;
  if (refusal) return `was not called: ${refusal.detail}`;
  const why = error ?? message?.error.message.slice(0, 300);
  return `answered ${status}${why ? ` (${why})` : ""}`;
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
