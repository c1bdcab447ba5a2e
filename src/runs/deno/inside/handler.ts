/** A function as the sandbox calls it. */
export type Handler = (request: Request) => Response | Promise<Response>;

/** Where the code names the SDK, in UTF-16 units. */
type Span = readonly [start: number, end: number];

const expected =
  "The file must have `export default { async fetch(request) { … } }`, export a function as its default, or call Deno.serve with a handler.";

/** The second thing that a handler of `Deno.serve` is given; who called is not told. */
const serveInfo = {
  remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 0 },
  completed: Promise.resolve(),
};

let served: Handler | undefined;

/** `Deno.serve` listens to nothing: it hands over its handler. */
export function captureServe(...given: readonly unknown[]): object {
  const handler = given.find((one) => typeof one === "function") ?? member(given[0], "handler");
  if (typeof handler !== "function") throw new TypeError("Deno.serve takes a handler");
  served = (request) => handler(request, serveInfo);
  const over = Promise.withResolvers<void>().promise;
  return { finished: over, shutdown: () => over, ref() {}, unref() {}, addr: {} };
}

/** Runs the file once and finds what answers requests. */
export async function loadHandler(
  code: Uint8Array<ArrayBuffer>,
  sdk?: { readonly module: Uint8Array<ArrayBuffer>; readonly at: readonly Span[] },
): Promise<Handler> {
  const sdkUrl = sdk && urlOf(sdk.module, "application/javascript");
  const whole = sdk && sdkUrl ? withSpecifier(code, sdk.at, sdkUrl) : code;
  const url = urlOf(whole, "application/typescript");
  try {
    const file: unknown = await import(url);
    const exported = member(file, "default");
    const fetch = member(exported, "fetch");
    if (typeof fetch === "function") return (request) => fetch.call(exported, request);
    if (typeof exported === "function") return (request) => exported(request);
    if (served) return served;
    throw new Error(expected);
  } finally {
    for (const one of [url, sdkUrl]) if (one !== undefined) URL.revokeObjectURL(one);
  }
}

function urlOf(content: Uint8Array<ArrayBuffer> | string, type: string): string {
  return URL.createObjectURL(new Blob([content], { type }));
}

/** Puts the address where the code names the module, and changes nothing else: its lines stay as they are. */
function withSpecifier(code: Uint8Array, at: readonly Span[], url: string): string {
  const text = new TextDecoder().decode(code);
  let [whole, from] = ["", 0];
  for (const [start, end] of at) {
    whole += text.slice(from, start) + JSON.stringify(url);
    from = end;
  }
  return whole + text.slice(from);
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
