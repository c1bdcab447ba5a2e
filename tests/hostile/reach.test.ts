import { readFileSync, readdirSync, statSync } from "node:fs";
import { createSocket } from "node:dgram";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ground, accessToken, createGround, functionOf } from "./ground.ts";

/** What a function tries that must not get anywhere. The process has no permission to do any of it. */
let ground: Ground;
beforeAll(async () => {
  ground = await createGround();
});
afterAll(() => ground.close());

const secretInHost = "PATCHBAY_HOSTILE_CANARY";

/** Each is one expression; `attempt` turns what it throws into `{ stopped }`. */
const attacks: readonly (readonly [name: string, expression: string])[] = [
  ["reads a file", `Deno.readTextFileSync("/etc/passwd")`],
  ["reads a file by node:fs", `(await import("node:fs")).readFileSync("/etc/passwd", "utf8")`],
  [
    "reads a file by fetch",
    `fetch("file:///etc/passwd").then((r) => { if (!r.ok) throw new Error("refused"); return r.text(); })`,
  ],
  ["reads a file by import", `import("file://ROOT/src/core/clock.ts")`],
  ["reads its own memory map", `Deno.readTextFileSync("/proc/self/maps")`],
  ["reads the environment by /proc", `Deno.readTextFileSync("/proc/self/environ")`],
  ["lists a folder", `[...Deno.readDirSync(".")]`],
  ["writes a file", `Deno.writeTextFileSync("/tmp/patchbay-hostile", "x")`],
  ["makes a link", `Deno.symlinkSync("/etc/passwd", "here")`],
  ["makes a temporary file", `Deno.makeTempFileSync()`],
  ["reads the environment", `Object.getPrototypeOf(Deno).env.get("DENO_DIR").length`],
  ["reads the environment by node", `(await import("node:process")).env.DENO_DIR.length`],
  ["starts a program", `new Deno.Command("/bin/sh", { args: ["-c", "id"] }).outputSync()`],
  [
    "starts a program by node",
    `(await import("node:child_process")).execFileSync("/bin/echo", ["x"]).toString()`,
  ],
  ["kills the host", `(await import("node:process")).kill((await import("node:process")).ppid, 0)`],
  ["loads a library", `Deno.dlopen("/lib/x86_64-linux-gnu/libc.so.6", {})`],
  ["connects", `Deno.connect({ hostname: "127.0.0.1", port: CANARY })`],
  [
    "connects by node:net",
    `new Promise(async (ok, no) => (await import("node:net")).connect(CANARY, "127.0.0.1", () => ok("connected")).on("error", no))`,
  ],
  [
    "connects by node:http",
    `new Promise(async (ok, no) => (await import("node:http")).get("http://127.0.0.1:CANARY", () => ok("answered")).on("error", no))`,
  ],
  [
    "opens a WebSocket",
    `new Promise((ok, no) => { const s = new WebSocket("ws://127.0.0.1:CANARY"); s.onopen = ok; s.onerror = (e) => no(e.message); })`,
  ],
  ["uses a proxy client", `Deno.createHttpClient({ proxy: { url: "http://127.0.0.1:CANARY" } })`],
  ["asks DNS", `Deno.resolveDns("example.com", "A")`],
  [
    "asks DNS by node",
    `new Promise(async (ok, no) => (await import("node:dns")).lookup("example.com", (e, a) => e ? no(e) : ok(a)))`,
  ],
  ["listens", `Deno.listen({ port: 0 }).addr`],
  [
    "listens by node",
    `new Promise(async (ok, no) => { setTimeout(no, 300, "nothing"); (await import("node:http")).createServer().listen(0, ok).on("error", no); })`,
  ],
  ["imports from the net", `import("http://127.0.0.1:CANARY/x.js")`],
  ["imports a package", `import("npm:left-pad@1.3.0")`],
  ["imports from jsr", `import("jsr:@std/path")`],
  ["uses localStorage", `localStorage.setItem("a", "b")`],
  ["uses caches", `caches.open("a").then((c) => c.put("https://a.test", new Response("b")))`],
  [
    "uses a database",
    `(async () => new (await import("node:sqlite")).DatabaseSync("/tmp/patchbay-hostile.db"))()`,
  ],
  ["asks for the host's name", `Deno.hostname()`],
  [
    "asks for permission",
    `Deno.permissions.request({ name: "net" }).then((s) => { if (s.state !== "granted") throw new Error(s.state); })`,
  ],
];

