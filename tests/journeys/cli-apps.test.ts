import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cliFile, openCommandLine } from "../support/command-line.ts";

/** Which app a command is for, with a server that runs and without one. */
const terminal = openCommandLine();
const run = (...args: readonly string[]) => terminal.run(args);
afterAll(() => terminal.close());

const code = 'export default { fetch: () => Response.json({ hello: "sales" }) };\n';

/** What is offered at the end of a line. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cliFile, "complete", "--", ...words],
    { env: terminal.env },
  );
  return stdout
    .split("\n")
    .flatMap((line) => (/^[^:]/.test(line) ? [line.split("\t")[0] ?? ""] : []));
}

test("an app is made, and commands are for it, where no server runs", async () => {
  const made = await run("apps", "create", "Sales team");
  expect(made).toMatchObject({ code: 0, stderr: "" });
  // Any free port is none that could be said before a server listens.
  expect(made.stdout).toContain("sales-team is there, at /apps/sales-team/\n");
  const files = join(terminal.dataDir, "files");
  mkdirSync(join(files, "hello"), { recursive: true });
  writeFileSync(join(files, "hello", "entry.ts"), code);
  const saved = await run("functions", "push", "--dir", files, "--yes", "--app", "sales-team");
  expect(saved).toMatchObject({ code: 0 });
}, 120_000);

describe("with a server", () => {
  beforeAll(() => terminal.start(), 120_000);

  test("an option or the environment says which app, and the first one is default", async () => {
    expect((await run("--app", "sales-team", "functions", "list")).stdout).toContain("hello");
    expect((await run("functions", "list", "--app", "default")).stdout).not.toContain("hello");
    const called = await run("functions", "run", "hello", "--app", "sales-team", "--json");
    expect(called.stdout).toContain("sales");
    Object.assign(terminal.env, { PATCHBAY_APP: "sales-team" });
    expect((await run("functions", "list")).stdout).toContain("hello");
    expect((await run("functions", "list", "--app", "default")).stdout).not.toContain("hello");
    // What is the whole server's goes on as before.
    expect((await run("apps", "list")).code).toBe(0);
    Reflect.deleteProperty(terminal.env, "PATCHBAY_APP");
  }, 120_000);

  test("apps are listed, renamed, deleted and brought back", async () => {
    await run("apps", "rename", "sales-team", "Sales");
    const { apps } = JSON.parse((await run("apps", "list", "--json")).stdout);
    expect(apps).toMatchObject([
      { slug: "default", base: "" },
      { slug: "sales-team", name: "Sales", base: "/apps/sales-team" },
    ]);
    const deleted = await run("apps", "delete", "sales-team");
    expect(deleted.stdout).toContain("patchbay apps restore sales-team");
    expect((await run("apps", "list")).stdout).not.toContain("sales-team");
    expect((await run("apps", "list", "--deleted")).stdout).toContain("sales-team");
    const gone = await run("functions", "list", "--app", "sales-team");
    expect(gone).toMatchObject({ code: 1, stdout: "" });
    expect(await offered("apps", "restore", "")).toEqual(["sales-team"]);
    const { url } = JSON.parse(readFileSync(join(terminal.dataDir, "server.json"), "utf8"));
    expect((await run("apps", "restore", "sales-team")).stdout).toBe(
      `sales-team is there again, at ${url}/apps/sales-team/\n`,
    );
    expect((await run("functions", "list", "--app", "sales-team")).stdout).toContain("hello");
  }, 120_000);

  test("what does not work is said, and ends with 1", async () => {
    const unknown = await run("functions", "list", "--app", "nowhere");
    expect(unknown).toMatchObject({ code: 1, stdout: "" });
    expect(unknown.stderr).toBe(
      'patchbay: There is no app "nowhere"; there are: default, sales-team.\n',
    );
    const asJson = await run("functions", "list", "--app", "nowhere", "--json");
    expect(JSON.parse(asJson.stderr)).toMatchObject({ type: "urn:patchbay:app/not-found" });
    expect((await run("apps", "delete", "default")).stderr).toContain("The first app");
    expect((await run("apps", "create", "Sales", "--slug", "sales-team")).stderr).toContain(
      'Another app has the slug "sales-team"',
    );
    expect((await run("apps", "rename", "nowhere", "Other")).code).toBe(1);
    expect((await run("start", "--app", "sales-team")).stderr).toContain("for the whole server");
    // The folder of the first app would take another's files for functions of its own.
    expect((await run("functions", "pull", "--app", "sales-team")).stderr).toContain("--dir");
  }, 120_000);

  test("the shell completes slugs, and names of the app that the line says", async () => {
    expect(await offered("functions", "list", "--app", "")).toEqual(["default", "sales-team"]);
    expect(await offered("apps", "delete", "s")).toEqual(["sales-team"]);
    expect(await offered("functions", "show", "--app", "sales-team", "")).toEqual(["hello"]);
    expect(await offered("functions", "show", "")).toEqual([]);
    expect(await offered("apps", "list", "--a")).toEqual([]);
  }, 120_000);
});
