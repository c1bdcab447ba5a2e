import type { Attack } from "./attack.ts";

const wait = `const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));`;
const timeoutMs = 600;
const late = (name: string, body: string, more: Partial<Attack> = {}): Attack => ({
  name,
  body: wait + body,
  why: /^The function took longer than 600 ms\./,
  status: "timed-out",
  timeoutMs,
  ...more,
});
const fails = (name: string, body: string, why: RegExp, more: Partial<Attack> = {}): Attack => ({
  name,
  body: wait + body,
  why,
  timeoutMs: 20_000,
  ...more,
});
const streams = (start: string) =>
  `return new Response(new ReadableStream({ async start(c) { ${start} } }));`;

/** Runs that would not end: with the thread, without it, and by what they wait for or send. */
export const time: readonly Attack[] = [
  late("an endless loop", `for (;;);`),
  late(
    "an endless loop of microtasks",
    `(function again() { queueMicrotask(again); })(); await wait(60_000);`,
  ),
  late(
    "an endless loop of ticks",
    `process.nextTick(function again() { process.nextTick(again); }); await wait(60_000);`,
  ),
  late(
    "an endless loop in WebAssembly",
    `const code = Uint8Array.of(0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,97,0,0,10,9,1,7,0,3,64,12,0,11,11); new WebAssembly.Instance(new WebAssembly.Module(code)).exports.a();`,
  ),
  late("a regular expression without end", `/^(a+)+$/.test("a".repeat(50) + "b");`),
  late("a blocked thread", `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`),
  late(
    "a key that takes for ever",
    `const key = await crypto.subtle.importKey("raw", new Uint8Array(1), "PBKDF2", false, ["deriveBits"]); await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-512", salt: new Uint8Array(1), iterations: 2 ** 31 }, key, 512);`,
  ),
  late("a promise that never settles", `await new Promise(() => {});`),
  late(
    "a loop that asks for the time",
    `const end = Date.now() + 60_000; while (Date.now() < end);`,
  ),
  late(
    "standard input read to the end",
    `await new Response(Object.getPrototypeOf(Deno).stdin.readable).text();`,
  ),
  late("a call that is never answered", `await fetch("https://api.acme.test/never");`, {
    approved: ["acme.never"],
  }),
  late("an answer that hangs", `await (await fetch("https://api.acme.test/items/hangs")).text();`, {
    approved: ["acme.items.get"],
  }),
  late("an answer that drips", `await (await fetch("https://api.acme.test/items/drips")).text();`, {
    approved: ["acme.items.get"],
  }),
  late(
    "an answer that nobody reads",
    `const answer = await fetch("https://api.acme.test/items/floods"); await wait(60_000); await answer.text();`,
    { approved: ["acme.items.get"] },
  ),
  late("a response that hangs", streams("")),
  late("a response that hangs after its start", streams(`c.enqueue(new Uint8Array(1));`)),
  late(
    "a response that drips",
    streams(`for (;;) { await wait(5); c.enqueue(new Uint8Array(1)); }`),
  ),
  late("a response from a call that drips", `return fetch("https://api.acme.test/items/drips");`, {
    approved: ["acme.items.get"],
  }),
  late(
    "workers that loop",
    `const url = URL.createObjectURL(new Blob(["for (;;);"], { type: "text/javascript" })); for (let n = 0; n < 4; n++) new Worker(url, { type: "module" }); await wait(60_000);`,
  ),
  late(
    "who does not hear that it shall end",
    `request.signal.addEventListener("abort", () => { for (;;); }); await wait(60_000);`,
  ),
  fails(
    "calls itself without end",
    `const again = () => again() + 1; return again();`,
    /Maximum call stack size exceeded/,
  ),
];

const heap = /^The function ran out of JavaScript memory \(64 MB\)\.$/;
const resident = /^The function used more than 256 MB of memory\.$/;
const keep = `const all = [];`;

