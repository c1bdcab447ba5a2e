import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { functionShape, versionDiffShape, versionListShape } from "../../src/contract/function.ts";
import { openCommandLine } from "../support/command-line.ts";

const terminal = openCommandLine();
const name = "postToProductUpdates";
const functions = (...args: readonly string[]) => terminal.run(["functions", ...args]);
const jsonOf = async (...args: readonly string[]): Promise<unknown> =>
  JSON.parse((await functions(...args, "--json")).stdout);
const folder = (dir: string) => join(terminal.dataDir, dir);
const entryOf = (dir: string, of = name) => join(folder(dir), of, "entry.ts");
const change = (dir: string, from: string, to: string) => {
  const code = readFileSync(entryOf(dir), "utf8");
  expect(code).toContain(from);
  writeFileSync(entryOf(dir), code.replace(from, to));
};

beforeAll(async () => {
  await terminal.start();
  const prompt = "Send a Slack message to #product-updates when this function runs";
  await terminal.run(["chat", prompt, "--yes"]);
}, 60_000);
afterAll(() => terminal.close());

test("a sentence changes a function, and what changed is printed", async () => {
  const edited = await functions("edit", name, "Post to #general instead");
  expect(edited.code).toBe(0);
  expect(edited.stdout).toContain('-      channel: "#product-updates"');
  expect(edited.stdout).toContain('+      channel: "#general"');
  expect(edited.stdout).not.toContain("\u001b");
  const open = await functions("edit", name, "Make it better somehow");
  expect(open).toMatchObject({ code: 1 });
  expect(open.stderr).toContain(`${name} is as it was, at version 2`);
  const told = await functions("edit", name, "Post to #random instead", "--json");
  expect(JSON.parse(told.stdout)).toMatchObject({
    functions: [{ name, version: 3 }],
    diff: { from: 2, to: 3 },
  });
});

test("versions are listed, shown, compared and brought back", async () => {
  const versions = versionListShape.shape.versions.parse(await jsonOf("log", name));
  expect(versions.map(({ version, madeBy }) => [version, madeBy.what])).toEqual([
    [3, "prompt"],
    [2, "prompt"],
    [1, "prompt"],
  ]);
  expect((await functions("log", name)).stdout).toMatch(/^v3 .* prompt +chat +Post to #random/);
  const diff = versionDiffShape.parse(await jsonOf("diff", name, "1", "3"));
  expect(diff).toMatchObject({
    from: 1,
    to: 3,
    rights: { operations: { added: [], removed: [] } },
  });
  expect((await functions("show", name, "--version", "1")).stdout).toContain("#product-updates");
  expect(await functions("restore", name, "1")).toMatchObject({
    code: 0,
    stdout: `${name} is as in version 1 again; this is version 4.\n`,
  });
});

test("a dry run prints what would happen, and ends with 1 where it would fail", async () => {
  const dry = await functions("run", name, "text=12", "--dry-run");
  expect(dry).toMatchObject({ code: 0 });
  expect(dry.stdout).toMatch(/^Would happen:\n- Post 1 message to #product-updates\n {4}12\n/);
  expect(dry.stderr).toContain("succeeded: dry run run_");
  expect(await jsonOf("run", name, "--dry-run")).toMatchObject({ dryRun: true, would: [{}] });
  expect(await functions("run", name, "--input", '{"text":5}', "--dry-run")).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("Nothing would be changed."),
  });
});

test("a run takes values, an object, a file or standard input", async () => {
  const ran = await functions("run", name, "text=12");
  expect(ran).toMatchObject({ code: 0 });
  expect(JSON.parse(ran.stdout)).toMatchObject({ channel: expect.any(String) });
  expect(ran.stderr).toContain("succeeded: run run_");
  expect(await jsonOf("run", name, "text=12")).toMatchObject({ input: { text: "12" } });
  writeFileSync(folder("input.json"), '{"text":"of a file"}');
  expect(await jsonOf("run", name, "--input", "@input.json")).toMatchObject({
    input: { text: "of a file" },
  });
  const piped = await terminal.run(
    ["functions", "run", name, "--input", "-", "--json"],
    '{"text":"piped"}',
  );
  expect(JSON.parse(piped.stdout)).toMatchObject({ input: { text: "piped" } });
});

test("copied, renamed, deleted and brought back", async () => {
  expect(functionShape.parse(await jsonOf("duplicate", name, "copied"))).toMatchObject({
    name: "copied",
    version: 1,
  });
  expect((await functions("rename", "copied", "renamed")).code).toBe(0);
  expect(await jsonOf("delete", "renamed")).toEqual({ name: "renamed", deleted: true });
  expect((await functions("list", "--deleted")).stdout).toMatch(/^renamed +v2/);
  expect((await functions("list")).stdout).not.toContain("renamed");
  expect((await functions("restore", "renamed")).stdout).toBe("renamed is back, at version 2.\n");
  await functions("delete", "renamed");
});

