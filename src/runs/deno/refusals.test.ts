import { expect, test } from "vitest";
import { inPlainWords } from "./refusals.ts";

test.each([
  [
    `NotCapable: Requires read access to "/etc/passwd", run again with the --allow-read flag`,
    `NotCapable: a function has no files to read: "/etc/passwd"`,
  ],
  [
    `Requires write access to <TMP>, run again with the --allow-write flag`,
    `a function has no files to write: <TMP>`,
  ],
  [
    `Requires env access, run again with the --allow-env flag`,
    `a function has no environment but its secrets`,
  ],
  [
    `Requires net access to "[::1]:80", run again with the --allow-net flag\n  at a.ts:1:2`,
    `a function has no network but fetch, for operations that it was approved for: "[::1]:80"\n  at a.ts:1:2`,
  ],
  [
    `A remote specifier was requested: "https://jsr.io/x", but --no-remote is specified.`,
    `a function is one file: it may not import "https://jsr.io/x"`,
  ],
  ["TypeError: a is not a function", "TypeError: a is not a function"],
])("%s", (says, means) => {
  expect(inPlainWords(says)).toBe(means);
});
