import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endings, memory, output, time } from "./attacks/resources.ts";
import { expectMachineAsBefore, machineNow, testContained } from "./contained.ts";
import { type Ground, createGround, functionOf } from "./ground.ts";

/** What a function does to the machine, the host and the runs of others. */
const machineBefore = machineNow();
let ground: Ground;
beforeAll(async () => {
  ground = await createGround({ graceMs: 100 });
});
afterAll(async () => {
  await ground.close();
  expectMachineAsBefore(machineBefore);
});

testContained("time has an end", time, () => ground);
testContained("memory has an end", memory, () => ground);
testContained("output has an end", output, () => ground);
testContained("who ends its own process fails", endings, () => ground);

const fine = functionOf(`return new Response("fine");`);

describe("time", () => {
  test("an endless loop while loading is ended", async () => {
    const { response, outcome } = await ground.run("for (;;);", { timeoutMs: 700 });
    expect([response.status, outcome.status]).toEqual([504, "timed-out"]);
  });

  test("a cancelled run ends, tells the function, and shows the call it was in", async () => {
    const stop = new AbortController();
    const before = ground.received.length;
    const running = ground.start(
      functionOf(`
        request.signal.addEventListener("abort", () => console.log("told"));
        await fetch("https://api.acme.test/never");`),
      { approved: ["acme.never"], signal: stop.signal },
    );
    await expect.poll(() => ground.received.length).toBe(before + 1);
    stop.abort();
    expect((await running.response).status).toBe(499);
    expect(await running.done).toMatchObject({
      status: "cancelled",
      logs: [{ message: "told" }],
      calls: [{ operation: "acme.never" }],
    });
  });

  test("other runs of the function survive one that is stopped politely", async () => {
    const code = functionOf(`
      if (request.url.endsWith("slow")) await new Promise(() => {});
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return new Response("survived");`);
    const slow = ground.run(code, {
      timeoutMs: 300,
      request: new Request("https://f.invalid/slow"),
    });
    const quick = ground.run(code, { request: new Request("https://f.invalid/quick") });
    expect((await slow).outcome.status).toBe("timed-out");
    expect((await quick).text).toBe("survived");
  });
});

describe("a run that blocks the process it shares", () => {
  const code = functionOf(`
    const { pathname } = new URL(request.url);
    if (pathname === "/block") for (;;);
    if (pathname === "/first") globalThis.isFirst = true;
    if (pathname === "/call") await fetch("https://api.acme.test/items");
    if (pathname !== "/first" && globalThis.isFirst) await new Promise(() => {});
    return new Response("done " + Deno.pid);`);
  const at = (path: string) => ({
    request: new Request(`https://f.invalid/${path}`),
    name: "shared",
  });

  test("takes only those with it that have called out already", async () => {
    const before = (await ground.run(code, at("first"))).text;
    const received = ground.received.length;
    const [called, silent] = [ground.run(code, at("call")), ground.run(code, at("silent"))];
    await expect.poll(() => ground.received.length).toBe(received + 1);
    const blocking = await ground.run(code, { ...at("block"), timeoutMs: 200 });
    expect(blocking.outcome.status).toBe("timed-out");
    expect((await called).outcome.error?.message).toBe(
      "Another run of this function ended its process: The function took longer than 200 ms.",
    );
    expect((await silent).text).toMatch(/^done \d+$/);
    expect((await silent).text).not.toBe(before);
    expect(ground.received).toHaveLength(received + 1);
  });
});

