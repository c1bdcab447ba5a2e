import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const web = fileURLToPath(new URL("..", import.meta.url));
const texts = readdirSync(web, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".css"))
  .map((file) => ({ file, text: readFileSync(`${web}/${file}`, "utf8") }));
const tokens = texts.find(({ file }) => file.endsWith("tokens.css"))?.text ?? "";
const others = texts.filter(({ text }) => text !== tokens);
const color = /#[\da-f]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix|light-dark)\(/i;

test("colours stand in tokens.css only", () => {
  expect(tokens).toMatch(color);
  expect(others.length).toBeGreaterThan(20);
  expect(others.filter(({ text }) => color.test(text)).map(({ file }) => file)).toEqual([]);
});

test("every token that is used exists", () => {
  const used = others.flatMap(({ text }) =>
    Array.from(text.matchAll(/var\((--[\w-]+)/g), ([, name = ""]) => name),
  );
  expect(used.filter((name) => !tokens.includes(`${name}:`))).toEqual([]);
});

test("every token is used", () => {
  const all = texts.map(({ text }) => text).join("\n");
  const names = Array.from(tokens.matchAll(/^\s+(--[\w-]+):/gm), ([, name = ""]) => name);
  expect(names.filter((name) => !all.includes(`var(${name})`))).toEqual([]);
});
