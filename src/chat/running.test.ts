import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UIMessageChunk } from "ai";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLocalBus } from "../cluster/bus.ts";
import { silentLog } from "../core/log.ts";
import { createChatAnswerStore } from "../store/chat-answers.ts";
import { type Database, defaultAppId } from "../store/database.ts";
import { openTestDatabase } from "../store/ground.ts";
import { createProcessStore } from "../store/processes.ts";
import { createRunningAnswers } from "./running.ts";

let folder: string;
let db: Database;
const clock = { now: () => Date.parse("2027-01-01T00:00:00Z") };
const bus = createLocalBus(silentLog);
const nobody = { model: undefined, userId: undefined };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openTestDatabase(folder);
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

const storeOf = (owner: string) =>
  createChatAnswerStore<UIMessageChunk>(db, defaultAppId, clock, owner);
const answersOf = (store: ReturnType<typeof storeOf>) =>
  createRunningAnswers({
    store,
    bus,
    appId: defaultAppId,
    hasOthers: async () => false,
    log: silentLog,
  });

test("whoever hears of an error can say the next thing at once, here and at another process", async () => {
  const here = answersOf(storeOf("proc_here"));
  const there = answersOf(storeOf("proc_there"));
  const broken = (go: Promise<void>) =>
    here.start("chat", nobody, async () =>
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
});

test("what a process left is not gone on with while somebody asks in that chat, and then is, once", async () => {
  await createProcessStore(db, clock).add("proc_there");
  await storeOf("proc_gone").begin("chat");
  const store = storeOf("proc_there");
  const asked = Promise.withResolvers<void>();
  const there = answersOf({
    ...store,
    async begin(...given) {
      await asked.promise;
      return store.begin(...given);
    },
  });
  const ended = Promise.withResolvers<void>();
  let times = 0;
  const goOn = async function* goOn(): AsyncGenerator<UIMessageChunk> {
    times += 1;
    yield { type: "start" };
    await ended.promise;
    yield { type: "finish" };
  };

  const question = there.start("chat", nobody, async () => goOn());
  await there.takeUp(goOn);
  expect(times).toBe(0);
  asked.resolve();
  await expect(question).rejects.toMatchObject({ code: "chat/busy" });
  await there.takeUp(goOn);
  await there.takeUp(goOn);
  expect(times).toBe(1);
  const stream = await there.resume("chat");
  ended.resolve();
  const heard: string[] = [];
  for await (const { type } of stream ?? []) heard.push(type);
  expect(heard).toEqual(["start", "finish"]);
  expect(await there.isRunning("chat")).toBe(false);
});
