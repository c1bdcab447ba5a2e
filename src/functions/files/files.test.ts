import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { appendFile, open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parse } from "jsonc-parser";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { slackConnector } from "../../connectors/slack/connector.ts";
import { slack } from "../../connectors/slack/provider.ts";
import { type Flow, flowSchema } from "../../flow/schema.ts";
import { type Database, defaultAppId, openDatabase } from "../../store/database.ts";
import { createFunctionStore } from "../../store/functions.ts";
import { analyse } from "../analyse/analyse.ts";
import { type Functions, createFunctions } from "../functions.ts";
import { createRenderer } from "../render.ts";
import type { Verifier } from "../verify.ts";

const catalog = createCatalog([slackConnector], [slack]);
const renderer = createRenderer({
  catalog,
  templatesDir: fileURLToPath(new URL("../../../templates", import.meta.url)),
});
/** Types and lint take processes, and would find nothing that matters here. */
const verifier: Verifier = {
  verify: async (code, rules) => analyse(code, catalog, rules),
};
const prompt = "Send a Slack message to #general";

function flowTo(channel: string, name = "post"): Flow {
  return flowSchema.parse({
    name,
    description: "Posts",
    trigger: { type: "manual" },
    steps: [{ id: "message", use: "slack.chat.postMessage", with: { channel, text: "Hello" } }],
  });
}

let dataDir: string;
let db: Database;
let functions: Functions;
let watching: { close(): Promise<void> } | undefined;
let logged: string[];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openDatabase(dataDir);
  logged = [];
  functions = createFunctions({
    store: createFunctionStore(db, defaultAppId, { now: () => 1_700_000_000_000 }),
    renderer,
    verifier,
    catalog,
    mirrorDir: join(dataDir, "functions"),
    log: { write: (level, message) => logged.push(`${level}: ${message}`) },
  });
});
afterEach(async () => {
  await stop();
  await db.destroy();
  rmSync(dataDir, { recursive: true });
});

async function watch(): Promise<void> {
  watching = await functions.files.watch();
}
async function stop(): Promise<void> {
  await watching?.close();
  watching = undefined;
}

const folderOf = (name: string) => join(dataDir, "functions", name);
const fileOf = (name: string, file = "entry.ts") => join(folderOf(name), file);
const read = (name: string, file?: string) => readFileSync(fileOf(name, file), "utf8");
const described = (name = "post") => parse(read(name, "function.jsonc"));
const versionsOf = async (name: string) => (await functions.versions(name)).length;

/** Long enough for a busy machine. */
const within = { timeout: 15_000, interval: 20 };

/** Waits for a version, and for the files to say so. */
async function until(version: number, name = "post") {
  await vi.waitFor(async () => {
    expect((await functions.current(name)).version).toBe(version);
    expect(described(name).version).toBe(version);
  }, within);
  return functions.current(name);
}

async function untilUnsaved(status: "broken" | "conflict", name = "post") {
  return vi.waitFor(() => {
    const file = functions.files.unsaved(name);
    expect(file?.status).toBe(status);
    return file;
  }, within);
}

/** Everything that was saved before this has been looked at when it comes back. */
async function untilSeen(): Promise<void> {
  const marker = await functions.find("marker");
  if (!marker) {
    await functions.save(flowTo("#marker", "marker"), { prompt });
    return untilSeen();
  }
  edit("marker", (code) => `${code}\n// ${marker.version}\n`);
  await until(marker.version + 1, "marker");
}

function edit(name: string, change: (text: string) => string, file?: string): void {
  writeFileSync(fileOf(name, file), change(read(name, file)));
}

/** An editor's save: a draft beside it, renamed over it. */
function editByRename(name: string, change: (text: string) => string): void {
  writeFileSync(fileOf(name, "entry.ts.new"), change(read(name)));
  renameSync(fileOf(name, "entry.ts.new"), fileOf(name));
}

const toRandom = (text: string) => text.replace('"#general"', '"#random"');
const withNote = (text: string) => `${text}\n// A note\n`;

