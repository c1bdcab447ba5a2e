import type { Attack } from "./attack.ts";

const forbidden = `"https://api.acme.test/admin"`;
const allowed = `"https://api.acme.test/items"`;

/** Patches a built-in so that the call the sandbox makes of an approved one becomes another. */
const swaps = (name: string, patch: string): Attack => ({
  name: `${name} swaps the address of a call`,
  body: `
    ${patch}
    const answer = await fetch(${allowed});
    if (answer.ok) return reached(answer.url);
    throw new Error("stopped");`,
  why: /stopped (?:DELETE|GET) api\.acme\.test\/admin is not an approved operation/,
});

/** Patches a built-in and keeps every text that goes through it, in search of a credential. */
const listens = (name: string, patch: string): Attack => ({
  name: `${name} listens for the credential`,
  body: `
    const heard = [];
    const hear = (value) => {
      if (typeof value === "string") heard.push(value);
      else if (value instanceof Uint8Array) heard.push(String.fromCharCode(...value.subarray(0, 2000)));
    };
    ${patch}
    const answer = await fetch(${allowed});
    hear(await answer.text());
    hear([...answer.headers].join());
    if (/acme-secret|bearer (?!\\[redacted\\])/i.test(heard.join(" "))) return reached(heard);
    throw new Error("No credential came by.");`,
  why: /^No credential came by\.$/,
});

/** Bytes of a frame, as the sandbox would write it. */
const frames = `
  const { writeSync, closeSync } = await import("node:fs");
  const frame = (kind, run, head, { call = 0, headBytes, bodyBytes = 0, magic = 0x5042 } = {}) => {
    const text = new TextEncoder().encode(typeof head === "string" ? head : JSON.stringify(head));
    const bytes = new Uint8Array(19 + text.length);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, magic); view.setUint8(2, kind); view.setUint32(3, run); view.setUint32(7, call);
    view.setUint32(11, headBytes ?? text.length); view.setUint32(15, bodyBytes);
    bytes.set(text, 19);
    return bytes;
  };
  const write = (bytes) => { for (let at = 0; at < bytes.length;) at += writeSync(1, bytes.subarray(at)); };
  const everyRun = Array.from({ length: 300 }, (_, run) => run);
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));`;
const forges = (name: string, body: string, why: RegExp, more: Partial<Attack> = {}): Attack => ({
  name,
  body: frames + body,
  why,
  ...more,
});
const wipe = `{ method: "DELETE", url: ${forbidden}, headers: [] }`;

