import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../src/core/clock.ts";
import { prepareCommand } from "../../src/runs/deno/command.ts";
import { frameKinds } from "../../src/runs/deno/frames.ts";
import type { EndHead } from "../../src/runs/deno/heads.ts";
import { startProcess } from "../../src/runs/deno/process.ts";
import { files } from "./attacks/files.ts";
import { network } from "./attacks/network.ts";
import { processes } from "./attacks/processes.ts";
import { expectMachineAsBefore, machineNow, testContained } from "./contained.ts";
import { type Ground, accessToken, createGround, functionOf } from "./ground.ts";

/** What a function tries that must not get anywhere. The process has no permission to do any of it. */
const machineBefore = machineNow();
let ground: Ground;
beforeAll(async () => {
  ground = await createGround();
});
afterAll(async () => {
  await ground.close();
  expectMachineAsBefore(machineBefore);
});

testContained("files", files, () => ground);
testContained("environment, programs and the machine", processes, () => ground);
testContained("ways out beside the broker", network, () => ground);

test("holds neither token nor anything of the host's environment", async () => {
  const secretInHost = "PATCHBAY_HOSTILE_CANARY";
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

describe("between functions", () => {
  test("nothing is left behind that another could read", () => {
    const storage = join(ground.dataDir, "deno", "cache", "location_data");
    expect(statSync(storage).isFile()).toBe(true);
    expect(readFileSync(storage, "utf8")).toBe("");
    expect(readdirSync(join(ground.dataDir, "deno", "empty"))).toEqual([]);
  });

  test("no channel carries a word from one to the other", async () => {
    const hear = functionOf(`
      if (request.url.endsWith("heard")) return Response.json(globalThis.heard);
      globalThis.heard = [];
      new BroadcastChannel("shared").onmessage = ({ data }) => globalThis.heard.push(data);
      return new Response("listening");`);
    const heard = async () =>
      (await ground.run(hear, { name: "hears", request: new Request("https://f.invalid/heard") }))
        .text;
    await ground.run(hear, { name: "hears" });
    const say = functionOf(`
      new BroadcastChannel("shared").postMessage("hello");
      return new Response("said");`);
    expect((await ground.run(say, { name: "says" })).text).toBe("said");
    expect(await heard()).toBe("[]");
  });

  test("code cannot be read at the address of another's blob", async () => {
    const own = functionOf(`
      return new Response(URL.createObjectURL(new Blob(["export default 'secret code'"], { type: "text/javascript" })));`);
    const { text: address } = await ground.run(own, { name: "owner" });
    expect(address).toMatch(/^blob:/);
    for (const way of ["import", "fetch"]) {
      const { outcome } = await ground.run(
        functionOf(`await ${way}(${JSON.stringify(address)}); return reached("its code");`),
        { name: "thief" },
      );
      expect(outcome).toMatchObject({ status: "failed", error: { message: /blob|fetch/i } });
    }
  });
});

/** Deno writes down each permission that is asked for; see DENO_AUDIT_PERMISSIONS in `deno --help`. */
test("the sandbox asks for no permission, and what a function asks for is denied", async () => {
  const log = join(ground.dataDir, "asked.jsonl");
  const command = prepareCommand(ground.dataDir);
  const env = { ...command.env, DENO_AUDIT_PERMISSIONS: log };
  const sandbox = startProcess({ ...command, env }, 1024 * 1024);
  const asked = () =>
    readFileSync(log, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .map(({ permission, value }) => `${permission} ${value}`);
  const run = (path: string) =>
    new Promise<EndHead>((resolve, reject) => {
      const channel = sandbox.begin({
        log() {},
        fetch() {},
        fetchAbort() {},
        response() {},
        responseChunk() {},
        end: resolve,
        lost: reject,
      });
      const head = { method: "GET", url: `https://f.invalid/${path}`, headers: [] };
      channel.send(frameKinds.run, { head });
    });
  try {
    await sandbox.up;
    const code = functionOf(`
      if (request.url.endsWith("fine")) { console.log("fine"); return new Response(String(systemNow())); }
      for (const work of [
        () => Deno.readTextFileSync("/etc/passwd"),
        () => Deno.writeTextFileSync("/tmp/patchbay-hostile", "x"),
        () => Deno.connect({ hostname: "127.0.0.1", port: 9 }),
        () => Object.getPrototypeOf(Deno).env.get("DENO_DIR"),
      ]) if ("reached" in (await attempt(work))) throw new Error("reached");
      return new Response();`).replace("systemNow()", String(systemClock.now()));
    expect(await sandbox.load(async () => ({ code, sdkAt: [], secretNames: [] }))).toBeUndefined();
    expect(await run("fine")).toEqual({});
    expect(asked()).toEqual([]);
    expect(await run("hostile")).toEqual({});
    expect([...new Set(asked())]).toEqual([
      "read /etc/passwd",
      "write /tmp/patchbay-hostile",
      "net 127.0.0.1:9",
      "env DENO_DIR",
    ]);
  } finally {
    sandbox.kill("The test is over.");
    await sandbox.exited;
  }
});
