/** A function as the sandbox calls it. */
export type Handler = (request: Request) => Response | Promise<Response>;

const expected =
  "The file must have `export default { async fetch(request) { … } }` (or call Deno.serve with a handler).";

let served: Handler | undefined;

/** `Deno.serve` listens to nothing: it hands over its handler. */
export function captureServe(...given: readonly unknown[]): object {
  const handler = given.find((one) => typeof one === "function") ?? member(given[0], "handler");
  if (typeof handler !== "function") throw new TypeError("Deno.serve takes a handler");
  served = handler as Handler;
  const over = Promise.withResolvers<void>().promise;
  return { finished: over, shutdown: () => over, ref() {}, unref() {}, addr: {} };
}

/** Runs the file once and finds what answers requests. */
export async function loadHandler(code: Uint8Array<ArrayBuffer>): Promise<Handler> {
  const url = URL.createObjectURL(new Blob([code], { type: "application/typescript" }));
  try {
    const file: unknown = await import(url);
    const exported = member(file, "default");
    const fetch = member(exported, "fetch");
    if (typeof fetch === "function") return (request) => fetch.call(exported, request);
    if (served) return served;
    throw new Error(expected);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
