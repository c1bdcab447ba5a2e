import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ground, createGround, functionOf } from "./ground.ts";

/** What a well-meant function can rely on. */
let ground: Ground;
beforeAll(async () => {
  ground = await createGround();
});
afterAll(() => ground.close());

describe("a function", () => {
  test("gets the request and gives the response, bytes unchanged", async () => {
    const bytes = new Uint8Array(300_000).map((_, at) => at % 251);
    const code = functionOf(`
      const body = await request.bytes();
      return new Response(body, { status: 201, headers: { "x-method": request.method, "x-url": request.url, "x-asked": request.headers.get("x-ask") } });`);
    const request = new Request("https://f.invalid/a?b=c", {
      method: "PUT",
      body: bytes,
      headers: { "x-ask": "hello" },
    });
    const running = ground.start(code, { request });
    const response = await running.response;
    expect(response.status).toBe(201);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "x-method": "PUT",
      "x-url": "https://f.invalid/a?b=c",
      "x-asked": "hello",
    });
    expect(Buffer.compare(await response.bytes(), bytes)).toBe(0);
    const { status, phases, ms } = await running.done;
    expect(status).toBe("succeeded");
    expect(phases.queue + phases.start + phases.run).toBeCloseTo(ms, 0);
  });

  test.each([
    [
      "TypeScript with a class instance",
      `interface A { b: string } class F { name: string = "class"; async fetch(r: Request): Promise<Response> { const a: A = { b: this.name }; return new Response(a.b satisfies string); } } export default new F();`,
      "class",
    ],
    ["Deno.serve", `Deno.serve((request) => new Response("served"));`, "served"],
    [
      "Deno.serve with options",
      `Deno.serve({ port: 1 }, () => new Response("options"));`,
      "options",
    ],
    ["a response without a body", functionOf(`return new Response(null, { status: 204 });`), ""],
  ])("may be %s", async (_, code, expected) => {
    const { text, outcome } = await ground.run(code);
    expect([text, outcome.status]).toEqual([expected, "succeeded"]);
  });

  test.each([
    ["exports nothing", `export const a = 1;`, /must have `export default/],
    ["does not parse", `export default { fetch( {`, /^SyntaxError: .*hostile\.ts:1:26/s],
    ["throws while loading", `throw new Error("at the top");`, /^at the top$/],
    [
      "calls out while loading",
      `await fetch("https://api.acme.test/items");`,
      /only while a request is being handled/,
    ],
    ["answers with something else", functionOf(`return { ok: true };`), /must return a Response/],
    ["throws no error", functionOf(`throw "text";`), /^Thrown: "text"$/],
  ])("that %s fails with a clear error", async (_, code, message) => {
    const { response, text, outcome } = await ground.run(code);
    expect(outcome.status).toBe("failed");
    expect(outcome.error?.message).toMatch(message);
    expect(response.status).toBe(500);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(JSON.parse(text)).toMatchObject({ detail: outcome.error?.message });
  });

  test("that throws shows the line and column in its own file", async () => {
    const code = `const deep = (): never => {\n  throw new RangeError("too far");\n};\nexport default {\n  async fetch() {\n    return deep();\n  },\n};\n`;
    const { outcome } = await ground.run(code, { name: "postDeals" });
    expect(outcome.error).toEqual({
      message: "RangeError: too far",
      stack:
        "RangeError: too far\n  at deep (postDeals.ts:2:9)\n  at Object.fetch (postDeals.ts:6:12)",
    });
  });

  test("that answers 500 has failed, and its answer reaches the caller", async () => {
    const { response, text, outcome } = await ground.run(
      functionOf(`return new Response("mine", { status: 503 });`),
    );
    expect([response.status, text, outcome.status]).toEqual([503, "mine", "failed"]);
    expect(outcome.error?.message).toBe("The function answered 503.");
  });

  test("has console by level, with values shown", async () => {
    const { outcome } = await ground.run(
      functionOf(
        `console.debug("%s is %d", "a", 1, { b: [2] }); console.info(new Map([[1, 2]])); console.warn("w"); console.error(new Error("e").message); console.assert(false, "no"); return new Response();`,
      ),
    );
    expect(outcome.logs.map(({ level, message }) => [level, message])).toEqual([
      ["debug", "a is 1 { b: [ 2 ] }"],
      ["info", "Map(1) { 1 => 2 }"],
      ["warn", "w"],
      ["error", "e"],
      ["error", "Assertion failed no"],
    ]);
  });

  test("can abort its own call, and go on", async () => {
    const { text } = await ground.run(
      functionOf(
        `const a = await attempt(() => fetch("https://api.acme.test/never", { signal: AbortSignal.timeout(50) })); return new Response(a.stopped);`,
      ),
      { approved: ["acme.never"] },
    );
    expect(text).toContain("TimeoutError");
  });
});

test("a response streams as it comes", async () => {
  const code = functionOf(`
    let go; const gate = new Promise((resolve) => { globalThis.go = resolve; });
    if (request.url.endsWith("go")) { return new Response("went"); }
    const stream = new ReadableStream({
      async start(c) {
        c.enqueue(new TextEncoder().encode("first"));
        await fetch("https://api.acme.test/items");
        c.enqueue(new TextEncoder().encode("second"));
        await fetch("https://api.acme.test/never");
      },
    });
    return new Response(stream, { headers: { "content-type": "text/event-stream" } });`);
  const stop = new AbortController();
  const running = ground.start(code, {
    approved: ["acme.items.list", "acme.never"],
    signal: stop.signal,
  });
  const response = await running.response;
  const reader = response.body?.getReader();
  const next = async () => Buffer.from((await reader?.read())?.value ?? []).toString();
  // It never ends by itself, so both came while it was running.
  expect([await next(), await next()]).toEqual(["first", "second"]);
  stop.abort();
  expect((await running.done).status).toBe("cancelled");
});

test("who stops reading cancels the run", async () => {
  const code = functionOf(
    `return new Response(new ReadableStream({ start(c) { c.enqueue(new Uint8Array(1)); } }));`,
  );
  const running = ground.start(code);
  await (await running.response).body?.cancel();
  expect((await running.done).status).toBe("cancelled");
});

test("fifty runs at once, with different rights, each get their own calls, logs and answers", async () => {
  const operations = ["acme.items.list", "acme.items.get"];
  const code = functionOf(`
    const n = new URL(request.url).searchParams.get("n");
    console.log("start " + n);
    const [list, one] = await Promise.all([
      fetch("https://api.acme.test/items?n=" + n),
      fetch("https://api.acme.test/items/" + n),
    ]);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    console.log("end " + n);
    return Response.json([n, list.status, one.status]);`);
  const all = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      ground.run(code, {
        name: "many",
        principal: `p${n % 3}`,
        approved: operations.slice(0, 1 + (n % 2)),
        request: new Request(`https://f.invalid/?n=${n}`),
      }),
    ),
  );
  for (const [n, { text, outcome }] of all.entries()) {
    expect(JSON.parse(text)).toEqual([String(n), 200, n % 2 === 0 ? 403 : 200]);
    expect(outcome.logs.map(({ message }) => message)).toEqual([`start ${n}`, `end ${n}`]);
    expect(outcome.calls.map(({ url }) => url).toSorted()).toEqual([
      `https://api.acme.test/items/${n}`,
      `https://api.acme.test/items?n=${n}`,
    ]);
  }
});