test("what is wrong is one sentence on stderr, or a problem, and an exit code", async () => {
  const unknown = await functions("show", "nope");
  expect(unknown).toMatchObject({ code: 1, stdout: "" });
  expect(unknown.stderr).toMatch(/^patchbay: There is no function "nope"; there are: .*\n$/);
  const told = await functions("show", "nope", "--json");
  expect(told).toMatchObject({ code: 1, stdout: "" });
  expect(JSON.parse(told.stderr)).toMatchObject({
    type: "urn:patchbay:function/not-found",
    status: 404,
  });
  for (const [args, said] of [
    [["shw", name], "Did you mean show?"],
    [["show"], "missing required argument 'name'"],
    [["diff", name, "first"], "A version is a whole number"],
    [["run", name, "--input", "{broken"], "must be a JSON object"],
    [["run", name, "text"], '"text" is no value such as text=Hello'],
    [["list", "--jsn"], "Did you mean --json?"],
  ] as const) {
    const wrong = await functions(...args);
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toContain(said);
  }
});

test("pull writes files, and push saves what was changed in them", async () => {
  expect((await functions("pull", "--dir", "work")).stdout).toBe(`${name}  v4  written\n`);
  expect((await functions("pull", "--dir", "work")).stdout).toBe(`${name}  v4  unchanged\n`);
  expect((await functions("push", "--dir", "work")).stdout).toBe(`${name}  v4  unchanged\n`);
  change("work", '"#product-updates"', '"#design"');
  expect((await functions("push", "--dir", "work", "--dry-run")).stdout).toBe(`${name}  ready\n`);
  expect((await functions("pull", "--dir", "work")).stdout).toContain("changed here: push saves");
  expect(readFileSync(entryOf("work"), "utf8")).toContain("#design");
  expect((await functions("push", "--dir", "work")).stdout).toBe(`${name}  v5  saved\n`);
  const [newest] = versionListShape.shape.versions.parse(await jsonOf("log", name));
  expect(newest).toMatchObject({ version: 5, madeBy: { what: "hand", via: "api" } });
});

test("findings stand at their file, line and column, and keep it from being saved", async () => {
  cpSync(folder("work"), folder("broken"), { recursive: true });
  writeFileSync(entryOf("broken"), "export default {\n  fetch: 3 +,\n};\n");
  const refused = await functions("push", "--dir", "broken");
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toMatch(
    new RegExp(`^broken/${name}/entry\\.ts:2:\\d+ error .+\\n[^]*${name} was not saved`),
  );
  expect(await jsonOf("push", "--dir", "broken")).toMatchObject({
    functions: [{ name, status: "refused" }],
  });
});

test("code that may do more is saved only with a yes", async () => {
  change(
    "work",
    "return Response.json",
    'await slack("conversations.list", {});\n    return Response.json',
  );
  const asked = await functions("push", "--dir", "work");
  expect(asked).toMatchObject({ code: 1, stdout: "" });
  expect(asked.stderr).toContain("+ operation slack.conversations.list");
  expect(asked.stderr).toContain("Agree with --yes");
  expect(functionShape.parse(await jsonOf("show", name)).version).toBe(5);
  const agreed = await functions("push", "--dir", "work", "--yes");
  expect(agreed.stdout).toContain(`${name}  v6  saved`);
  expect(agreed.stdout).toContain("+ permission slack channels:read");
  const diff = await functions("diff", name);
  expect(diff.stdout).toContain("+ operation slack.conversations.list");
});

test("what was changed on both sides is left until one side is chosen", async () => {
  cpSync(folder("work"), folder("mine"), { recursive: true });
  change("work", '"#design"', '"#theirs"');
  await functions("push", "--dir", "work");
  const behind = await functions("push", "--dir", "mine");
  expect(behind).toMatchObject({ code: 0 });
  expect(behind.stdout).toContain("changed on the server: pull brings it");
  change("mine", '"#design"', '"#mine"');
  const pushed = await functions("push", "--dir", "mine");
  expect(pushed.code).toBe(1);
  expect(pushed.stdout).toContain('+      channel: "#theirs"');
  expect(pushed.stderr).toContain("changed on the server since it was pulled (v7)");
  const pulled = await functions("pull", "--dir", "mine");
  expect(pulled.code).toBe(1);
  expect(pulled.stderr).toContain("changed here and on the server (v7)");
  expect(readFileSync(entryOf("mine"), "utf8")).toContain("#mine");
  await functions("push", "--dir", "mine", "--force");
  expect((await functions("show", name)).stdout).toContain("#mine");
  change("work", '"#theirs"', '"#again"');
  await functions("pull", "--dir", "work", "--force");
  expect(readFileSync(entryOf("work"), "utf8")).toContain("#mine");
});

