import { PatchbayError } from "../../core/errors.ts";
import type { Egress } from "../broker/broker.ts";
import { frameKinds } from "./frames.ts";
import type { FetchHead } from "./heads.ts";
import type { RunnerLimits } from "./limits.ts";
import type { RunChannel } from "./process.ts";

/** The broker refuses before that; this is for who does not read the refusals, which the host then keeps. */
const maxCalls = 3_000;

/** Carries a run's outbound calls between its process and the broker. */
export function createEgressChannel(egress: Egress, channel: RunChannel, limits: RunnerLimits) {
  const underWay = new Map<number, AbortController>();
  let pendingBytes = 0;
  let calls = 0;

  async function answer(
    call: number,
    head: FetchHead,
    body: Uint8Array,
    signal: AbortSignal,
  ): Promise<void> {
    const withBody = body.byteLength > 0 ? { ...head, body } : head;
    const given = await egress.call(withBody, signal);
    if ("failed" in given) {
      return channel.send(frameKinds.answer, { call, head: { failed: given.failed } });
    }
    const { status, statusText, headers, body: bytes } = given;
    const complete = bytes instanceof Uint8Array;
    channel.send(frameKinds.answer, {
      call,
      head: { status, statusText, headers, complete },
      ...(complete ? { body: bytes } : {}),
    });
    if (!complete) await pump(call, bytes, signal);
    return undefined;
  }

  async function pump(
    call: number,
    body: ReadableStream<Uint8Array>,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      for await (const chunk of body) {
        if (signal.aborted) return;
        channel.send(frameKinds.answerChunk, { call, body: chunk });
        await channel.drained();
      }
      channel.send(frameKinds.answerEnd, { call, head: {} });
    } catch (error) {
      const failed = error instanceof PatchbayError ? error.message : "the answer broke off";
      channel.send(frameKinds.answerEnd, { call, head: { failed } });
    }
  }

  return {
    start(call: number, head: FetchHead, body: Uint8Array): void {
      if (++calls > maxCalls) {
        return channel.kill(`The function made more than ${maxCalls} outbound calls.`);
      }
      const tooLarge = tooLargeWords(body.byteLength, pendingBytes, limits);
      if (tooLarge !== undefined)
        return channel.send(frameKinds.answer, { call, head: { failed: `fetch: ${tooLarge}` } });
      const abort = new AbortController();
      underWay.set(call, abort);
      pendingBytes += body.byteLength;
      void answer(call, head, body, abort.signal).finally(() => {
        underWay.delete(call);
        pendingBytes -= body.byteLength;
      });
      return undefined;
    },
    abort: (call: number) => underWay.get(call)?.abort("the function gave the call up"),
    /** Ends all that is under way. */
    close(): void {
      for (const abort of underWay.values()) abort.abort("the run is over");
    },
  };
}

function tooLargeWords(
  bytes: number,
  pendingBytes: number,
  { maxRequestBytes, maxPendingBytes }: RunnerLimits,
): string | undefined {
  const megabytes = (limit: number) => `${limit / 1024 / 1024} MB`;
  if (bytes > maxRequestBytes) return `the request is larger than ${megabytes(maxRequestBytes)}`;
  return pendingBytes + bytes > maxPendingBytes
    ? `the requests under way are larger than ${megabytes(maxPendingBytes)} together`
    : undefined;
}
