import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCatalog } from "../catalog/catalog.ts";
import { slackConnector } from "../connectors/slack/connector.ts";
import { slack } from "../connectors/slack/provider.ts";
import { silentLog } from "../core/log.ts";
import { type Flow, flowSchema } from "../flow/schema.ts";
import { type Database, defaultAppId, openDatabase } from "../store/database.ts";
import { createFunctionStore } from "../store/functions.ts";
import { type Functions, createFunctions } from "./functions.ts";
import { mergeCode } from "./merge.ts";
import { createRenderer } from "./render.ts";
import { createVerifier } from "./verify.ts";

const catalog = createCatalog([slackConnector], [slack]);
const renderer = createRenderer({
  catalog,
  templatesDir: fileURLToPath(new URL("../../templates", import.meta.url)),
});
const prompt = "Send a Slack message to #general";

function flowTo(channel: string, text = "Hello"): Flow {
  return flowSchema.parse({
    name: "post",
    description: "Posts",
    trigger: { type: "manual" },
    steps: [{ id: "message", use: "slack.chat.postMessage", with: { channel, text } }],
  });
}

let folder: string;
let db: Database;
let functions: Functions;
let store: ReturnType<typeof createFunctionStore>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openDatabase(folder);
  store = createFunctionStore(db, defaultAppId, { now: () => 1_700_000_000_000 });
  functions = createFunctions({
    store,
    renderer,
    verifier: createVerifier({ catalog }),
    catalog,
    mirrorDir: join(folder, "mirror"),
    log: silentLog,
  });
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

const mirrored = () => readFileSync(join(folder, "mirror/post/index.ts"), "utf8");