describe("the process", () => {
  test.each(attacks)("%s: stopped", async (_, expression) => {
    const before = ground.contacts.length;
    const filled = expression
      .replaceAll("CANARY", String(ground.canaryPort))
      .replaceAll("ROOT", join(import.meta.dirname, "../.."));
    const code = functionOf(
      `return Response.json(await attempt(async () => String(await (${filled}))));`,
    );
    const { text, outcome } = await ground.run(code);
    expect(outcome.status).toBe("succeeded");
    expect(JSON.parse(text)).toEqual({ stopped: expect.any(String) });
    expect(ground.contacts).toHaveLength(before);
  });

  test("sends no datagram", async () => {
    const heard: string[] = [];
    const socket = createSocket("udp4").on("message", (bytes) => heard.push(String(bytes)));
    await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
    const { port } = socket.address();
    const { text } = await ground.run(
      functionOf(`return Response.json(await attempt(async () => {
        const socket = (await import("node:dgram")).createSocket("udp4");
        await new Promise((ok, no) => { setTimeout(no, 300, "nothing"); socket.on("error", no); socket.send("x", ${port}, "127.0.0.1", (e) => e ? no(e) : ok()); });
      }));`),
    );
    expect(JSON.parse(text)).toEqual({ stopped: expect.any(String) });
    // What one datagram of our own after it shows: theirs would have come before.
    const own = new Promise((resolve) => socket.once("message", resolve));
    socket.send("own", port, "127.0.0.1");
    await own;
    socket.close();
    expect(heard).toEqual(["own"]);
  });

  test("a worker, whose realm is fresh, reaches no more", async () => {
    const inside = `
      const tries = [
        () => fetch("http://127.0.0.1:${ground.canaryPort}"),
        () => fetch("${ground.apiBase}/items"),
        () => Deno.readTextFile("/etc/passwd"),
        () => Deno.env.get("PATH"),
      ];
      const results = [];
      for (const work of tries) {
        try { await work(); results.push("reached"); } catch { results.push("stopped"); }
      }
      postMessage(results);`;
    const { text } = await ground.run(
      functionOf(`return Response.json(await attempt(() => new Promise((ok, no) => {
        const url = URL.createObjectURL(new Blob([${JSON.stringify(inside)}], { type: "text/javascript" }));
        const worker = new Worker(url, { type: "module" });
        worker.onmessage = (event) => ok(event.data);
        worker.onerror = (event) => { event.preventDefault(); no(event.message); };
      })));`),
    );
    expect(JSON.parse(text)).toEqual({ reached: ["stopped", "stopped", "stopped", "stopped"] });
    expect(ground.contacts).toEqual([]);
    expect(ground.received.filter(({ headers }) => !headers.authorization)).toEqual([]);
  });

  test("holds neither token nor anything of the host's environment", async () => {
    process.env[secretInHost] = "host-secret";
    const own = await createGround();
    try {
      const { text } = await own.run(
        functionOf(`
          const answer = await fetch("https://api.acme.test/items");
          const seen = [Deno.env.get("${secretInHost}") ?? "unset", await answer.text(), [...answer.headers].join()];
          return new Response(seen.join("\\n"));`),
      );
      expect(text).toContain("unset");
      expect(text).not.toContain("host-secret");
      expect(own.received[0]?.headers.authorization).toBe(`Bearer ${accessToken}`);
      expect(text).not.toContain(accessToken);
      expect(text).toContain("[redacted]");
    } finally {
      delete process.env[secretInHost];
      await own.close();
    }
  });

  test("leaves nothing behind that another function could read", () => {
    const storage = join(ground.dataDir, "deno", "cache", "location_data");
    expect(statSync(storage).isFile()).toBe(true);
    expect(readFileSync(storage, "utf8")).toBe("");
    expect(readdirSync(join(ground.dataDir, "deno", "empty"))).toEqual([]);
  });
});

