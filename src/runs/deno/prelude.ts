/**
 * Runs inside Deno, before and around a function. None of it is a wall: Deno has no permission, and
 * what it may reach is decided on the host. It only makes `fetch`, `console` and `Deno.serve` work.
 */
import { type Frame, createFrameReader, frameKinds } from "./frames.ts";
import { type SandboxRun, currentRun, flush, send } from "./inside/channel.ts";
import { installConsole, log } from "./inside/console.ts";
import { sandboxFetch, takeAnswer } from "./inside/egress.ts";
import { setSecretNames, environment } from "./inside/environment.ts";
import { type Handler, captureServe, loadHandler } from "./inside/handler.ts";
import { responseHead } from "./inside/head.ts";
import { RealRequest, RealResponse, listenGlobally, realDeno } from "./inside/real.ts";

/** The host sends no larger frame. */
const maxBodyBytes = 64 * 1024 * 1024;
const maxChunkBytes = 1024 * 1024;
/** The host keeps less of an error. */
const maxErrorCharacters = 16 * 1024;

interface RequestHead {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
}

interface LoadHead {
  readonly sdkAt: readonly (readonly [number, number])[];
  readonly secretNames: readonly string[];
}

const runs = new Map<number, SandboxRun>();
let handler: Handler | undefined;
let sdk: Uint8Array<ArrayBuffer> | undefined;

async function load({ sdkAt, secretNames }: LoadHead, code: Uint8Array): Promise<void> {
  try {
    setSecretNames(secretNames);
    handler = await loadHandler(new Uint8Array(code), sdk && { module: sdk, at: sdkAt });
    send(frameKinds.loaded, 0, { head: {} });
  } catch (error) {
    send(frameKinds.loaded, 0, { head: { error: describe(error) } });
  }
}

function start(id: number, head: RequestHead, body: Uint8Array): Promise<void> {
  const run: SandboxRun = { id, abort: new AbortController(), calls: 0 };
  runs.set(id, run);
  return currentRun.run(run, () => answer(run, head, body));
}

async function answer(run: SandboxRun, head: RequestHead, body: Uint8Array): Promise<void> {
  const { id } = run;
  try {
    const { method, url } = head;
    const request = new RealRequest(url, {
      method,
      headers: head.headers.map(([name, value]): [string, string] => [name, value]),
      signal: run.abort.signal,
      ...(body.byteLength > 0 ? { body: new Uint8Array(body) } : {}),
    });
    const response = await handler?.(request);
    if (!(response instanceof RealResponse)) {
      throw new Error("The function must return a Response.");
    }
    if (!runs.has(id)) return;
    send(frameKinds.response, id, { head: responseHead(response) });
    const reader = response.body?.getReader();
    for (;;) {
      const chunk = await reader?.read();
      if (!runs.has(id)) return void reader?.cancel();
      if (!chunk?.value) break;
      sendChunk(id, chunk.value);
    }
    if (runs.delete(id)) send(frameKinds.end, id, { head: {} });
  } catch (error) {
    if (runs.delete(id)) send(frameKinds.end, id, { head: { error: describe(error) } });
  }
}

/** A large one in parts: the host refuses a larger frame before it could say that the response is too large. */
function sendChunk(id: number, chunk: Uint8Array): void {
  for (let at = 0; at < chunk.byteLength; at += maxChunkBytes) {
    send(frameKinds.responseChunk, id, { body: chunk.subarray(at, at + maxChunkBytes) });
    if (chunk.byteLength > maxChunkBytes) flush();
  }
}

/** The host has closed the run already: its calls are refused. This lets go of it politely. */
function abort(id: number): void {
  const run = runs.get(id);
  runs.delete(id);
  run?.abort.abort(new DOMException("The run was stopped.", "AbortError"));
  send(frameKinds.end, id, { head: { aborted: true } });
}

function take(frame: Frame): void {
  const { kind, run, head, body } = frame;
  if (kind === frameKinds.sdk) sdk = new Uint8Array(body);
  else if (kind === frameKinds.load) void load(head as LoadHead, body);
  else if (kind === frameKinds.run) void start(run, head as RequestHead, body);
  else if (kind === frameKinds.abort) abort(run);
  else takeAnswer(frame);
}

function describe(error: unknown): { message: string; stack?: string } {
  const cut = (text: string) => text.slice(0, maxErrorCharacters);
  if (!(error instanceof Error)) return { message: cut(`Thrown: ${realDeno.inspect(error)}`) };
  const { name, message, stack } = error;
  const text = name === "Error" || name === "" ? message : `${name}: ${message}`;
  return { message: cut(text), ...(stack === undefined ? {} : { stack: cut(String(stack)) }) };
}

function install(): void {
  // The prototype stays the real one: `node:` modules load lazily from it.
  const facade = Object.create(realDeno, {
    serve: { value: captureServe },
    env: { value: environment },
  });
  Object.defineProperty(globalThis, "Deno", { value: facade, configurable: true, writable: true });
  globalThis.fetch = sandboxFetch;
  installConsole();
  // Without these, one late throw in a timer ends the process and every run in it.
  for (const [event, member] of [
    ["error", "error"],
    ["unhandledrejection", "reason"],
  ] as const) {
    listenGlobally(event, (thrown) => {
      thrown.preventDefault();
      log("error", "Uncaught", Reflect.get(thrown, member));
    });
  }
}

const warmUpCode = `export default { async fetch(request: Request): Promise<Response> {
  const answer = await fetch("https://warm.invalid/", { method: "POST", headers: { a: "b" }, body: JSON.stringify(await request.json()) });
  console.log({ ok: answer.ok });
  return Response.json(await answer.json());
} }`;

/**
 * Web APIs and the TypeScript compiler load on first use; better now than in the first run. It is
 * run 0, of which the host takes no notice, and its outbound call is answered here.
 */
async function warm(): Promise<void> {
  const body = new TextEncoder().encode("{}");
  const head = { status: 200, statusText: "OK", headers: [["a", "b"]], complete: true };
  handler = await loadHandler(new TextEncoder().encode(warmUpCode));
  void start(0, { method: "POST", url: "https://warm.invalid/", headers: [] }, body);
  while (runs.has(0)) {
    takeAnswer({ kind: frameKinds.answer, run: 0, call: 1, head, body });
    await new Promise((resolve) => setTimeout(resolve));
  }
  handler = undefined;
}

const reader = createFrameReader({ maxBodyBytes });
const buffer = new Uint8Array(64 * 1024);
install();
await warm();
send(frameKinds.up, 0);
for (;;) {
  const size = await realDeno.stdin.read(buffer).catch(() => null);
  // The host is gone, or done with us; or the function has closed the pipe, and nobody is heard.
  if (size === null) realDeno.exit(0);
  for (const frame of reader.push(buffer.slice(0, size))) take(frame);
}
