import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse as parseJsonc } from "jsonc-parser";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCatalog } from "../catalog/catalog.ts";
import { slackConnector } from "../connectors/slack/connector.ts";
import { slack } from "../connectors/slack/provider.ts";
import { silentLog } from "../core/log.ts";
import { type Flow, flowSchema } from "../flow/schema.ts";
import { type Database, defaultAppId } from "../store/database.ts";
import { openTestDatabase } from "../store/ground.ts";
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
  db = await openTestDatabase(folder);
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

const mirrored = () => readFileSync(join(folder, "mirror/post/entry.ts"), "utf8");

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
    const described = readFileSync(join(folder, "mirror/post/function.jsonc"), "utf8");
    expect(parseJsonc(described)).toMatchObject({
      name: "post",
      entry: "entry.ts",
      version: 1,
      operations: ["slack.chat.postMessage"],
      flow: saved.flow,
    });
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
      code: "function/changed",
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
    const { version: _, createdAt: __, etag: ___, ...post } = await functions.current("post");
    for (let at = 10; at < 61; at += 1) await store.append({ ...post, name: `fn${at}` }, 0);
    await expect(functions.current("nope")).rejects.toThrow(/: fn10, .*, fn59, and more\.$/);
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
  const madeBy = { what: "hand", via: "page" } as const;
  const byHand = async (change: (code: string) => string) => {
    const first = await functions.save(flowTo("#general"), { prompt });
    return functions.saveCode("post", change(first.code), { base: 1, madeBy });
  };

  test("is the next version, with the operations that it calls itself", async () => {
    const edited = await byHand((code) =>
      code.replace(
        "return Response.json(message);",
        'const list = await slack("conversations.list", {});\n    return Response.json({ message, list });',
      ),
    );
    expect(edited).toMatchObject({ version: 2, origin: "hand", madeBy, flow: flowTo("#general") });
    expect(edited.approvals.map(({ operation }) => operation)).toEqual([
      "slack.chat.postMessage",
      "slack.conversations.list",
    ]);
    expect(edited.permissions).toEqual([
      { connector: "slack", scopes: ["channels:read", "chat:write"] },
    ]);
  });

  test("is refused whole where an error is in it", async () => {
    const broken = byHand((code) => code.replace("return Response", "retrun Response"));
    await expect(broken).rejects.toMatchObject({
      code: "function/refused",
      extra: {
        problems: expect.arrayContaining([
          expect.objectContaining({ severity: "error", line: 15, column: 11 }),
        ]),
      },
    });
    expect((await functions.current("post")).version).toBe(1);
  });

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
    const again = await functions.save(flowTo("#sales"), { prompt, base: 3 });
    expect(again.code).toBe(merged.code.replace("#random", "#sales"));
  });

  test("shows a conflict and saves nothing until a side is chosen", async () => {
    const hand = await byHand((code) => code.replace('"#general"', '"#by-hand"'));
    const change = { prompt, base: 2 };
    await expect(functions.save(flowTo("#random"), change)).rejects.toMatchObject({
      code: "function/conflict",
      extra: {
        conflicts: [
          {
            line: hand.code.split("\n").findIndex((line) => line.includes("#by-hand")) + 1,
            base: expect.stringContaining("#general"),
            hand: expect.stringContaining("#by-hand"),
            flow: expect.stringContaining("#random"),
          },
        ],
      },
    });
    expect((await functions.current("post")).version).toBe(2);
    const kept = await functions.save(flowTo("#random"), { ...change, choices: ["hand"] });
    expect(kept).toMatchObject({ version: 3, code: hand.code, flow: flowTo("#random") });
    await functions.restore("post", 2);
    const taken = await functions.save(flowTo("#random"), { prompt, base: 4, choices: ["flow"] });
    expect(taken.code).toBe(hand.code.replace("#by-hand", "#random"));
  });

  test("is managed again once it is what the flow renders", async () => {
    const hand = await byHand((code) => code.replace('"#general"', '"#by-hand"'));
    const back = await functions.saveCode("post", hand.rendered ?? "", { base: 2, madeBy });
    expect(back).toMatchObject({ version: 3, origin: "flow" });
  });

  test("says before it is saved what it would need more and less", async () => {
    const { code } = await functions.save(flowTo("#general"), { prompt });
    const changed = code.replace('"chat.postMessage"', '"conversations.list"');
    expect(await functions.inspect("post", changed)).toMatchObject({
      operations: ["slack.conversations.list"],
      rights: {
        operations: { added: ["slack.conversations.list"], removed: ["slack.chat.postMessage"] },
        permissions: {
          added: [{ connector: "slack", scopes: ["channels:read"] }],
          removed: [{ connector: "slack", scopes: ["chat:write"] }],
        },
      },
    });
    expect((await functions.versions("post")).length).toBe(1);
  });
});

describe("names", () => {
  test("a copy begins a history of its own", async () => {
    await functions.save(flowTo("#general"), { prompt });
    const copy = await functions.duplicate("post", "postAgain", "page");
    expect(copy).toMatchObject({
      version: 1,
      flow: { name: "postAgain" },
      madeBy: { what: "duplicate", via: "page" },
    });
    await expect(functions.duplicate("post", "postAgain", "page")).rejects.toMatchObject({
      code: "function/name-taken",
    });
  });

  test("a function is renamed as a version, and its old name leads to it", async () => {
    await functions.save(flowTo("#general"), { prompt });
    const renamed = await functions.rename("post", "announce", "api");
    expect(renamed).toMatchObject({
      name: "announce",
      version: 2,
      flow: { name: "announce" },
      madeBy: { what: "rename", via: "api" },
    });
    expect(await functions.resolve("post")).toBe("announce");
    expect((await functions.version("announce", 1)).name).toBe("announce");
  });

  test("what is no name is refused with the reason", async () => {
    await functions.save(flowTo("#general"), { prompt });
    await expect(functions.rename("post", "two words", "api")).rejects.toMatchObject({
      code: "function/name",
      message: expect.stringContaining("two words"),
    });
    await expect(functions.rename("post", "with-hyphen", "api")).rejects.toMatchObject({
      code: "function/name",
    });
    const code = "export default { fetch: () => new Response() };";
    const options = { base: 0, madeBy: { what: "import", via: "api" } } as const;
    expect(await functions.saveCode("with-hyphen", code, options)).toMatchObject({ version: 1 });
  });
});

describe("deleting", () => {
  test("can be undone, with all versions", async () => {
    await functions.save(flowTo("#general"), { prompt });
    const last = await functions.save(flowTo("#random"), { prompt, base: 1 });
    await functions.remove("post");
    expect(await functions.list()).toEqual([]);
    expect((await functions.deleted()).map(({ name }) => name)).toEqual(["post"]);
    await expect(functions.current("post")).rejects.toThrow("was deleted");
    expect(await functions.undelete("post")).toEqual(last);
    expect((await functions.versions("post")).length).toBe(2);
    expect(mirrored()).toBe(last.code);
  });

  test("a new function may take the name, and the old one then waits", async () => {
    await functions.save(flowTo("#general"), { prompt });
    await functions.remove("post");
    expect(await functions.save(flowTo("#random"), { prompt })).toMatchObject({ version: 1 });
    await expect(functions.undelete("post")).rejects.toMatchObject({ code: "function/name-taken" });
    await functions.rename("post", "other", "page");
    expect(await functions.undelete("post")).toMatchObject({ flow: flowTo("#general") });
    expect(await functions.resolve("post")).toBe("post");
  });

  test("what was never there does not come back", async () => {
    await expect(functions.undelete("post")).rejects.toMatchObject({ code: "function/not-found" });
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
