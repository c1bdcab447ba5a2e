/** What the sandbox's own code uses, held before a function is loaded that may replace globals. */
interface RealDeno {
  readonly stdin: { read(buffer: Uint8Array): Promise<number | null> };
  readonly stdout: { writeSync(bytes: Uint8Array): number };
  readonly inspect: (value: unknown, options?: { readonly depth: number }) => string;
  readonly exit: (code: number) => never;
}

/** Deno's global; Node's types, which check this file, do not know it. */
export const realDeno: RealDeno = Reflect.get(globalThis, "Deno");
export const realFetch = globalThis.fetch;
export const RealResponse = globalThis.Response;
export const RealRequest = globalThis.Request;
/** Node's types do not know that the global object takes listeners. */
export const listenGlobally: (type: string, listener: (event: Event) => void) => void = Reflect.get(
  globalThis,
  "addEventListener",
).bind(globalThis);
