import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { cliFile, openCommandLine } from "../support/command-line.ts";

const terminal = openCommandLine();
afterAll(() => terminal.close());

/** What bash offers at Tab after a line; the last word is the one that is begun. */
async function tab(...words: readonly string[]): Promise<readonly string[]> {
  const script = `
    patchbay() { ${JSON.stringify(process.execPath)} ${JSON.stringify(cliFile)} "$@"; }
    source <(patchbay completion bash)
    handler=$(complete -p patchbay | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
    COMP_WORDS=(patchbay "$@")
    COMP_CWORD=$#
    COMP_LINE="\${COMP_WORDS[*]}"
    COMP_POINT=\${#COMP_LINE}
    compopt() { :; }
    $handler
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await promisify(execFile)(
    "bash",
    ["--noprofile", "--norc", "-c", script, "bash", ...words],
    { env: terminal.env },
  );
  return stdout.split("\n").filter((line) => line !== "");
}

test("bash completes commands, options and choices, and starts no server for it", async () => {
  expect(await tab("func")).toEqual(["functions"]);
  expect(await tab("functions", "re")).toEqual(["restore", "rename"]);
  expect(await tab("functions", "push", "--d")).toEqual(["--dir", "--dry-run"]);
  expect(await tab("functions", "export", "x", "--target", "c")).toEqual(["cloudflare"]);
  expect(await tab("runs", "re")).toEqual(["replay"]);
  expect(await tab("functions", "show", "")).toEqual([]);
  expect(existsSync(join(terminal.dataDir, "api-key"))).toBe(false);
});

test("names and versions come from the server that runs", async () => {
  await terminal.start();
  const prompt = "Send a Slack message to #product-updates when this function runs";
  await terminal.run(["chat", prompt, "--yes"]);
  const name = "postToProductUpdates";
  await terminal.run(["functions", "edit", name, "Post to #general instead"]);
  await terminal.run(["functions", "duplicate", name, "gone"]);
  await terminal.run(["functions", "delete", "gone"]);
  expect(await tab("functions", "show", "")).toEqual([name]);
  expect(await tab("functions", "show", name, "--version", "")).toEqual(["2", "1"]);
  expect(await tab("functions", "diff", name, "")).toEqual(["2", "1"]);
  expect(await tab("functions", "restore", "")).toEqual(["gone", name]);
  expect(await tab("plan", "--function", "p")).toEqual([name]);
  expect(await tab("sandbox", "start", "--provider", "sl")).toEqual(["slack"]);
}, 60_000);

test.each(["zsh", "fish", "powershell"])("prints a script for %s", async (shell) => {
  const { code, stdout } = await terminal.run(["completion", shell]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/completion for patchbay/i);
});

test("another shell is refused, and those there are named", async () => {
  const { code, stderr } = await terminal.run(["completion", "tcsh"]);
  expect(code).toBe(2);
  expect(stderr).toContain("zsh, bash, fish, powershell");
});
