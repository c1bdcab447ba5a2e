import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { unpack } from "./lines.ts";

const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
afterAll(() => rmSync(folder, { recursive: true }));

const limits = { unpackedBytes: 100_000, lineCharacters: 50_000 };

async function read(text: string, within?: typeof limits): Promise<readonly unknown[]> {
  const file = join(folder, "archive.gz");
  writeFileSync(file, gzipSync(text));
  const lines: unknown[] = [];
  for await (const line of unpack(file, within)) lines.push(line);
  return lines;
}

test("lines of any length that is allowed come whole", async () => {
  const lines = ["a".repeat(49_990), "b", "ü".repeat(40_000)];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  expect(await read(text, { ...limits, unpackedBytes: 200_000 })).toEqual(lines);
});

test("what unpacks without end is not read to it", async () => {
  await expect(read("1\n".repeat(50_001), limits)).rejects.toThrow("unpacks to more than");
});

test("a line that is too long is not taken into memory", async () => {
  await expect(read(`"${"a".repeat(60_000)}`, limits)).rejects.toThrow("a line of it is too long");
  // Of the product itself.
  await expect(read(`"${"a".repeat(65 * 1024 ** 2)}`)).rejects.toThrow("too long");
});