describe("output", () => {
  test("logs are cut in length and number", async () => {
    const { outcome } = await ground.run(
      functionOf(
        `console.log("x".repeat(100_000)); for (let n = 0; n < 500; n++) console.warn(n); return new Response("ok");`,
      ),
    );
    expect(outcome.status).toBe("succeeded");
    expect(outcome.logs).toHaveLength(201);
    expect(Buffer.byteLength(outcome.logs[0]?.message ?? "")).toBeLessThan(8_200);
    expect(outcome.logs.at(-1)?.message).toBe("Only the first 200 lines are kept.");
  });

  test("secrets in logs and errors are blotted out", async () => {
    const { outcome, text } = await ground.run(
      functionOf(`console.log("xoxb-123-secret"); throw new Error("Bearer abcdef123");`),
    );
    expect(outcome.logs[0]?.message).toBe("[redacted]");
    expect(outcome.error?.message).toBe("[redacted]");
    expect(text).not.toContain("abcdef123");
  });

  test("a request that is too large never reaches the function", async () => {
    const body = new Uint8Array(10 * 1024 * 1024 + 1);
    const request = new Request("https://f.invalid", { method: "POST", body });
    const { outcome } = await ground.run(fine, { request });
    expect(outcome.error?.message).toBe("The request is larger than 10 MB.");
  });
});

describe("the end of the process", () => {
  test("an uncaught error in a timer is a log line, not the end", async () => {
    const { outcome, text } = await ground.run(
      functionOf(`setTimeout(() => { throw new Error("late") }, 0); Promise.reject(new Error("floating"));
        await new Promise((r) => setTimeout(r, 50)); return new Response("still here");`),
    );
    expect(text).toBe("still here");
    expect(outcome.logs.map(({ message }) => message.split("\n")[0])).toEqual(
      expect.arrayContaining(["Uncaught Error: late", "Uncaught Error: floating"]),
    );
  });

  test("what a function leaves running has no rights after its end", async () => {
    const before = ground.received.length;
    const code = functionOf(`
      if (request.url.endsWith("ask")) return Response.json([globalThis.tried ?? false, globalThis.late ?? null]);
      setTimeout(async () => {
        globalThis.tried = true;
        globalThis.late = await attempt(async () => (await fetch("https://api.acme.test/items")).status);
      }, 50);
      return new Response("done");`);
    const ask = async () =>
      (await ground.run(code, { request: new Request("https://f.invalid/ask") })).text;
    await ground.run(code);
    // The frame is dropped: that run is over, so nobody answers.
    await expect.poll(ask).toBe("[true,null]");
    expect(await ask()).toBe("[true,null]");
    expect(ground.received).toHaveLength(before);
  });

  test.each([
    [
      "memory",
      `const all = []; for (;;) { all.push(new Uint8Array(4e6).fill(1)); await new Promise((r) => setTimeout(r, 1)); }`,
    ],
    ["its process", `Deno.exit(0);`],
    [
      "its pipe",
      `const { writeSync } = await import("node:fs"); const frame = new Uint8Array(19); frame.set([0x50, 0x42, 1]); for (;;) writeSync(1, frame);`,
    ],
  ])(
    "what it does to %s after its answer ends its process, and the next run has another",
    async (name, after) => {
      const code = functionOf(`
      if (request.url.endsWith("hostile")) setTimeout(async () => { ${after} }, 10);
      return new Response(String(Deno.pid));`);
      const run = async (path: string) =>
        (await ground.run(code, { name, request: new Request(`https://f.invalid/${path}`) })).text;
      const first = await run("hostile");
      await expect.poll(() => machineNow().children, { timeout: 10_000 }).not.toContain(first);
      expect(await run("fine")).toMatch(/^\d+$/);
    },
  );

  test("a thread that it blocks after its answer costs its own next run alone", async () => {
    const code = functionOf(`
      setTimeout(() => { for (;;); }, 10);
      return new Response("done");`);
    const run = () => ground.run(code, { name: "blocks", timeoutMs: 2_000 });
    expect((await run()).text).toBe("done");
    const again = await run();
    expect(["succeeded", "timed-out"]).toContain(again.outcome.status);
    expect((await ground.run(fine, { name: "fine" })).text).toBe("fine");
    await expect
      .poll(async () => (await run()).outcome.status, { timeout: 10_000 })
      .toBe("succeeded");
  });
});
