import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UIMessageChunk } from "ai";
import { expect, test } from "vitest";
import { createLocalBus } from "../cluster/bus.ts";
import { silentLog } from "../core/log.ts";
import { createChatAnswerStore } from "../store/chat-answers.ts";
import { defaultAppId } from "../store/database.ts";
import { openTestDatabase } from "../store/ground.ts";
import { createRunningAnswers } from "./running.ts";

test("whoever hears of an error can say the next thing at once, here and at another process", async () => {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  const db = await openTestDatabase(folder);
  const clock = { now: () => Date.parse("2027-01-01T00:00:00Z") };
  const bus = createLocalBus(silentLog);
  const [here, there] = ["proc_here", "proc_there"].map((owner) =>
    createRunningAnswers({
      store: createChatAnswerStore<UIMessageChunk>(db, defaultAppId, clock, owner),
      bus,
      appId: defaultAppId,
      hasOthers: async () => false,
      log: silentLog,
    }),
  );
  if (!here || !there) throw new Error("Two processes are needed");
  const broken = (go: Promise<void>) =>
    here.start("chat", { model: undefined, userId: undefined }, async () =>
      (async function* source(): AsyncGenerator<UIMessageChunk> {
        yield { type: "start" };
        await go;
        yield { type: "error", errorText: "It broke." };
        yield { type: "finish" };
      })(),
    );
  const went = Promise.withResolvers<void>();
  const own = await broken(went.promise);
  const followed = await there.resume("chat");
  went.resolve();
  for (const stream of [own, followed]) {
    const heard: [string, boolean][] = [];
    for await (const { type } of stream ?? []) heard.push([type, await there.isRunning("chat")]);
    expect(heard.map(([type]) => type)).toEqual(["start", "finish", "error"]);
    expect(heard.at(-1)).toEqual(["error", false]);
  }
  expect(await broken(Promise.resolve())).toBeDefined();
  await here.settled();
  await db.destroy();
  rmSync(folder, { recursive: true });
});
