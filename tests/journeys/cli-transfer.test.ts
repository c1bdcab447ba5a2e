import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportTarget } from "../../src/contract/function-transfer.ts";
import { openCommandLine } from "../support/command-line.ts";

const terminal = openCommandLine();
const name = "postToProductUpdates";
const functions = (...args: readonly string[]) => terminal.run(["functions", ...args]);
const at = (...path: readonly string[]) => join(terminal.dataDir, ...path);

beforeAll(async () => {
  await terminal.start();
  const prompt = "Send a Slack message to #product-updates when this function runs";
  await terminal.run(["chat", prompt, "--yes"]);
}, 60_000);
afterAll(() => terminal.close());

test.each(exportTarget.options)("export to %s writes the files it names", async (target) => {
  const exported = await functions("export", name, "--target", target);
  expect(exported.code).toBe(0);
  const files = exported.stdout.trimEnd().split("\n");
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    expect(file).toMatch(new RegExp(`^${name}-${target}/`));
    expect(existsSync(at(file))).toBe(true);
  }
});

test("files that are there are overwritten only with --force", async () => {
  const out = ["export", name, "--target", "node", "--out", "server"];
  await functions(...out);
  writeFileSync(at("server", "README.md"), "mine");
  const again = await functions(...out);
  expect(again).toMatchObject({ code: 1, stdout: "" });
  expect(again.stderr).toMatch(/is already there.*--force/);
  expect(readFileSync(at("server", "README.md"), "utf8")).toBe("mine");
  expect((await functions(...out, "--force")).code).toBe(0);
  expect(readFileSync(at("server", "README.md"), "utf8")).not.toBe("mine");
});

test("a project goes to Base44 and comes back", async () => {
  await functions("duplicate", name, "second");
  const base44 = ["--target", "base44", "--out", "app", "--json"];
  const exported = await functions("export", name, "second", ...base44);
  expect(JSON.parse(exported.stdout)).toMatchObject({
    target: "base44",
    out: "app",
    files: expect.arrayContaining(["base44/functions/second/entry.ts"]),
  });
  await functions("delete", "second");
  const tried = await functions("import", "app", "--dry-run");
  expect(tried).toMatchObject({ code: 0 });
  expect(tried.stdout).toContain("second  would be created  app/base44/functions/second/entry.ts");
  expect(tried.stdout).toContain("  permission slack chat:write");
  expect((await functions("list")).stdout).not.toContain("second");
  const imported = await functions("import", "app", "--json");
  expect(JSON.parse(imported.stdout)).toMatchObject({
    functions: [
      { name, status: "unchanged" },
      { name: "second", status: "created", version: 1 },
    ],
  });
  expect((await functions("run", "second")).code).toBe(0);
});

test("one file becomes the function it is called after; findings name it", async () => {
  writeFileSync(at("say-hi.ts"), 'export default { fetch: () => Response.json("hi") };\n');
  expect((await functions("import", "say-hi.ts")).stdout).toBe("say-hi  v1  created  say-hi.ts\n");
  expect((await functions("run", "say-hi")).stdout).toBe("hi\n");
  writeFileSync(at("say-ho.ts"), "export default { fetch: 3 + };\n");
  const refused = await functions("import", "say-ho.ts");
  expect(refused).toMatchObject({ code: 1, stdout: "say-ho  refused  say-ho.ts\n" });
  expect(refused.stderr).toMatch(/^say-ho\.ts:1:\d+ error /);
  expect(await functions("import", "nothing.ts")).toMatchObject({
    code: 1,
    stderr: "patchbay: There is no file or folder nothing.ts.\n",
  });
});

test("what a project links to is not sent", async () => {
  mkdirSync(at("linking", "hello"), { recursive: true });
  writeFileSync(
    at("linking", "hello", "entry.ts"),
    'import { text } from "./secret.ts";\nexport default { fetch: () => Response.json(text) };\n',
  );
  writeFileSync(at("secret.ts"), 'export const text = "secret";\n');
  symlinkSync(at("secret.ts"), at("linking", "hello", "secret.ts"));
  const refused = await functions("import", "linking");
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("secret.ts");
});

test("a change of lines edited by hand says both sides, and how to choose", async () => {
  await functions("pull", name, "--dir", "work");
  const file = at("work", name, "entry.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace('"#product-updates"', '"#mine"'));
  await functions("push", name, "--dir", "work");
  const edited = await functions("edit", name, "Post to #general instead");
  expect(edited.code).toBe(1);
  expect(edited.stdout).toMatch(/Yours:\n.*"#mine"[^]*New:\n.*"#general"/);
  expect(edited.stderr).toContain("repeat the command on a terminal");
  expect((await functions("show", name)).stdout).toContain('"#mine"');
});