/** The sandbox's own code from inside: built-ins that it uses, frames that it writes, runs beside this one. */
export const realm: readonly Attack[] = [
  swaps(
    "JSON.stringify",
    `const real = JSON.stringify; JSON.stringify = (value, ...more) => real(value?.url ? { ...value, method: "DELETE", url: ${forbidden} } : value, ...more);`,
  ),
  swaps(
    "TextEncoder",
    `const real = TextEncoder.prototype.encode; TextEncoder.prototype.encode = function (text) { return real.call(this, text.replace(${allowed}, ${forbidden}).replace('"GET"', '"DELETE"')); };`,
  ),
  swaps(
    "Request",
    `for (const [name, value] of [["url", ${forbidden}], ["method", "DELETE"]]) Object.defineProperty(Request.prototype, name, { get: () => value });`,
  ),
  swaps(
    "Object.prototype",
    `Object.defineProperty(Object.prototype, "toJSON", { value() { return this.url ? { method: "DELETE", url: ${forbidden}, headers: [] } : this; }, configurable: true });`,
  ),
  swaps(
    "Array iteration",
    `const real = Array.prototype[Symbol.iterator]; Headers.prototype[Symbol.iterator] = function () { return real.call([["authorization", "Bearer forged"], ["x-http-method-override", "DELETE"]]); }; Object.defineProperty(Request.prototype, "url", { get: () => ${forbidden} });`,
  ),
  listens(
    "Headers.prototype.set",
    `for (const name of ["set", "append", "get"]) { const real = Headers.prototype[name]; Headers.prototype[name] = function (...given) { given.forEach(hear); return real.apply(this, given); }; }`,
  ),
  listens(
    "Promise.prototype.then",
    `const real = Promise.prototype.then; Promise.prototype.then = function (done, ...more) { return real.call(this, (value) => { hear(value?.url); hear(value); return done ? done(value) : value; }, ...more); };`,
  ),
  listens(
    "JSON.parse",
    `const real = JSON.parse; JSON.parse = (text, ...more) => { hear(text); return real(text, ...more); };`,
  ),
  listens(
    "TextDecoder",
    `const real = TextDecoder.prototype.decode; TextDecoder.prototype.decode = function (bytes, ...more) { hear(bytes); return real.call(this, bytes, ...more); };`,
  ),
  listens(
    "TextEncoder",
    `const real = TextEncoder.prototype.encode; TextEncoder.prototype.encode = function (text) { hear(text); return real.call(this, text); };`,
  ),
  listens(
    "AsyncLocalStorage",
    `const { AsyncLocalStorage } = await import("node:async_hooks"); for (const name of ["getStore", "run"]) { const real = AsyncLocalStorage.prototype[name]; AsyncLocalStorage.prototype[name] = function (...given) { const value = real.apply(this, given); hear(JSON.stringify(value ?? null)); return value; }; }`,
  ),
  listens(
    "Uint8Array",
    `const real = Uint8Array.prototype.set; const text = TextDecoder.prototype.decode.bind(new TextDecoder()); Uint8Array.prototype.set = function (...given) { real.apply(this, given); hear(text(this)); };`,
  ),
  listens(
    "Map",
    `for (const name of ["get", "set"]) { const real = Map.prototype[name]; Map.prototype[name] = function (...given) { given.forEach((one) => hear(typeof one === "object" ? JSON.stringify(one) : one)); return real.apply(this, given); }; }`,
  ),
  listens(
    "Object.prototype",
    `for (const name of ["authorization", "token", "accessToken"]) Object.defineProperty(Object.prototype, name, { set(value) { hear(String(value)); }, get() {}, configurable: true });`,
  ),
  listens(
    "standard input",
    `const { stdin } = Object.getPrototypeOf(Deno); const real = stdin.read.bind(stdin); stdin.read = async (buffer) => { const size = await real(buffer); hear(buffer.subarray(0, size)); return size; };`,
  ),
  listens(
    "Error.prepareStackTrace",
    `Error.prepareStackTrace = (error, sites) => { for (const site of sites) hear(String(site.getThis?.()) + site.getFunction?.()); return ""; }; try { null.x; } catch (error) { hear(error.stack); }`,
  ),
  forges(
    "a call in the name of every run",
    `for (const run of everyRun) write(frame(7, run, ${wipe}, { call: 999 })); await wait(100); throw new Error("over");`,
    /over DELETE api\.acme\.test\/admin is not an approved operation/,
  ),
  forges(
    "an answer in the name of every run",
    `for (const run of everyRun) { write(frame(12, run, { status: 200, statusText: "", headers: [["x-forged", "1"]] })); write(frame(14, run, {})); } await wait(100); throw new Error("over");`,
    /^$/,
    { status: "succeeded" },
  ),
  forges(
    "an end in the name of every run",
    `for (const run of everyRun) write(frame(14, run, { error: { message: "forged" } })); await wait(100);`,
    /^forged$/,
  ),
  forges(
    "log lines in the name of every run",
    `for (const run of everyRun) write(frame(6, run, { level: "error" })); await wait(100); throw new Error("over");`,
    /^over/,
  ),
  forges(
    "a frame that only the host sends",
    `write(frame(2, 1, { sdkAt: [], secretNames: [] })); await wait(500);`,
    /standard output by itself \(a frame that only the host sends\)/,
  ),
  forges(
    "the frame that says it is up, once more",
    `write(frame(1, 0, {})); write(frame(3, 0, {})); await wait(50); throw new Error("over");`,
    /^over$/,
  ),
  forges(
    "a frame of no kind",
    `write(frame(99, 0, {})); await wait(500);`,
    /standard output by itself \(not a frame\)/,
  ),
  forges(
    "a frame without its mark",
    `write(frame(7, 1, {}, { magic: 1 })); await wait(500);`,
    /standard output by itself \(not a frame\)/,
  ),
  forges(
    "a head that says it is huge",
    `write(frame(7, 1, {}, { headBytes: 0xffffffff })); await wait(500);`,
    /standard output by itself \(too large\)/,
  ),
  forges(
    "a body that says it is huge",
    `write(frame(7, 1, {}, { bodyBytes: 0xffffffff })); await wait(500);`,
    /standard output by itself \(too large\)/,
  ),
  forges(
    "a frame that never ends",
    `write(frame(7, 1, {}, { bodyBytes: 1_000_000 })); await wait(60_000);`,
    /took longer than 300 ms/,
    { timeoutMs: 300, status: "timed-out" },
  ),
  forges(
    "a head that is not JSON",
    `write(frame(7, 1, "{{{")); await wait(500);`,
    /standard output by itself \(its head is not JSON\)/,
  ),
  forges(
    "a head that is deep",
    `write(frame(7, 1, "[".repeat(100_000) + "]".repeat(100_000))); await wait(500);`,
    /standard output by itself \(unreadable\)/,
  ),
  forges(
    "a head that pollutes",
    `write(frame(12, 1, '{"__proto__":{"status":200},"status":"200","statusText":"","headers":[]}')); await wait(500);`,
    /standard output by itself \(unreadable\)/,
  ),
  forges(
    "a response before its own",
    `write(frame(12, 1, { status: 999, statusText: "", headers: [] })); await wait(500);`,
    /standard output by itself \(unreadable\)/,
  ),
  forges(
    "calls without end, whose answers nobody reads",
    `const one = frame(7, 1, { method: "GET", url: "https://evil.test/", headers: [] }); for (;;) write(one);`,
    /^The function made more than 3000 outbound calls\./,
  ),
  forges(
    "frames without end that nobody waits for",
    `const one = frame(13, 999, ""); for (;;) write(one);`,
    /^The function wrote more to its standard output by itself than anyone waits for\.$/,
  ),
  forges(
    "the ends of calls that there are not, without end",
    `const one = frame(8, 1, ""); for (;;) write(one);`,
    /^The function wrote more to its standard output by itself than anyone waits for\.$/,
  ),
  forges(
    "empty log lines without end",
    `const one = frame(6, 1, { level: "info" }); for (;;) write(one);`,
    /^The function logged too much\./,
  ),
  forges(
    "empty pieces of a response without end",
    `write(frame(12, 1, { status: 200, statusText: "", headers: [] })); const one = frame(13, 1, ""); for (;;) write(one);`,
    /^The response is larger than 32 MB, or in too many parts\.$/,
    { timeoutMs: 20_000 },
  ),
  forges(
    "more calls than there may be",
    `const one = frame(7, 1, { method: "GET", url: "https://evil.test/", headers: [] }); for (let n = 0; n < 900; n++) write(one); await wait(50); throw new Error("over");`,
    /^over GET evil.test/,
  ),
  forges(
    "closes what it speaks to the host by",
    `closeSync(1); await wait(60_000);`,
    /took longer than 500 ms/,
    { timeoutMs: 500, status: "timed-out" },
  ),
  forges(
    "closes what the host speaks to it by",
    `closeSync(0); await wait(60_000);`,
    /ended its own process \(exit code 0\)/,
    { timeoutMs: 5_000 },
  ),
  {
    name: "speaks to other functions by a BroadcastChannel",
    body: `new BroadcastChannel("shared").postMessage("hello"); throw new Error("Nobody heard.");`,
    why: /^Nobody heard\.$/,
  },
];
