import { type Frame, frameKinds } from "../frames.ts";
import { type SandboxRun, currentRun, send } from "./channel.ts";
import { requestHead } from "./head.ts";
import { RealRequest, RealResponse, realFetch } from "./real.ts";

interface AnswerHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  /** Whether the frame holds the whole body. */
  readonly complete: boolean;
}

interface Waiting {
  /** The whole body, or a stream that the further frames feed. */
  readonly answered: (head: AnswerHead, body: Uint8Array | ReadableStream<Uint8Array>) => void;
  readonly failed: (error: unknown) => void;
  stream?: ReadableStreamDefaultController<Uint8Array>;
}

/** Fetch standard, "HTTP-redirect fetch". */
const maxRedirects = 20;
const redirectStatuses = [301, 302, 303, 307, 308];
/** Statuses that `Response` takes only without a body. */
const bodyless = [204, 205, 304];

const waiting = new Map<string, Waiting>();

/** `fetch` whose calls are frames to the host. It follows redirects itself: the host judges each hop. */
export async function sandboxFetch(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  let request = new RealRequest(input, init);
  // They reach nothing outside: Deno answers them from memory.
  if (/^(data|blob):/.test(request.url)) return realFetch(request);
  const run = currentRun.getStore();
  if (!run) throw new TypeError("fetch works only while a request is being handled.");
  const { redirect } = request;
  // A request has a signal of its own even where nobody can fire it.
  const signal = init?.signal ?? (input instanceof RealRequest ? input.signal : undefined);
  let body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
  for (let hops = 0; ; hops++) {
    const response = await call(run, request, body, signal);
    const location = response.headers.get("location");
    if (!redirectStatuses.includes(response.status) || location === null) {
      return seenAs(response, request.url, hops > 0);
    }
    if (redirect === "manual") return seenAs(response, request.url, false);
    if (redirect === "error") throw new TypeError("fetch: the address redirects elsewhere");
    if (hops >= maxRedirects) throw new TypeError("fetch: too many redirects");
    const toGet =
      (response.status === 303 && !["GET", "HEAD"].includes(request.method)) ||
      ([301, 302].includes(response.status) && request.method === "POST");
    const headers = new Headers(request.headers);
    if (toGet) {
      body = undefined;
      headers.delete("content-type");
    }
    request = new RealRequest(new URL(location, request.url), {
      method: toGet ? "GET" : request.method,
      headers,
    });
  }
}

/** Takes a frame about an outbound call. */
export function takeAnswer({ kind, run, call: id, head, body }: Frame): void {
  const key = `${run} ${id}`;
  const one = waiting.get(key);
  if (!one) return;
  if (kind === frameKinds.answerChunk) return one.stream?.enqueue(body);
  const given = head as { failed?: string };
  if (given.failed !== undefined || kind === frameKinds.answerEnd) {
    waiting.delete(key);
    const error = given.failed === undefined ? undefined : new TypeError(given.failed);
    if (!one.stream) return one.failed(error ?? new TypeError("fetch failed"));
    return error ? one.stream.error(error) : one.stream.close();
  }
  const answer = head as AnswerHead;
  if (answer.complete) {
    waiting.delete(key);
    return one.answered(answer, body);
  }
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      one.stream = controller;
      if (body.byteLength > 0) controller.enqueue(body);
    },
    cancel() {
      waiting.delete(key);
      send(frameKinds.fetchAbort, run, { call: id });
    },
  });
  return one.answered(answer, stream);
}

function call(
  run: SandboxRun,
  request: Request,
  body: Uint8Array | undefined,
  signal: AbortSignal | undefined,
): Promise<Response> {
  signal?.throwIfAborted();
  const id = ++run.calls;
  const key = `${run.id} ${id}`;
  const head = requestHead(request);
  return new Promise((resolve, reject) => {
    const stop = () => {
      const stream = waiting.get(key)?.stream;
      if (!waiting.delete(key)) return;
      send(frameKinds.fetchAbort, run.id, { call: id });
      stream?.error(signal?.reason);
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", stop, { once: true });
    waiting.set(key, {
      failed: reject,
      answered({ status, statusText, headers }, bytes) {
        const init = {
          status,
          statusText,
          headers: headers.map(([name, value]): [string, string] => [name, value]),
        };
        resolve(new RealResponse(bodyless.includes(status) ? null : bytes, init));
      },
    });
    send(frameKinds.fetch, run.id, { call: id, head, ...(body ? { body } : {}) });
  });
}

/** `Response` has no way to say where it came from. */
function seenAs(response: Response, url: string, redirected: boolean): Response {
  return Object.defineProperties(response, {
    url: { value: url },
    redirected: { value: redirected },
  });
}
