import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inside, writeInside } from "./disk.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function addressIn(path: string): string {
  try {
    return inside(folder, path);
  } catch {
    return "refused";
  }
}

test("whatever a path holds, the file is in the folder, or it is refused", () => {
  const part = fc.oneof(
    fc.constantFrom("..", ".", "", "/", "a", "..a", "a..", "%2e%2e", "\\"),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), fc.boolean(), (parts, isAbsolute) => {
      const path = `${isAbsolute ? "/" : ""}${parts.join("/")}`;
      const place = relative(folder, resolve(folder, path));
      const isIn = place !== "" && place.split(sep)[0] !== "..";
      expect(addressIn(path)).toBe(isIn ? join(folder, place) : "refused");
    }),
  );
});

test.each(["../out.txt", "/tmp/out.txt", "a/../../out.txt", "."])("%s is refused", (path) => {
  expect(() => writeInside(join(folder, "in"), path, "text")).toThrow(/leads out of/);
  expect(existsSync(join(folder, "out.txt"))).toBe(false);
});

test("neither a linked folder nor a linked file is written through", () => {
  mkdirSync(join(folder, "in"));
  mkdirSync(join(folder, "out"));
  symlinkSync(join(folder, "out"), join(folder, "in", "linked"));
  symlinkSync(join(folder, "out", "file.txt"), join(folder, "in", "file.txt"));
  for (const path of ["linked/file.txt", "linked/deep/file.txt", "file.txt"])
    expect(() => writeInside(join(folder, "in"), path, "text")).toThrow(/leads out of/);
  expect(existsSync(join(folder, "out", "file.txt"))).toBe(false);
  writeInside(join(folder, "in"), "deep/file.txt", "text");
  expect(readFileSync(join(folder, "in", "deep", "file.txt"), "utf8")).toBe("text");
});