describe("a file that is saved", () => {
  beforeEach(async () => {
    await functions.save(flowTo("#general"), { prompt });
    await watch();
  });

  test("becomes the next version, as an edit by hand", async () => {
    edit("post", toRandom);
    expect(await until(2)).toMatchObject({
      origin: "hand",
      madeBy: { what: "hand", via: "file" },
      code: read("post"),
      flow: flowTo("#general"),
    });
    expect(read("post")).toContain('"#random"');
  });

  test("becomes one version, whether it is written over, replaced, or written in parts", async () => {
    editByRename("post", toRandom);
    await until(2);
    const handle = await open(fileOf("post"), "w");
    const text = withNote((await functions.current("post")).code);
    for (let start = 0; start < text.length; start += 200) {
      await handle.write(text.slice(start, start + 200));
      await wait(20);
    }
    await handle.close();
    expect((await until(3)).code).toBe(text);
    rmSync(fileOf("post"));
    writeFileSync(fileOf("post"), toRandom((await functions.version("post", 1)).code));
    expect((await until(4)).code).toBe((await functions.version("post", 2)).code);
    await untilSeen();
    expect(await versionsOf("post")).toBe(4);
  });

  test("makes no version where nothing was changed", async () => {
    const before = read("post");
    utimesSync(fileOf("post"), new Date(), new Date());
    writeFileSync(fileOf("post"), before);
    editByRename("post", (text) => text);
    for (const draft of ["entry.ts~", ".entry.ts.swp", "4913", "entry.ts.7.tmp", "other.ts"])
      writeFileSync(fileOf("post", draft), "retrun");
    mkdirSync(fileOf("post", "sub"));
    writeFileSync(fileOf("post", "sub/entry.ts"), "retrun");
    await untilSeen();
    edit("post", (text) => text.replaceAll("\n", "\r\n"));
    await untilSeen();
    edit("post", (text) => `\uFEFF${text}`);
    await untilSeen();
    expect(await versionsOf("post")).toBe(1);
    expect(functions.files.unsaved("post")).toBeUndefined();
  });

  test("keeps the line ends of the person, and loses the byte order mark", async () => {
    edit("post", (text) => `\uFEFF${withNote(text).replaceAll("\n", "\r\n")}`);
    const { code } = await until(2);
    expect(code.startsWith("\uFEFF")).toBe(false);
    expect(code.split("\r\n").length).toBe(code.split("\n").length);
    const merged = await functions.save(flowTo("#random"), { prompt, base: 2 });
    expect(merged.code).toBe(code.replace('"#general"', '"#random"'));
  });

  test("can be taken back to what an earlier version had", async () => {
    const first = read("post");
    edit("post", withNote);
    await until(2);
    writeFileSync(fileOf("post"), first);
    expect(await until(3)).toMatchObject({ origin: "flow", code: first });
  });

  test("is one of many, as after a formatter", async () => {
    const names = ["a1", "b2", "c3", "d4", "e5", "f6"];
    for (const name of names) await functions.save(flowTo("#general", name), { prompt });
    for (const name of names) edit(name, withNote);
    for (const name of names) await until(2, name);
    await untilSeen();
    expect(await Promise.all(names.map(versionsOf))).toEqual(names.map(() => 2));
  });

  test("is gone without the function: it comes back with the next version or start", async () => {
    rmSync(fileOf("post"));
    await untilSeen();
    expect((await functions.current("post")).version).toBe(1);
    expect(existsSync(fileOf("post"))).toBe(false);
    const saved = await functions.save(flowTo("#random"), { prompt, base: 1 });
    expect(read("post")).toBe(saved.code);
    rmSync(folderOf("post"), { recursive: true });
    await untilSeen();
    await stop();
    await watch();
    expect(read("post")).toBe(saved.code);
  });
});

