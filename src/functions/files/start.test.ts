import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { defaultAppId } from "../../store/database.ts";
import { createFunctionStore } from "../../store/functions.ts";
import { createFunctions } from "../functions.ts";
import {
  catalog,
  renderer,
  verifier,
  prompt,
  folderOf,
  fileOf,
  read,
  described,
  versionsOf,
  withNote,
  dataDir,
  functions,
  db,
  flowTo,
  watch,
  until,
  untilUnsaved,
  untilSeen,
  edit,
  useFunctions,
} from "./ground.ts";

useFunctions();

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
