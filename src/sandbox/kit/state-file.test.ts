import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { openStateFile } from "./state-file.ts";

const shape = z.object({ count: z.number() });
let folder: string;
let file: string;
const open = () => openStateFile(file, shape, () => ({ count: 0 }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-state-"));
  file = join(folder, "sandbox", "desk.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("what was saved is there when opened again, for the owner alone", async () => {
  const state = open();
  state.current.count = 3;
  await state.save();
  expect(open().current).toEqual({ count: 3 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, "sandbox"))).toEqual(["desk.json"]);
});

test("a save that has resolved holds the change made before it, however many come together", async () => {
  const state = open();
  const saved = async (count: number) => {
    state.current.count = count;
    await state.save();
    return JSON.parse(readFileSync(file, "utf8")).count as number;
  };
  const counts = await Promise.all(Array.from({ length: 50 }, (_, index) => saved(index)));
  expect(counts.every((count, index) => count >= index)).toBe(true);
  expect(open().current.count).toBe(49);
});

test.each(["", "{", "[]", '{"count":"many"}', "null"])(
  "%j is put aside, and all starts anew",
  async (text) => {
    await open().save();
    writeFileSync(file, text);
    expect(open().current).toEqual({ count: 0 });
    expect(readFileSync(`${file}.unreadable`, "utf8")).toBe(text);
  },
);

test("a failed write is told, and the next one works", async () => {
  const state = open();
  await state.save();
  const inTheWay = `${file}.${process.pid}.draft`;
  mkdirSync(inTheWay);
  await expect(state.save()).rejects.toThrow("EISDIR");
  rmdirSync(inTheWay);
  state.current.count = 7;
  await state.save();
  expect(open().current).toEqual({ count: 7 });
});
