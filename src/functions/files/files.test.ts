import { existsSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { beforeEach, describe, expect, test, vi } from "vitest";
import {
  prompt,
  within,
  folderOf,
  fileOf,
  read,
  described,
  versionsOf,
  toRandom,
  withNote,
  dataDir,
  functions,
  logged,
  flowTo,
  watch,
  stop,
  until,
  untilUnsaved,
  untilSeen,
  edit,
  editByRename,
  useFunctions,
} from "./ground.ts";

useFunctions();

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

  test("says that it is none", async () => {
    await stop();
    rmSync(fileOf("post"));
    mkdirSync(fileOf("post"));
    await watch();
    expect((await untilUnsaved("broken"))?.problems[0]?.message).toContain("is no file");
    rmSync(fileOf("post"), { recursive: true });
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
