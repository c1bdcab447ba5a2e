import { type Attack, expressions } from "./attack.ts";

/** Said in the error, or in a log line where node throws it beside the promise. */
const net = /a function has no network but fetch, for operations that it was approved for: "/;
const missing = /is not defined|is not a function/;
const file = /is one file: it may not import/;
const socket = /no files to read: "\/(?:var\/run\/docker|tmp\/patchbay-hostile)\.sock"/;
const passwd = /no files to read: "\/etc\/passwd"/;

const node = (module: string, work: string) =>
  `new Promise(async (ok, no) => { const m = await import("node:${module}"); setTimeout(no, 300, new Error("nothing happened")); ${work} })`;

const inWorker = (name: string, work: string, why: RegExp, options = `{ type: "module" }`) => ({
  name,
  body: `
    const inside = ${JSON.stringify(`(async () => { ${work} })().then((v) => postMessage({ reached: String(v) }), (e) => postMessage({ stopped: String(e) }));`)};
    const worker = new Worker("data:text/javascript," + encodeURIComponent(inside), ${options});
    const { stopped } = await new Promise((ok, no) => {
      worker.onmessage = ({ data }) => ok(data);
      worker.onerror = (event) => { event.preventDefault(); no(new Error(event.message)); };
    });
    worker.terminate();
    if (stopped) throw new Error(stopped);
    return reached("by a worker");`,
  why,
});

