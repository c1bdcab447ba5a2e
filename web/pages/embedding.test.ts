import { expect, test } from "vitest";
import { originToTell, readKey, readTheme } from "./embedding.ts";

test("a key stands in the fragment alone", () => {
  expect(readKey("#key=pbe_abc")).toBe("pbe_abc");
  expect(readKey("#a=1&key=pbe_abc")).toBe("pbe_abc");
  expect([readKey(""), readKey("#key="), readKey("#content")]).toEqual(
    Array.from({ length: 3 }, () => undefined),
  );
});

test("a theme is light or dark", () => {
  expect([readTheme("?theme=dark"), readTheme("?theme=light"), readTheme("?theme=x")]).toEqual([
    "dark",
    "light",
    undefined,
  ]);
});

test("the height is told to one site, or to nobody", () => {
  expect(originToTell("https://shop.example/path?a=1")).toBe("https://shop.example");
  for (const unknown of ["", "about:blank", "data:text/html,x", "no address"])
    expect(originToTell(unknown)).toBeUndefined();
});
