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
import { createRunStore } from "../store/runs.ts";
import { type Functions, createFunctions } from "./functions.ts";
import { createRenderer } from "./render.ts";
import { createVerifier } from "./verify.ts";

const catalog = createCatalog([slackConnector], [slack]);
const renderer = createRenderer({
  catalog,
  templatesDir: fileURLToPath(new URL("../../templates", import.meta.url)),
});
/** What the code is made of is tested elsewhere; here each save would only start two checkers. */
const verifier: ReturnType<typeof createVerifier> = {
  verify: async () => ({
    operations: ["slack.chat.postMessage"],
    calls: [{ operation: "slack.chat.postMessage" }],
    direct: [],
    problems: [],
  }),
};
const clock = { now: () => 1_700_000_000_000 };
const prompt = "Send a Slack message to #general";

function flowNamed(name: string, channel = "#general"): Flow {
  return flowSchema.parse({
    name,
    description: "Posts",
    trigger: { type: "manual" },
    steps: [{ id: "message", use: "slack.chat.postMessage", with: { channel, text: "Hello" } }],
  });
}

let folder: string;
let db: Database;
let functions: Functions;

function functionsOf(appId: string): Functions {
  return createFunctions({
    store: createFunctionStore(db, appId, clock),
    renderer,
    verifier,
    catalog,
    mirrorDir: join(folder, "mirror"),
    log: silentLog,
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openDatabase(folder);
  functions = functionsOf(defaultAppId);
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

const rename = async (was: string, name: string) => {
  const { version, flow } = await functions.current(was);
  if (!flow) throw new Error(`${was} has no flow`);
  return functions.save({ ...flow, name }, { prompt: `rename it to ${name}`, base: version, was });
};
const names = async () => (await functions.list()).map(({ name }) => name);

describe("a renamed function", () => {
  test("keeps its versions, its sentence, its code and its rights", async () => {
    const first = await functions.save(flowNamed("post"), { prompt });
    const renamed = await rename("post", "announce");
    expect(renamed).toMatchObject({ name: "announce", version: 2, code: first.code });
    expect(renamed.approvals).toEqual(first.approvals);
    expect(renamed.permissions).toEqual(first.permissions);
    expect(await names()).toEqual(["announce"]);
    expect(await functions.find("post")).toBeUndefined();
    const versions = await functions.versions("announce");
    expect(versions.map(({ version, prompt: said }) => [version, said])).toEqual([
      [2, "rename it to announce"],
      [1, prompt],
    ]);
  });

  test("keeps its runs", async () => {
    const runs = createRunStore<null>(db, defaultAppId, clock);
    await functions.save(flowNamed("post"), { prompt });
    await functions.save(flowNamed("other"), { prompt });
    for (const of of ["post", "other"])
      await runs.start({ function: of, version: 1, trigger: "http", body: null });
    await rename("post", "announce");
    const listed = async (of: string) => (await runs.list({ function: of, limit: 9 })).runs;
    expect(await listed("announce")).toHaveLength(1);
    expect(await listed("post")).toHaveLength(0);
    expect(await listed("other")).toHaveLength(1);
  });

  test("is found under each name it had, and under no other", async () => {
    await functions.save(flowNamed("post"), { prompt });
    await rename("post", "announce");
    await rename("announce", "tell");
    expect(await functions.resolve("post")).toBe("tell");
    expect(await functions.resolve("announce")).toBe("tell");
    expect(await functions.resolve("tell")).toBe("tell");
    expect(await functions.resolve("nope")).toBe("nope");
  });

  test("takes its folder along", async () => {
    await functions.save(flowNamed("post"), { prompt });
    await rename("post", "announce");
    expect(existsSync(join(folder, "mirror/post"))).toBe(false);
    expect(readFileSync(join(folder, "mirror/announce/function.jsonc"), "utf8")).toContain(
      "announce",
    );
  });

  test("may have a name back that it had before", async () => {
    await functions.save(flowNamed("post"), { prompt });
    await rename("post", "announce");
    await rename("announce", "post");
    expect(await names()).toEqual(["post"]);
    expect(await functions.resolve("announce")).toBe("post");
    expect(await functions.resolve("post")).toBe("post");
    await rename("post", "announce");
    expect(await functions.resolve("post")).toBe("announce");
  });

  test("takes its old names along when it is deleted", async () => {
    await functions.save(flowNamed("post"), { prompt });
    await rename("post", "announce");
    await functions.remove("announce");
    expect(await functions.resolve("post")).toBe("post");
  });

  test("is renamed and changed in one version", async () => {
    await functions.save(flowNamed("post"), { prompt });
    const both = { prompt: "both", base: 1, was: "post" };
    const saved = await functions.save(flowNamed("announce", "#random"), both);
    expect(saved).toMatchObject({ name: "announce", version: 2 });
    expect(saved.code).toContain("#random");
  });
});

describe("a name", () => {
  test("that another function has is not taken from it, and nothing is written", async () => {
    await functions.save(flowNamed("post"), { prompt });
    await functions.save(flowNamed("announce", "#random"), { prompt });
    await expect(rename("post", "announce")).rejects.toMatchObject({
      code: "function/name-taken",
      message: expect.stringContaining('"post" keeps its name'),
    });
    expect(await names()).toEqual(["announce", "post"]);
    expect((await functions.current("announce")).code).toContain("#random");
    expect(await functions.versions("post")).toHaveLength(1);
    expect(existsSync(join(folder, "mirror/post"))).toBe(true);
  });

  test("that a function only had before is free for a new one, and leads there from then on", async () => {
    await functions.save(flowNamed("post"), { prompt });
    await rename("post", "announce");
    await functions.save(flowNamed("post", "#random"), { prompt });
    expect(await functions.resolve("post")).toBe("post");
    expect((await functions.current("post")).version).toBe(1);
    await rename("post", "tell");
    expect(await functions.resolve("post")).toBe("tell");
    expect(await functions.resolve("announce")).toBe("announce");
  });

  test("is not changed where another version came in between", async () => {
    await functions.save(flowNamed("post"), { prompt });
    await functions.save(flowNamed("post", "#random"), { prompt, base: 1 });
    const late = functions.save(flowNamed("announce"), { prompt, base: 1, was: "post" });
    await expect(late).rejects.toMatchObject({ code: "function/changed" });
    expect(await names()).toEqual(["post"]);
  });

  test("of no function cannot be changed", async () => {
    const made = functions.save(flowNamed("announce"), { prompt, was: "post" });
    await expect(made).rejects.toMatchObject({ code: "function/changed" });
    expect(await functions.resolve("post")).toBe("post");
  });

  test("is changed in one app only", async () => {
    await db
      .insertInto("apps")
      .values({ id: "app_other", name: "Other", created_at: "2026-01-01T00:00:00Z" })
      .execute();
    const others = functionsOf("app_other");
    const runs = createRunStore<null>(db, "app_other", clock);
    await others.save(flowNamed("post", "#random"), { prompt });
    await runs.start({ function: "post", version: 1, trigger: "http", body: null });
    await functions.save(flowNamed("post"), { prompt });
    await rename("post", "announce");
    expect((await others.current("post")).code).toContain("#random");
    expect(await others.versions("post")).toHaveLength(1);
    expect(await others.resolve("post")).toBe("post");
    expect((await runs.list({ function: "post", limit: 9 })).runs).toHaveLength(1);
    await others.save(flowNamed("announce"), { prompt });
    await others.remove("post");
    await others.save(flowNamed("post"), { prompt });
    expect(await functions.resolve("post")).toBe("announce");
  });
});

describe("going back", () => {
  test("an undo brings the name back as well, the next one what was before", async () => {
    await functions.save(flowNamed("post"), { prompt });
    await functions.save(flowNamed("post", "#random"), { prompt, base: 1 });
    await rename("post", "announce");
    expect(await functions.undo("announce")).toMatchObject({ name: "post", version: 4 });
    expect(await functions.resolve("announce")).toBe("post");
    const undone = await functions.undo("post");
    expect(undone).toMatchObject({ name: "post", version: 5 });
    expect(undone?.code).toContain("#general");
    expect(await functions.undo("post")).toBeUndefined();
  });

  test("an undo of what came after leaves the name", async () => {
    await functions.save(flowNamed("post"), { prompt });
    await rename("post", "announce");
    await functions.save(flowNamed("announce", "#random"), { prompt, base: 2 });
    expect(await functions.undo("announce")).toMatchObject({ name: "announce" });
  });

  test("an undo takes no name that another function has by now", async () => {
    await functions.save(flowNamed("post"), { prompt });
    await rename("post", "announce");
    await functions.save(flowNamed("post", "#random"), { prompt });
    await expect(functions.undo("announce")).rejects.toMatchObject({ code: "function/name-taken" });
    expect(await names()).toEqual(["announce", "post"]);
  });

  test("a version from before brings its content, and the name stays", async () => {
    await functions.save(flowNamed("post"), { prompt });
    await rename("post", "announce");
    await functions.save(flowNamed("announce", "#random"), { prompt, base: 2 });
    const restored = await functions.restore("announce", 1);
    expect(restored).toMatchObject({ name: "announce", version: 4, flow: { name: "announce" } });
    expect(restored.code).toContain("#general");
    // The same content under the same name makes no version.
    expect((await functions.restore("announce", 1)).version).toBe(4);
  });
});
