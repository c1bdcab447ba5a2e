import { expect, test } from "vitest";
import { plainLine, plainText } from "./plain-text.ts";

test.each([
  ["\u001b[2Jcleared", "[2Jcleared"],
  ["\u202eevil\u2066", "evil"],
  ["Sl\u200bac\u00adk\ufeff", "Slack"],
  ["tag\u{e0041}\u{e007f}", "tag"],
  ["bell\u0007\u0085\u009b", "bell"],
])("%j is %j", (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

test.each(["two\nlines\tand a tab", "👩‍👩‍👧", "می‌خواهم", "<b>&amp;</b> `x` [y](z)"])(
  "%j stays",
  (text) => {
    expect(plainText(text)).toBe(text);
  },
);

test("a line is one line", () => {
  expect(plainLine(" a\n b\u2028c\u0000 ")).toBe("a b c");
});