describe("versions", () => {
  test("a flow becomes version 1 with the rights that it needs, and files to read", async () => {
    const saved = await functions.save(flowTo("#general"), { prompt });
    expect(saved).toMatchObject({
      version: 1,
      origin: "flow",
      approvals: [{ operation: "slack.chat.postMessage", token: "bot" }],
      permissions: [{ connector: "slack", scopes: ["chat:write"] }],
    });
    expect(mirrored()).toBe(saved.code);
    expect(JSON.parse(readFileSync(join(folder, "mirror/post/flow.json"), "utf8"))).toEqual(
      saved.flow,
    );
  });

  test("an edit changes only its line, the sentence at the top stays", async () => {
    const before = await functions.save(flowTo("#general"), { prompt });
    const after = await functions.save(flowTo("#random"), {
      prompt: "to #random instead",
      base: 1,
    });
    const [old, now] = [before.code.split("\n"), after.code.split("\n")];
    expect(now.length).toBe(old.length);
    expect(now.filter((line, index) => line !== old[index])).toEqual(['      channel: "#random",']);
    expect(after).toMatchObject({ version: 2, prompt: "to #random instead" });
    expect(mirrored()).toBe(after.code);
  });

  test("the same content makes no version", async () => {
    await functions.save(flowTo("#general"), { prompt });
    expect((await functions.save(flowTo("#general"), { prompt, base: 1 })).version).toBe(1);
  });

  test("a change from an old version is a conflict and loses nothing", async () => {
    await functions.save(flowTo("#general"), { prompt });
    await functions.save(flowTo("#random"), { prompt, base: 1 });
    await expect(functions.save(flowTo("#sales"), { prompt, base: 1 })).rejects.toMatchObject({
      code: "function/conflict",
    });
    expect((await functions.current("post")).version).toBe(2);
  });

  test("of two changes at once one wins", async () => {
    await functions.save(flowTo("#general"), { prompt });
    const both = await Promise.allSettled([
      functions.save(flowTo("#a1"), { prompt, base: 1 }),
      functions.save(flowTo("#b2"), { prompt, base: 1 }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await functions.versions("post")).length).toBe(2);
  });

  test("undo goes back one change at a time, each as a new version with the old bytes", async () => {
    const [a, b] = [
      await functions.save(flowTo("#a1"), { prompt }),
      await functions.save(flowTo("#b2"), { prompt, base: 1 }),
    ];
    await functions.save(flowTo("#c3"), { prompt, base: 2 });
    expect(await functions.undo("post")).toMatchObject({ version: 4, code: b.code, etag: b.etag });
    expect(await functions.undo("post")).toMatchObject({ version: 5, code: a.code, etag: a.etag });
    expect(await functions.undo("post")).toBeUndefined();
    expect(mirrored()).toBe(a.code);
    expect(await functions.restore("post", 3)).toMatchObject({ version: 6, flow: flowTo("#c3") });
  });

  test("what does not exist is named with what does", async () => {
    await functions.save(flowTo("#general"), { prompt });
    await expect(functions.current("nope")).rejects.toThrow("there are: post");
    await expect(functions.version("post", 9)).rejects.toThrow("it has 1 to 1");
  });

  test("removing takes the files along", async () => {
    await functions.save(flowTo("#general"), { prompt });
    await functions.remove("post");
    expect(existsSync(join(folder, "mirror/post"))).toBe(false);
    await expect(functions.current("post")).rejects.toMatchObject({ code: "function/not-found" });
  });

  test("a mirror that cannot be written loses nothing", async () => {
    const blocked = createFunctions({
      store,
      renderer,
      verifier: createVerifier({ catalog }),
      catalog,
      mirrorDir: join(folder, "patchbay.sqlite", "x"),
      log: silentLog,
    });
    expect((await blocked.save(flowTo("#general"), { prompt })).version).toBe(1);
  });

  test("another app sees none of it", async () => {
    await functions.save(flowTo("#general"), { prompt });
    const other = createFunctionStore(db, "app_other", { now: () => 0 });
    expect(await other.list()).toEqual([]);
    expect(await other.current("post")).toBeUndefined();
  });
});

test("code that does more than its flow is not saved", async () => {
  const meddling = {
    render: async (flow: Flow, sentence: string) =>
      (await renderer.render(flow, sentence)).replace('"chat.postMessage"', '"chat.delete"'),
  };
  const tampered = createFunctions({
    store,
    renderer: meddling,
    verifier: createVerifier({ catalog }),
    catalog,
    mirrorDir: folder,
    log: silentLog,
  });
  await expect(tampered.save(flowTo("#general"), { prompt })).rejects.toThrow(
    "calls slack.chat.delete, which its flow does not",
  );
  expect(await functions.list()).toEqual([]);
});

describe("code that was edited by hand", () => {
  const byHand = async (change: (code: string) => string) => {
    const first = await functions.save(flowTo("#general"), { prompt });
    const { version: _, createdAt: __, etag: ___, ...content } = first;
    return store.append({ ...content, origin: "hand", code: change(first.code) }, 1);
  };

  test("takes a change of the flow beside the hand's", async () => {
    await byHand((code) =>
      code.replace(
        "return Response.json(message);",
        "return Response.json({ done: true, message });",
      ),
    );
    const merged = await functions.save(flowTo("#random"), { prompt, base: 2 });
    expect(merged.origin).toBe("hand");
    expect(merged.code).toContain("done: true");
    expect(merged.code).toContain('"#random"');
  });

  test("shows a conflict and saves nothing where both changed the same line", async () => {
    await byHand((code) => code.replace('"#general"', '"#by-hand"'));
    const conflict = functions.save(flowTo("#random"), { prompt, base: 2 });
    await expect(conflict).rejects.toMatchObject({
      code: "function/conflict",
      extra: {
        conflicts: [
          {
            base: expect.stringContaining("#general"),
            hand: expect.stringContaining("#by-hand"),
            flow: expect.stringContaining("#random"),
          },
        ],
      },
    });
    expect((await functions.current("post")).version).toBe(2);
  });
});

test("a merge without a second change is the first", () => {
  expect(mergeCode({ base: "a\nb", hand: "a\nc", flow: "a\nb" })).toEqual({
    status: "merged",
    code: "a\nc",
  });
  expect(mergeCode({ base: "a\nb", hand: "a\nc", flow: "a\nc" })).toEqual({
    status: "merged",
    code: "a\nc",
  });
});