/** Memory by all that V8's limit counts, and all that it does not. */
export const memory: readonly Attack[] = [
  fails(
    "JavaScript objects",
    `${keep} for (;;) all.push(new Array(1000).fill({}).map(() => ({ a: [] })));`,
    heap,
  ),
  fails(
    "texts",
    `let text = "x"; ${keep} for (;;) { text += text.length < 1e8 ? text : ""; all.push([...text.slice(0, 1e5)]); }`,
    heap,
  ),
  fails(
    "objects, after the limit was raised",
    `(await import("node:v8")).setFlagsFromString("--max-old-space-size=8192"); ${keep} for (;;) { all.push(new Array(1e5).fill(0).map(() => ({}))); }`,
    heap,
  ),
  fails(
    "array buffers",
    `${keep} for (;;) { all.push(new Uint8Array(4e6).fill(1)); await wait(1); }`,
    resident,
  ),
  fails(
    "array buffers at once",
    `${keep} for (;;) all.push(new Uint8Array(64e6).fill(1));`,
    resident,
  ),
  fails(
    "shared array buffers",
    `${keep} for (;;) { all.push(new Uint8Array(new SharedArrayBuffer(4e6)).fill(1)); await wait(1); }`,
    resident,
  ),
  fails(
    "WebAssembly memory",
    `${keep} for (;;) { const m = new WebAssembly.Memory({ initial: 256 }); new Uint8Array(m.buffer).fill(1); all.push(m); await wait(1); }`,
    resident,
  ),
  fails(
    "a WebAssembly memory that grows",
    `const m = new WebAssembly.Memory({ initial: 1, maximum: 65536 }); for (;;) { m.grow(128); new Uint8Array(m.buffer).fill(1); await wait(1); }`,
    resident,
  ),
  fails(
    "blobs",
    `${keep} for (;;) { all.push(new Blob([new Uint8Array(4e6).fill(1)])); await wait(1); }`,
    resident,
  ),
  fails(
    "buffers of node",
    `${keep} for (;;) { all.push(Buffer.alloc(4e6, 1)); await wait(1); }`,
    resident,
  ),
  fails(
    "workers",
    `const url = URL.createObjectURL(new Blob(["const a = []; setInterval(() => a.push(new Uint8Array(8e6).fill(1)), 5)"], { type: "text/javascript" })); for (let n = 0; n < 40; n++) { new Worker(url, { type: "module" }); await wait(5); } await wait(60_000);`,
    resident,
  ),
  fails(
    "a small text that unpacks to a large one",
    `const zipped = await new Response(new Blob([new Uint8Array(16e6)]).stream().pipeThrough(new CompressionStream("gzip"))).bytes(); ${keep} for (;;) all.push(await new Response(new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"))).bytes().then((b) => b.fill(1)));`,
    resident,
  ),
  fails(
    "messages to itself",
    `const { port1, port2 } = new MessageChannel(); ${keep} port2.onmessage = ({ data }) => all.push(data); for (;;) { port1.postMessage(new Uint8Array(4e6).fill(1)); await wait(1); }`,
    resident,
  ),
  fails(
    "timers",
    `for (;;) { for (let n = 0; n < 1e5; n++) setTimeout(() => {}, 1e9); await wait(0); }`,
    heap,
  ),
  fails(
    "a database in memory",
    `const { DatabaseSync } = await import("node:sqlite"); const db = new DatabaseSync(":memory:"); db.exec("create table a (b)"); const row = db.prepare("insert into a values (randomblob(4000000))"); for (;;) { row.run(); await wait(1); }`,
    resident,
  ),
];