describe("a file that cannot be saved", () => {
  beforeEach(async () => {
    await functions.save(flowTo("#general"), { prompt });
    await watch();
  });

  test("stays as it is, is said once, and is merged when it is put right", async () => {
    const broken = withNote(read("post").replace("return Response", "retrun Response"));
    writeFileSync(fileOf("post"), broken);
    expect(await untilUnsaved("broken")).toMatchObject({
      name: "entry.ts",
      code: broken,
      problems: expect.arrayContaining([
        expect.objectContaining({ severity: "error", line: 15, column: 11 }),
      ]),
    });
    await functions.save(flowTo("#random"), { prompt, base: 1 });
    utimesSync(fileOf("post"), new Date(), new Date());
    await untilSeen();
    expect(read("post")).toBe(broken);
    expect(logged.filter((line) => line.includes("was not saved")).length).toBe(1);
    expect((await functions.current("post")).version).toBe(2);
    edit("post", (text) => text.replace("retrun", "return"));
    const merged = await until(3);
    expect(merged.code).toContain('"#random"');
    expect(merged.code).toContain("// A note");
    expect(read("post")).toBe(merged.code);
    expect(functions.files.unsaved("post")).toBeUndefined();
  });

  test("says what it is that is no text of a program", async () => {
    const reasonOf = async (reason: string) => {
      await vi.waitFor(
        () => expect(functions.files.unsaved("post")?.problems[0]?.message ?? "").toContain(reason),
        within,
      );
      expect(functions.files.unsaved("post")?.status).toBe("broken");
    };
    writeFileSync(fileOf("post"), Buffer.from([0x61, 0xff, 0xfe, 0x62]));
    await reasonOf("no UTF-8");
    writeFileSync(fileOf("post"), "x".repeat(1024 * 1024 + 1));
    await reasonOf("larger than");
    rmSync(fileOf("post"));
    const secret = join(dataDir, "secret.txt");
    writeFileSync(secret, "hidden");
    symlinkSync(secret, fileOf("post"));
    await reasonOf("is a link");
    expect(JSON.stringify(functions.files.unsaved("post"))).not.toContain("hidden");
    rmSync(fileOf("post"));
    writeFileSync(fileOf("post"), "");
    await vi.waitFor(() => expect(functions.files.unsaved("post")?.code).toBe(""), within);
    writeFileSync(fileOf("post"), withNote((await functions.current("post")).code));
    await until(2);
  });

  test.skipIf(process.getuid?.() === 0)("says that it may not be read", async () => {
    chmodSync(fileOf("post"), 0);
    await stop();
    await watch();
    expect((await untilUnsaved("broken"))?.problems[0]?.message).toContain("EACCES");
    chmodSync(fileOf("post"), 0o644);
  });

  test("waits for the person where another version changed the same lines", async () => {
    const broken = (text: string) => `${text.replace('"#general"', '"#by-hand"')}@@`;
    edit("post", broken);
    await untilUnsaved("broken");
    const other = await functions.save(flowTo("#random"), { prompt, base: 1 });
    edit("post", (text) => text.replace("@@", ""));
    const mine = read("post");
    const file = await untilUnsaved("conflict");
    const line = mine.split("\n").findIndex((one) => one.includes("#by-hand")) + 1;
    expect(file?.problems).toContainEqual({
      check: "conflict",
      severity: "error",
      line,
      message: expect.stringContaining("#random"),
    });
    await untilSeen();
    expect((await functions.current("post")).version).toBe(2);
    expect(read("post")).toBe(mine);

    edit("post", (text) => text.replace(described().etag, other.etag), "function.jsonc");
    expect((await until(3)).code).toBe(mine);
    expect(functions.files.unsaved("post")).toBeUndefined();
  });

  test.each([
    ["deleting the file", () => rmSync(fileOf("post"))],
    ["asking for it", () => functions.files.discard("post")],
  ])("gives way to the version by %s", async (_, giveWay) => {
    edit("post", (text) => `${text}@@`);
    await untilUnsaved("broken");
    const other = await functions.save(flowTo("#random"), { prompt, base: 1 });
    await untilSeen();
    await giveWay();
    await until(2);
    expect(read("post")).toBe(other.code);
    expect(functions.files.unsaved("post")).toBeUndefined();
  });

  test("is settled by the same code saved elsewhere", async () => {
    edit("post", (text) => `${text.replace('"#general"', '"#by-hand"')}@@`);
    const wanted = read("post").replace("@@", "");
    await untilUnsaved("broken");
    await functions.save(flowTo("#random"), { prompt, base: 1 });
    writeFileSync(fileOf("post"), wanted);
    await untilUnsaved("conflict");
    const madeBy = { what: "hand", via: "page" } as const;
    await functions.saveCode("post", wanted, { base: 2, madeBy });
    await until(3);
    expect(functions.files.unsaved("post")).toBeUndefined();
  });
});