/** Ways out beside the broker: sockets, names, imports, and workers, whose realm is fresh. */
export const network: readonly Attack[] = [
  ...expressions([
    ["connects", `Deno.connect({ hostname: "127.0.0.1", port: CANARY })`, net],
    ["connects by TLS", `Deno.connectTls({ hostname: "127.0.0.1", port: CANARY })`, net],
    [
      "connects to a socket of the machine",
      `Deno.connect({ transport: "unix", path: "/var/run/docker.sock" })`,
      socket,
    ],
    ["connects to IPv6", `Deno.connect({ hostname: "::1", port: CANARY })`, net],
    [
      "connects by node:net",
      node("net", `m.connect(CANARY, "127.0.0.1", () => ok("connected")).on("error", no);`),
      net,
    ],
    [
      "connects to a socket of the machine by node:net",
      node("net", `m.connect("/var/run/docker.sock", () => ok("connected")).on("error", no);`),
      socket,
    ],
    [
      "connects by node:tls",
      node("tls", `m.connect(CANARY, "127.0.0.1", () => ok("connected")).on("error", no);`),
      net,
    ],
    [
      "connects by node:http",
      node("http", `m.get("http://127.0.0.1:CANARY", () => ok("answered")).on("error", no);`),
      net,
    ],
    [
      "connects by node:https",
      node("https", `m.get("https://127.0.0.1:CANARY", () => ok("answered")).on("error", no);`),
      net,
    ],
    [
      "connects by node:http2",
      node("http2", `m.connect("http://127.0.0.1:CANARY", () => ok("connected")).on("error", no);`),
      net,
    ],
    [
      "sends a datagram",
      node(
        "dgram",
        `const s = m.createSocket("udp4"); s.on("error", no); s.send("x", DATAGRAM, "127.0.0.1", (e) => e ? no(e) : ok("sent"));`,
      ),
      net,
    ],
    [
      "sends a datagram by Deno",
      `Deno.listenDatagram({ transport: "udp", port: 0 }).send(new Uint8Array(1), { transport: "udp", hostname: "127.0.0.1", port: DATAGRAM })`,
      missing,
    ],
    [
      "opens a WebSocket",
      `new Promise((ok, no) => { const s = new WebSocket("ws://127.0.0.1:CANARY"); s.onopen = ok; s.onerror = (e) => no(e.error ?? e.message); })`,
      net,
    ],
    [
      "opens a WebSocket as a stream",
      `new WebSocketStream("ws://127.0.0.1:CANARY").opened`,
      missing,
    ],
    [
      "opens an EventSource",
      `new Promise((ok, no) => { const s = new EventSource("http://127.0.0.1:CANARY"); s.onopen = ok; s.onerror = (e) => { s.close(); no(new Error(e.message ?? "closed")); }; })`,
      /closed/,
    ],
    ["opens a WebTransport", `new WebTransport("https://127.0.0.1:CANARY").ready`, missing],
    [
      "opens QUIC",
      `Deno.connectQuic({ hostname: "127.0.0.1", port: CANARY, alpnProtocols: ["h3"] })`,
      missing,
    ],
    ["uses a proxy", `Deno.createHttpClient({ proxy: { url: "http://127.0.0.1:CANARY" } })`, net],
    [
      "uses a SOCKS proxy",
      `Deno.createHttpClient({ proxy: { url: "socks5://127.0.0.1:CANARY" } })`,
      net,
    ],
    [
      "uses a proxy behind a socket of the machine",
      `Deno.createHttpClient({ proxy: { transport: "unix", path: "/var/run/docker.sock" } })`,
      socket,
    ],
    [
      "uses XMLHttpRequest",
      `new Promise((ok, no) => { const x = new XMLHttpRequest(); x.open("GET", "http://127.0.0.1:CANARY"); x.onload = ok; x.onerror = no; x.send(); })`,
      missing,
    ],
    ["asks DNS", `Deno.resolveDns("secret.example.com", "A")`, net],
    [
      "asks a DNS server of its own",
      `Deno.resolveDns("secret.example.com", "TXT", { nameServer: { ipAddr: "127.0.0.1", port: DATAGRAM } })`,
      net,
    ],
    [
      "asks DNS by node",
      node("dns", `m.lookup("secret.example.com", (e, a) => e ? no(e) : ok(a));`),
      /EPERM secret.example.com/,
    ],
    [
      "asks DNS by node's resolver",
      node(
        "dns",
        `const r = new m.Resolver(); r.setServers(["127.0.0.1:DATAGRAM"]); r.resolve4("secret.example.com", (e, a) => e ? no(e) : ok(a));`,
      ),
      /may not ask about the machine/,
    ],
    ["listens", `Deno.listen({ port: 0 }).addr.port`, net],
    [
      "listens for HTTP with the real serve",
      `Object.getPrototypeOf(Deno).serve({ port: 0 }, () => new Response()).addr.port`,
      net,
    ],
    [
      "listens on a socket of the machine",
      `Deno.listen({ transport: "unix", path: "/tmp/patchbay-hostile.sock" })`,
      socket,
    ],
    [
      "listens by node",
      node("http", `m.createServer().on("error", no).listen(0, () => ok("listening"));`),
      net,
    ],
    ["imports from the net", `import("http://127.0.0.1:CANARY/x.js")`, file],
    ["imports from a known host", `import("https://deno.land/std/version.ts")`, file],
    ["imports a package of npm", `import("npm:left-pad@1.3.0")`, file],
    ["imports a package of JSR", `import("jsr:@std/path")`, file],
    [
      "imports from the net inside of data:",
      `import("data:text/javascript,import 'http://127.0.0.1:CANARY/x.js'")`,
      file,
    ],
    [
      "imports a file inside of blob:",
      `import(URL.createObjectURL(new Blob(["export * from 'file:///etc/passwd'"], { type: "text/javascript" })))`,
      passwd,
    ],
    ["imports what a name stands for", `import("left-pad")`, /"left-pad" not a dependency/],
  ]),
  inWorker("a worker calls", `return (await fetch("http://127.0.0.1:CANARY")).status`, net),
  inWorker("a worker calls the provider", `return (await fetch("PROVIDER/items")).status`, net),
  inWorker("a worker reads a file", `return Deno.readTextFile("/etc/passwd")`, passwd),
  inWorker(
    "a worker reads the environment",
    `return Deno.env.get("PATH")`,
    /no environment but its secrets/,
  ),
  inWorker(
    "a worker with permissions inherited",
    `return Deno.readTextFile("/etc/passwd")`,
    /Unstable API 'Worker.deno.permissions'/,
    `{ type: "module", deno: { permissions: "inherit" } }`,
  ),
  inWorker(
    "a worker with permissions of its own",
    `return (await fetch("http://127.0.0.1:CANARY")).status`,
    /Unstable API 'Worker.deno.permissions'/,
    `{ type: "module", deno: { permissions: { net: true } } }`,
  ),
  inWorker(
    "a worker in a worker",
    `const w = new Worker("data:text/javascript,fetch('http://127.0.0.1:CANARY').then((r) => postMessage(r.status), (e) => postMessage(String(e)))", { type: "module" }); return new Promise((ok, no) => { w.onmessage = ({ data }) => typeof data === "number" ? ok(data) : no(new Error(data)); });`,
    net,
  ),
  ...expressions([
    [
      "a worker from the net",
      `new Promise((ok, no) => { const w = new Worker("http://127.0.0.1:CANARY/w.js", { type: "module" }); w.onmessage = ok; w.onerror = (e) => { e.preventDefault(); no(new Error(e.message)); }; })`,
      file,
    ],
    [
      "a worker from a file",
      `new Promise((ok, no) => { const w = new Worker("file:///etc/passwd", { type: "module" }); w.onmessage = ok; w.onerror = (e) => { e.preventDefault(); no(new Error(e.message)); }; })`,
      passwd,
    ],
    [
      "a worker of node",
      `new Promise(async (ok, no) => { const { Worker } = await import("node:worker_threads"); new Worker("require('fs').readFileSync('/etc/passwd')", { eval: true }).on("error", no).on("exit", (c) => c ? no(new Error("exit " + c)) : ok("read")); })`,
      passwd,
    ],
  ]),
];