/** More than fits, by each way out. */
export const output: readonly Attack[] = [
  fails(
    "a log without end",
    `for (;;) console.log("y".repeat(16_000));`,
    /^The function logged too much\./,
  ),
  fails("an error without end", `throw new Error("z".repeat(1_000_000));`, /^z{2000}$/),
  fails(
    "a reason that is no error, without end",
    `throw { text: "z".repeat(1_000_000) };`,
    /^Thrown: \{\s+text: "zzz/,
  ),
  fails(
    "a response without end",
    `return new Response(new ReadableStream({ pull(c) { c.enqueue(new Uint8Array(1e6)); } }));`,
    /^The response is larger than 32 MB, or in too many parts\.$/,
  ),
  fails(
    "a response in one piece that is too large",
    `return new Response(new Uint8Array(40e6));`,
    /^The response is larger than 32 MB, or in too many parts\.$/,
  ),
  fails(
    "a response of single bytes",
    `return new Response(new ReadableStream({ pull(c) { c.enqueue(new Uint8Array(1)); } }));`,
    /The response is larger than 32 MB, or in too many parts/,
    { timeoutMs: 30_000 },
  ),
  fails(
    "headers of a response without end",
    `return new Response("", { headers: { a: "x".repeat(1_000_000) } });`,
    /The function's response has more than 64 kB of headers/,
  ),
  fails(
    "more headers of a response than anyone reads",
    `return new Response("", { headers: Array.from({ length: 500 }, (_, n) => ["a" + n, "b"]) });`,
    /The function's response has more than 200 headers/,
  ),
  fails(
    "a status that is none",
    `return Response.error();`,
    /must return a Response that has a status/,
  ),
  fails(
    "a status text without end",
    `return new Response("", { statusText: "x".repeat(10_000) });`,
    /^$/,
    { status: "succeeded" },
  ),
  fails(
    "a response that is none",
    `return Object.setPrototypeOf({ status: 200 }, Response.prototype);`,
    /Illegal invocation/,
  ),
  fails(
    "headers of a call without end",
    `await fetch("https://api.acme.test/items", { headers: { a: "x".repeat(1_000_000) } });`,
    /the request has more than 64 kB of headers/,
  ),
  fails(
    "more headers of a call than anyone reads",
    `await fetch("https://api.acme.test/items", { headers: Array.from({ length: 500 }, (_, n) => ["a" + n, "b"]) });`,
    /the request has more than 200 headers/,
  ),
  fails(
    "a body of a call that is too large",
    `await fetch("https://api.acme.test/messages", { method: "POST", body: new Uint8Array(11e6) });`,
    /fetch: the request is larger than 10 MB/,
    { approved: ["acme.messages.send"] },
  ),
  fails(
    "a body of a call without end",
    `await fetch("https://api.acme.test/messages", { method: "POST", duplex: "half", body: new ReadableStream({ pull(c) { c.enqueue(new Uint8Array(1e6).fill(1)); } }) });`,
    resident,
    { approved: ["acme.messages.send"] },
  ),
  fails(
    "bodies of many calls at a time",
    `const body = new Uint8Array(9e6); await Promise.all(Array.from({ length: 8 }, () => fetch("https://api.acme.test/never", { method: "POST", body })));`,
    // Whichever is noticed first.
    /used more than 256 MB of memory|requests under way are larger than 32 MB together/,
  ),
  fails(
    "calls without end",
    `for (let n = 0; n < 2_100; n++) { const answer = await fetch("https://api.acme.test/items"); if (answer.status === 403) throw new Error((await answer.json()).detail); } return reached("all");`,
    /a run makes at most 2000 outbound calls/,
  ),
  fails(
    "standard output",
    `(await import("node:fs")).writeSync(1, "hello, this is not a frame at all\\n"); await wait(60_000);`,
    /wrote to its standard output by itself \(not a frame\)\. Use console\.log\./,
  ),
  fails(
    "standard error without end",
    `for (;;) (await import("node:fs")).writeSync(2, "z".repeat(16_000) + "\\n");`,
    /took longer than 1000 ms/,
    { timeoutMs: 1_000, status: "timed-out" },
  ),
];

/** The end of its own process, by every door. */
export const endings: readonly Attack[] = [
  fails("Deno.exit", `Deno.exit(0);`, /ended its own process \(exit code 0\)/),
  fails("process.exit", `process.exit(0);`, /ended its own process \(exit code 0\)/),
  fails("process.abort", `process.abort();`, /ended its own process \(signal SIGABRT\)/),
  fails("process.reallyExit", `process.reallyExit(3);`, /ended its own process \(exit code 3\)/),
  fails(
    "a signal to itself",
    `process.kill(process.pid, "SIGKILL"); await wait(60_000);`,
    /ended its own process \(signal SIGKILL\)/,
  ),
  fails(
    "a signal that stops it",
    `process.kill(process.pid, "SIGSTOP"); await wait(60_000);`,
    /took longer than 600 ms/,
    { status: "timed-out", timeoutMs },
  ),
  fails(
    "the end of its own output",
    `Object.getPrototypeOf(Deno).stdout.close(); console.log("x"); await wait(60_000);`,
    /ended its own process \(exit code [01]\)/,
  ),
  fails(
    "the end of its own input",
    `Object.getPrototypeOf(Deno).stdin.close(); await wait(60_000);`,
    /ended its own process \(exit code [01]\)/,
  ),
  fails(
    "close()",
    `globalThis.close(); await wait(60_000);`,
    /ended its own process \(exit code 0\)/,
  ),
  fails(
    "an exit after the head of its response",
    `setTimeout(() => Deno.exit(0), 50); return new Response(new ReadableStream({ start(c) { c.enqueue(new Uint8Array(1)); } }));`,
    /ended its own process \(exit code 0\)/,
  ),
];