describe("function.jsonc", () => {
  beforeEach(async () => {
    await functions.save(flowTo("#general"), { prompt });
    await watch();
  });
  const editFlow = (change: (text: string) => string) => edit("post", change, "function.jsonc");

  test("with another flow makes a version with its code", async () => {
    editFlow(toRandom);
    expect(await until(2)).toMatchObject({
      origin: "flow",
      flow: flowTo("#random"),
      madeBy: { what: "hand", via: "file" },
    });
    expect(read("post")).toContain('"#random"');
    expect(read("post")).toContain(prompt);
  });

  test("changes the flow beside changes of the code, of before and of the same moment", async () => {
    edit("post", withNote);
    await until(2);
    editFlow(toRandom);
    const { code } = await until(3);
    expect(code).toContain('"#random"');
    expect(code).toContain("// A note");
    edit("post", (text) => text.replace("// A note", "// Another note"));
    editFlow((text) => text.replace('"Hello"', '"Bye"'));
    await vi.waitFor(() => expect(read("post")).toMatch(/"Bye"[^]*Another note/), within);
  });

  test("loses no side where the flow changes lines of the hand", async () => {
    edit("post", (text) => text.replace('"#general"', '"#by-hand"'));
    const { code } = await until(2);
    editFlow(toRandom);
    const file = await untilUnsaved("conflict");
    expect(file).toMatchObject({ name: "function.jsonc", code: read("post", "function.jsonc") });
    expect(JSON.stringify(file?.problems)).toMatch(/#by-hand.*#random/);
    expect(read("post")).toBe(code);
    expect((await functions.current("post")).version).toBe(2);
    edit("post", (text) => text.replace('"#by-hand"', '"#random"'));
    expect(await until(4)).toMatchObject({ flow: flowTo("#random"), code: read("post") });
    expect(read("post")).toContain('"#random"');
  });

  test("waits for the person where the flow was changed elsewhere too", async () => {
    const mine = read("post", "function.jsonc").replace("#general", "#by-hand");
    await stop();
    const other = await functions.save(flowTo("#random"), { prompt, base: 1 });
    writeFileSync(fileOf("post", "function.jsonc"), mine);
    await watch();
    expect(await untilUnsaved("conflict")).toMatchObject({ name: "function.jsonc", code: mine });
    expect((await functions.current("post")).version).toBe(2);
    editFlow((text) => text.replace(described().etag, other.etag));
    expect(await until(3)).toMatchObject({ flow: flowTo("#by-hand"), code: read("post") });
  });

  test("that cannot be read says where, and keeps both files", async () => {
    const good = read("post", "function.jsonc");
    const bad = good.replace('"text": "Hello"', '"text" "Hello"');
    const at = bad.split("\n").findIndex((one) => one.includes('"text" "Hello"')) + 1;
    writeFileSync(fileOf("post", "function.jsonc"), bad);
    expect((await untilUnsaved("broken"))?.problems).toMatchObject([
      { check: "syntax", line: at, column: expect.any(Number) },
    ]);
    const wrong = good.replace('"channel": "#general"', '"chanel": "#general"');
    writeFileSync(fileOf("post", "function.jsonc"), wrong);
    await vi.waitFor(
      () =>
        expect(functions.files.unsaved("post")?.problems).toContainEqual(
          expect.objectContaining({
            message: expect.stringContaining("chanel"),
            line: wrong.split("\n").findIndex((one) => one.includes("chanel")) + 1,
          }),
        ),
      15_000,
    );
    expect(read("post", "function.jsonc")).toBe(wrong);
    writeFileSync(fileOf("post", "function.jsonc"), good);
    await vi.waitFor(() => expect(functions.files.unsaved("post")).toBeUndefined(), within);
    expect(await versionsOf("post")).toBe(1);
  });

  test("is Patchbay's besides, but laid out and annotated as the person likes", async () => {
    const laidOut = read("post", "function.jsonc").replaceAll("  ", "\t").replace("{", "{ // mine");
    writeFileSync(fileOf("post", "function.jsonc"), laidOut);
    await untilSeen();
    expect(read("post", "function.jsonc")).toBe(laidOut);
    editFlow((text) => text.replace('"chat:write"', '"admin"').replace('"post"', '"other"'));
    await vi.waitFor(
      () => expect(described().permissions[0].scopes).toEqual(["chat:write"]),
      15_000,
    );
    rmSync(fileOf("post", "function.jsonc"));
    edit("post", (text) => text);
    await vi.waitFor(() => expect(described().name).toBe("post"), within);
    expect(await versionsOf("post")).toBe(1);
  });
});

describe("folders", () => {
  test("of no function are left alone, and not written over by one of their name", async () => {
    mkdirSync(folderOf("mine"), { recursive: true });
    writeFileSync(fileOf("mine"), "export default {};\n");
    await watch();
    edit("mine", (text) => `${text}// More\n`);
    await untilSeen();
    expect(await functions.find("mine")).toBeUndefined();
    await functions.save(flowTo("#general", "mine"), { prompt });
    await untilUnsaved("conflict", "mine");
    expect(read("mine")).toBe("export default {};\n// More\n");
    expect(existsSync(fileOf("mine", "function.jsonc"))).toBe(false);
  });

  test("of another function under the same name are no edits of the new one", async () => {
    await functions.save(flowTo("#general"), { prompt });
    await watch();
    edit("post", (text) => `${text}@@`);
    const unsaved = read("post");
    await untilUnsaved("broken");
    await functions.remove("post");
    expect(read("post")).toBe(unsaved);
    await functions.save(flowTo("#random"), { prompt });
    await untilUnsaved("conflict");
    expect(read("post")).toBe(unsaved);
    expect(await versionsOf("post")).toBe(1);
  });

  test("go along with a new name, with all that is in them", async () => {
    await functions.save(flowTo("#general"), { prompt });
    await watch();
    writeFileSync(fileOf("post", "notes.md"), "mine");
    edit("post", (text) => `${text}@@`);
    const unsaved = read("post");
    await untilUnsaved("broken");
    await functions.rename("post", "announce", "page");
    expect(existsSync(folderOf("post"))).toBe(false);
    expect(read("announce", "notes.md")).toBe("mine");
    expect(read("announce")).toBe(unsaved);
    await untilUnsaved("broken", "announce");
    edit("announce", (text) => text.replace("@@", "// done"));
    expect((await until(3, "announce")).code).toContain("// done");
    expect(functions.files.unsaved("post")).toBeUndefined();
    await functions.remove("announce");
    expect(readdirSync(folderOf("announce"))).toEqual(["notes.md"]);
  });
});

describe("at the start", () => {
  test("edits since the last time become versions, and files that are behind are brought up", async () => {
    for (const name of ["edited", "behind", "gone"])
      await functions.save(flowTo("#general", name), { prompt });
    const old = [read("behind"), read("behind", "function.jsonc")] as const;
    await functions.save(flowTo("#random", "behind"), { prompt, base: 1 });
    writeFileSync(fileOf("behind"), old[0]);
    writeFileSync(fileOf("behind", "function.jsonc"), old[1]);
    rmSync(folderOf("gone"), { recursive: true });
    edit("edited", withNote);
    writeFileSync(fileOf("edited", "entry.ts.4711.tmp"), "half");
    await watch();
    expect(await until(2, "edited")).toMatchObject({ madeBy: { via: "file" } });
    expect(read("behind")).toContain('"#random"');
    expect(described("behind").version).toBe(2);
    expect(existsSync(fileOf("gone"))).toBe(true);
    expect(existsSync(fileOf("edited", "entry.ts.4711.tmp"))).toBe(false);
    expect(await versionsOf("behind")).toBe(2);
  });

  test("an edit of a file that is behind is merged with what came since", async () => {
    await functions.save(flowTo("#general"), { prompt });
    const old = read("post", "function.jsonc");
    const edited = withNote(read("post"));
    await functions.save(flowTo("#random"), { prompt, base: 1 });
    writeFileSync(fileOf("post"), edited);
    writeFileSync(fileOf("post", "function.jsonc"), old);
    await watch();
    const { code } = await until(3);
    expect(code).toBe(edited.replace('"#general"', '"#random"'));
  });

  test("files of an earlier release go where they are what it wrote", async () => {
    for (const name of ["ours", "theirs"]) {
      const { code, flow } = await functions.save(flowTo("#general", name), { prompt });
      writeFileSync(fileOf(name, "index.ts"), code);
      writeFileSync(fileOf(name, "flow.json"), `${JSON.stringify(flow, null, 2)}\n`);
    }
    await appendFile(fileOf("theirs", "index.ts"), "// mine");
    await appendFile(fileOf("theirs", "flow.json"), "// mine");
    await watch();
    expect(readdirSync(folderOf("ours"))).toEqual(["entry.ts", "function.jsonc"]);
    expect(readdirSync(folderOf("theirs")).length).toBe(4);
  });

  test("another program's save makes the files follow, and no version", async () => {
    await functions.save(flowTo("#general"), { prompt });
    await watch();
    const other = createFunctions({
      store: createFunctionStore(db, defaultAppId, { now: () => 1_700_000_000_000 }),
      renderer,
      verifier,
      catalog,
      mirrorDir: join(dataDir, "functions"),
      log: { write() {} },
    });
    await other.save(flowTo("#random"), { prompt, base: 1 });
    await untilSeen();
    expect((await until(2)).code).toBe(read("post"));
  });
});
