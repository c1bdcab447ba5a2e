import { expect, test } from "vitest";
import { fileByName, folderByName } from "./lookups.ts";

test.each([
  ["1TeamHandbook2026", false],
  ["1AbC-d_EfGhIjKlMnOpQrStUvWxYz0123456789abcd", false],
  ["Team handbook", true],
  ["report.txt", true],
  ["Q3.csv", true],
  ["Q3", true],
  ["Handbook", true],
])("%s is a name: %s", (text, isName) => {
  const [file, folder] = [fileByName()[0], folderByName()[0]];
  expect(new RegExp(file?.literal ?? "").test(text)).toBe(isName);
  expect(new RegExp(folder?.literal ?? "").test(text)).toBe(isName);
});

test("My Drive has a name of its own", () => {
  expect(new RegExp(folderByName()[0]?.literal ?? "").test("root")).toBe(false);
});
