import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCommandLine } from "../support/command-line.ts";

const terminal = openCommandLine();
const pages = (...args: readonly string[]) => terminal.run(["pages", ...args]);

beforeAll(async () => {
  await terminal.start();
  const read = (name: string) => readFileSync(join(terminal.dataDir, name), "utf8").trim();
  const { url } = JSON.parse(read("server.json"));
  const spec = { slug: "hello", title: "Hello", blocks: [{ id: "b", type: "text", text: "Hi" }] };
  const { status } = await fetch(new URL("/api/pages", url), {
    method: "POST",
    headers: { authorization: `Bearer ${read("api-key")}`, "content-type": "application/json" },
    body: JSON.stringify({ spec }),
  });
  if (status !== 201) throw new Error(`The page was not made: ${status}`);
}, 60_000);
afterAll(() => terminal.close());

test("pages are listed, shown, deleted and brought back", async () => {
  expect((await pages("list")).stdout).toMatch(/^hello\s+Hello\s+v1/);
  const shown = await pages("show", "hello");
  expect(shown.stdout).toContain("block: b, a text");
  expect(shown.stdout).toMatch(/address: http:\S+\/pages\/hello/);
  expect(JSON.parse((await pages("show", "hello", "--json")).stdout)).toMatchObject({
    slug: "hello",
    problems: [],
  });
  expect((await pages("delete", "hello")).stdout).toContain("patchbay pages restore hello");
  expect(await pages("list")).toMatchObject({ stdout: "", stderr: "There is no page.\n" });
  expect((await pages("list", "--deleted")).stdout).toContain("hello");
  expect((await pages("restore", "hello")).stdout).toBe("hello is at version 1.\n");
}, 60_000);

test("what does not work ends with 1, what is called wrongly with 2", async () => {
  const missing = await pages("show", "helo", "--json");
  expect(missing.code).toBe(1);
  expect(JSON.parse(missing.stderr)).toMatchObject({
    type: "urn:patchbay:page/not-found",
    detail: expect.stringContaining('Did you mean "hello"?'),
  });
  expect((await pages("show")).code).toBe(2);
  expect((await pages("restore", "hello", "first")).code).toBe(2);
});