describe("processes", () => {
  const pidOf = functionOf(`return new Response(String(Deno.pid));`);
  const isRunning = (pid: string) =>
    existsSync(`/proc/${pid}/stat`) && !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");

  test("no more of them than the limit; who was idle for longest goes", async () => {
    const small = await createGround({ maxProcesses: 2, poolSize: 0 });
    try {
      const pid = async (name: string) => (await small.run(pidOf, { name })).text;
      const [a, b] = [await pid("a"), await pid("b")];
      expect(await pid("a")).toBe(a);
      const c = await pid("c");
      await expect.poll(() => isRunning(b)).toBe(false);
      expect([isRunning(a), isRunning(c)]).toEqual([true, true]);
      const [x, y, z] = await Promise.all(["x", "y", "z"].map(pid));
      expect(new Set([x, y, z]).size).toBe(3);
    } finally {
      await small.close();
    }
  });

  test("one that has served enough runs, or sat idle, is replaced", async () => {
    const small = await createGround({ maxRunsPerProcess: 2, idleMs: 50, poolSize: 0 });
    try {
      const pid = async () => (await small.run(pidOf)).text;
      const [first, second, third] = [await pid(), await pid(), await pid()];
      expect(second).toBe(first);
      expect(third).not.toBe(first);
      await expect.poll(() => isRunning(first)).toBe(false);
      await expect.poll(() => isRunning(third)).toBe(false);
    } finally {
      await small.close();
    }
  });

  test("closing ends them all, and the runs in them", async () => {
    const own = await createGround({ poolSize: 2 });
    await own.processes.warmUp();
    const pid = (await own.run(pidOf)).text;
    const busy = own.run(functionOf(`await new Promise(() => {});`), { name: "busy" });
    await expect.poll(async () => (await own.run(pidOf)).text).toBe(pid);
    await own.processes.close();
    expect((await busy).outcome).toMatchObject({ status: "failed" });
    expect(isRunning(pid)).toBe(false);
    expect((await own.run(pidOf)).outcome.error?.message).toContain("stopping");
    await own.close();
  });

  test("they end with their host, even where it was killed", async () => {
    const host = spawn(process.execPath, [fileURLToPath(new URL("host.ts", import.meta.url))], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line]: unknown[] = await once(host.stdout, "data");
    const [pid = "", dataDir = ""] = String(line).trim().split(" ");
    expect(isRunning(pid)).toBe(true);
    host.kill("SIGKILL");
    await expect.poll(() => isRunning(pid)).toBe(false);
    rmSync(dataDir, { recursive: true });
  });
});