test("a flow that was changed in function.jsonc is neither pushed nor overwritten", async () => {
  const file = join(folder("work"), name, "function.jsonc");
  const changed = readFileSync(file, "utf8").replace("Hello from Patchbay", "Good morning");
  writeFileSync(file, changed);
  const pushed = await functions("push", "--dir", "work");
  expect(pushed).toMatchObject({ code: 1 });
  expect(pushed.stderr).toContain("the flow in its function.jsonc was changed");
  await functions("pull", "--dir", "work");
  expect(readFileSync(file, "utf8")).toBe(changed);
});

test("another account is chosen for the steps of a tool, or for one of them", async () => {
  const byHand = await functions("account", name, "slack:support");
  expect(byHand).toMatchObject({ code: 1 });
  expect(byHand.stderr).toContain("Patchbay-Account: support");
  const { version } = functionShape.parse(await jsonOf("restore", name, "1"));
  const [step] = (await functions("account", name)).stdout.split(" ");
  expect((await functions("account", name)).stdout).toBe(
    `${step}  slack.chat.postMessage  slack (default)\n`,
  );
  const chosen = await functions("account", name, "slack:support");
  expect(chosen).toMatchObject({
    code: 0,
    stdout: `${step}  slack.chat.postMessage  slack:support\n`,
  });
  expect(chosen.stderr).toContain(`patchbay functions restore ${name} ${version}`);
  expect(chosen.stderr).toContain("Not granted yet: slack:support chat:write");
  expect((await functions("log", name)).stdout).toMatch(/^v\d+ .* account +api/);
  const wrong = await functions("account", name, "notion:wiki");
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining("there are: slack.") });
  const stray = await functions("account", name, "slack:user", "--step", "nothing");
  expect(stray).toMatchObject({ code: 1, stderr: expect.stringContaining(`there are: ${step}.`) });
  const back = await functions("account", name, "slack", "--step", `${step}`, "--json");
  expect(JSON.parse(back.stdout)).toMatchObject({ version: version + 2, missing: [] });
  expect((await functions("account", name, "slack")).stderr).toContain("is as it was");
});

test("a folder without a description is a new function, and a deleted one does not come back unseen", async () => {
  mkdirSync(join(folder("new"), "hello-there"), { recursive: true });
  const code = 'export default { fetch: () => Response.json("hello") };\n';
  writeFileSync(entryOf("new", "hello-there"), code);
  expect((await functions("push", "--dir", "new")).stdout).toBe("hello-there  v1  saved\n");
  await functions("delete", "hello-there");
  writeFileSync(entryOf("new", "hello-there"), code.replace("hello", "again"));
  const pushed = await functions("push", "--dir", "new");
  expect(pushed).toMatchObject({ code: 1 });
  expect(pushed.stderr).toContain("functions restore hello-there brings it back");
});

test("nothing is written through a link that leads out of the folder", async () => {
  mkdirSync(folder("linked"));
  mkdirSync(folder("elsewhere"));
  symlinkSync(folder("elsewhere"), join(folder("linked"), name));
  const pulled = await functions("pull", "--dir", "linked");
  expect(pulled).toMatchObject({ code: 1, stdout: "" });
  expect(pulled.stderr).toContain("leads out of");
  expect(existsSync(join(folder("elsewhere"), "entry.ts"))).toBe(false);
});

test("without a server the work is done in this process", async () => {
  const alone = openCommandLine();
  try {
    mkdirSync(join(alone.dataDir, "work", "hello"), { recursive: true });
    const code = 'export default { fetch: () => Response.json({ hello: "world" }) };\n';
    writeFileSync(join(alone.dataDir, "work", "hello", "entry.ts"), code);
    const pushed = await alone.run(["functions", "push", "--dir", "work", "--json"]);
    expect(JSON.parse(pushed.stdout)).toMatchObject({
      functions: [{ name: "hello", status: "saved", version: 1, problems: [] }],
    });
    expect((await alone.run(["functions", "show", "hello"])).stdout).toBe(code);
    const ran = await alone.run(["functions", "run", "hello"]);
    expect(ran).toMatchObject({ code: 0, stdout: '{\n  "hello": "world"\n}\n' });
    expect((await alone.run(["functions", "log", "hello"])).stdout).toMatch(/^v1 .* hand +api$/m);
  } finally {
    await alone.close();
  }
});