describe("the broker", () => {
  const fetchOf = (url: string, init = "{}") =>
    functionOf(`
      const answer = await attempt(() => fetch(${JSON.stringify(url)}, ${init}));
      return Response.json({ status: answer.reached?.status, stopped: answer.stopped, detail: (await answer.reached?.json().catch(() => ({})))?.detail });`);

  test.each([
    ["an operation that was not approved", "https://api.acme.test/admin", `{ method: "DELETE" }`],
    ["an approved path by another method", "https://api.acme.test/items", `{ method: "POST" }`],
    ["another host", "https://evil.test/items", "{}"],
    ["the cloud's metadata", "http://169.254.169.254/latest/meta-data/", "{}"],
    ["a loopback port", "http://127.0.0.1:CANARY/", "{}"],
    ["a port of the right host", "https://api.acme.test:8443/items", "{}"],
    ["a user that looks like the host", "https://api.acme.test@127.0.0.1:CANARY/items", "{}"],
    ["plain http", "http://api.acme.test/items", "{}"],
    ["an encoded climb", "https://api.acme.test/items/%2e%2e/admin", "{}"],
    ["an encoded slash", "https://api.acme.test/items/..%2fadmin", "{}"],
    ["an empty segment", "https://api.acme.test//items", "{}"],
    ["a token of its own", "https://api.acme.test/items?access_token=mine", "{}"],
  ])("does not let through %s", async (_, url, init) => {
    const before = ground.received.length;
    const address = url.replace("CANARY", String(ground.canaryPort));
    const { text, outcome } = await ground.run(fetchOf(address, init));
    const seen: { status?: number; stopped?: string; detail?: string } = JSON.parse(text);
    // A user in an address is refused by `Request` itself, before there is a call.
    const refused = { refused: seen.detail, status: 403 };
    expect(outcome.calls).toMatchObject(seen.stopped === undefined ? [refused] : []);
    expect(seen.stopped ?? seen.detail).toEqual(expect.any(String));
    expect(ground.received).toHaveLength(before);
    expect(ground.contacts).toEqual([]);
  });

  test("drops every header that could change what the call is", async () => {
    const headers = {
      cookie: "a=b",
      "x-http-method-override": "DELETE",
      "x-forwarded-for": "10.0.0.1",
      "proxy-authorization": "Basic x",
      forwarded: "host=evil.test",
      accept: "application/json",
    };
    await ground.run(fetchOf("https://api.acme.test/items", JSON.stringify({ headers })));
    const got = ground.received.at(-1)?.headers ?? {};
    expect(got).toMatchObject({
      authorization: `Bearer ${accessToken}`,
      accept: "application/json",
    });
    const dropped = Object.keys(headers).filter((name) => name !== "accept");
    expect(dropped.filter((name) => got[name] !== undefined)).toEqual([]);
  });

  test.each([
    ["a denied host", "https://evil.test/"],
    ["a denied operation", "https://api.acme.test/admin"],
    ["a loopback port", "http://127.0.0.1:CANARY/"],
  ])("judges a redirect to %s again", async (_, to) => {
    const target = encodeURIComponent(to.replace("CANARY", String(ground.canaryPort)));
    const url = `https://api.acme.test/redirect?to=${target}`;
    const { text, outcome } = await ground.run(fetchOf(url), { approved: ["acme.redirect"] });
    expect(JSON.parse(text)).toMatchObject({ status: 403 });
    expect(outcome.calls).toMatchObject([{ status: 302 }, { refused: expect.any(String) }]);
    expect(ground.contacts).toEqual([]);
  });

  test("follows a redirect to what is approved", async () => {
    const url = `https://api.acme.test/redirect?to=${encodeURIComponent("/items?page=2")}`;
    const { text } = await ground.run(
      functionOf(
        `const a = await fetch("${url}"); return Response.json([a.status, a.redirected, a.url]);`,
      ),
      { approved: ["acme.redirect", "acme.items.list"] },
    );
    expect(JSON.parse(text)).toEqual([200, true, "https://api.acme.test/items?page=2"]);
  });
});
