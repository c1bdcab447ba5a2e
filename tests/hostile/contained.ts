import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { RunOutcome } from "../../src/runs/types.ts";
import type { Attack } from "./attacks/attack.ts";
import { type Ground, type Received, accessToken, functionOf } from "./ground.ts";

const megabyte = 1024 * 1024;

/** A function of somebody else, beside the hostile one: it answers with what the provider said. */
const neighbour = functionOf(`
  const answer = await fetch("https://api.acme.test/items?of=neighbour");
  return new Response(answer.status + " " + (await answer.json()).url);`);

/** One test each: it gets nowhere, its run says why, and nobody else has noticed. */
export function testContained(
  title: string,
  attacks: readonly Attack[],
  groundOf: () => Ground,
): void {
  test.each(attacks)(`${title}: $name`, async (attack) => {
    const ground = groundOf();
    const { body, why, status = "failed", approved, timeoutMs = 5_000 } = attack;
    // The time of a short one is for what it does, not for a process to start.
    await ground.processes.warmUp();
    const [{ text, outcome }, meanwhile] = await Promise.all([
      ground.run(functionOf(filled(body, ground)), {
        timeoutMs,
        ...(approved ? { approved } : {}),
      }),
      runNeighbour(ground),
    ]);
    expect(text).not.toMatch(/^reached/);
    expect(outcome.phases.run).toBeGreaterThan(0);
    expect({ status: outcome.status, says: saidBy(outcome) }).toEqual({
      status,
      says: expect.stringMatching(why),
    });
    expect(JSON.stringify([text, outcome])).not.toContain(accessToken);
    expect(ground.contacts).toEqual([]);
    const wiped = ({ method, url }: Received) => method === "DELETE" || url.startsWith("/admin");
    expect(ground.received.filter(wiped)).toEqual([]);
    expect([meanwhile, await runNeighbour(ground)]).toEqual(
      Array(2).fill("200 /items?of=neighbour"),
    );
    await expect.poll(() => ground.open.size).toBe(0);
  });
}

/** What a person reads of a run: its error, refused calls, log lines. */
function saidBy({ error, calls, logs }: RunOutcome): string {
  const said = [error?.message, ...calls.map(({ refused }) => refused)];
  return [...said, ...logs.map(({ message }) => message)].filter(Boolean).join(" ");
}

async function runNeighbour(ground: Ground): Promise<string> {
  return (await ground.run(neighbour, { name: "neighbour", principal: "ada" })).text;
}

function filled(body: string, { canaryPort, datagramPort, apiBase, dataDir }: Ground): string {
  const places = { CANARY: canaryPort, DATAGRAM: datagramPort, PROVIDER: apiBase, DATA: dataDir };
  return Object.entries(places).reduce(
    (text, [place, value]) => text.replaceAll(place, String(value)),
    body,
  );
}

/** What this process holds, to be compared when all is over. */
export function machineNow() {
  return { children: childrenOf(process.pid), residentBytes: process.memoryUsage.rss() };
}

/** The host has not grown beyond what its own tests take, and has no process left. */
export function expectMachineAsBefore(before: ReturnType<typeof machineNow>): void {
  const now = machineNow();
  expect(now.children).toEqual(before.children);
  // What a flood leaves behind would be gigabytes; garbage that waits for its collection is some hundred megabytes.
  expect(now.residentBytes - before.residentBytes).toBeLessThan(768 * megabyte);
}

function childrenOf(pid: number): readonly string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const [, after = ""] = readFileSync(`/proc/${name}/stat`, "latin1").split(") ");
      return after.split(" ")[1] === String(pid);
    } catch {
      return false;
    }
  });
}
