import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { realm } from "./attacks/realm.ts";
import { expectMachineAsBefore, machineNow, testContained } from "./contained.ts";
import { type Ground, createGround, functionOf } from "./ground.ts";

/** A function against the code that it shares its process with, and against other runs. */
const machineBefore = machineNow();
let ground: Ground;
beforeAll(async () => {
  ground = await createGround({ graceMs: 100 });
});
afterAll(async () => {
  await ground.close();
  expectMachineAsBefore(machineBefore);
});

testContained("patched built-ins and forged frames", realm, () => ground);

describe("other runs", () => {
  /** Writes a frame of its own making: an outbound call in the name of every run it can think of. */
  const forge = functionOf(`
    const { writeSync } = await import("node:fs");
    const encoder = new TextEncoder();
    for (let run = 1; run < 200; run++) {
      const head = encoder.encode(JSON.stringify({ method: "DELETE", url: "https://api.acme.test/admin", headers: [] }));
      const bytes = new Uint8Array(19 + head.length);
      const view = new DataView(bytes.buffer);
      view.setUint16(0, 0x5042); view.setUint8(2, 7); view.setUint32(3, run); view.setUint32(7, 999); view.setUint32(11, head.length);
      bytes.set(head, 19);
      writeSync(1, bytes);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    return new Response("forged");`);

  test("forged frames get no other run's rights", async () => {
    const victim = functionOf(
      `await new Promise((r) => setTimeout(r, 600)); return new Response("untouched");`,
    );
    const approved = ["acme.admin.wipe"];
    const running = ground.run(victim, { name: "victim", principal: "ada", approved });
    const forged = await ground.run(forge, { name: "forger", principal: "eve" });
    expect(forged.text).toBe("forged");
    expect((await running).text).toBe("untouched");
    expect((await running).outcome.calls).toEqual([]);
    expect(forged.outcome.calls).toMatchObject([{ refused: expect.any(String) }]);
    expect(ground.received.filter(({ method }) => method === "DELETE")).toEqual([]);
  });

  test("the same code under other rights or another principal has another process", async () => {
    const code = functionOf(
      `globalThis.seen = (globalThis.seen ?? 0) + 1; return new Response(Deno.pid + " " + globalThis.seen);`,
    );
    const of = async (principal: string, approved: readonly string[]) =>
      (await ground.run(code, { name: "same", principal, approved })).text.split(" ");
    const [first, again, other, wider] = [
      await of("ada", ["acme.items.list"]),
      await of("ada", ["acme.items.list"]),
      await of("eve", ["acme.items.list"]),
      await of("ada", ["acme.items.list", "acme.messages.send"]),
    ];
    expect(again).toEqual([first[0], "2"]);
    expect([other[1], wider[1]]).toEqual(["1", "1"]);
    expect(new Set([first[0], other[0], wider[0]]).size).toBe(3);
  });
});
