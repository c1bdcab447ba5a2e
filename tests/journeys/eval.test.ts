import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { planShape } from "../../src/contract/plan.ts";

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const prompts = path("../evals/prompts.dev.jsonl");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function evaluate(...args: string[]) {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [path("../../src/cli.ts"), "eval", ...args], {
    env: { PATH, HOME, DATA_DIR: join(folder, "data"), PORT: "0", TZ: "UTC" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, stdout, stderr };
}

describe("labelled prompts", () => {
  test("are understood by the built-in model, verify and run", async () => {
    const out = join(folder, "out.jsonl");
    const { code, stdout, stderr } = await evaluate(prompts, "--run", "--json", "--out", out);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const summary = JSON.parse(stdout);
    expect(summary).toMatchObject({ right: 1, wrongActions: 0 });
    expect(summary.aspects).toMatchObject({
      connectors: 1,
      operations: 1,
      slots: 1,
      permissions: 1,
      trigger: 1,
      asks: 1,
      kind: 1,
      verifies: 1,
      green: 1,
      kept: 1,
    });
    const labels = readFileSync(prompts, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const records = readFileSync(out, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(records.map(({ id }) => id)).toEqual(labels.map(({ id }) => id));
    for (const record of records.flatMap(({ turns, ...one }) => turns ?? [one]))
      expect(planShape.safeParse(record).error).toBeUndefined();
  }, 120_000);

  test("are attempted as often as asked", async () => {
    const file = join(folder, "one.jsonl");
    writeFileSync(file, '{"id":"a","kind":"answer","prompt":"which tools are there?"}\n');
    const { stdout } = await evaluate(file, "--repeat", "3", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ attempts: 3, passAll: 1, prompts: 1 });
  });
});

describe("what cannot be read is said, and nothing is done", () => {
  test.each([
    [["nowhere.jsonl"], 'no file or folder "nowhere.jsonl"'],
    [[prompts, "--repeat", "0"], "whole number"],
  ])("%j", async (args, said) => {
    const { code, stdout, stderr } = await evaluate(...args);
    expect(code).not.toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toContain(said);
  });

  test("a line that is none, by file and line", async () => {
    const file = join(folder, "broken.jsonl");
    writeFileSync(file, '{"id":"a","kind":"answer","prompt":"hi"}\nnot JSON\n');
    const { code, stderr } = await evaluate(file);
    expect(code).toBe(1);
    expect(stderr).toContain("broken.jsonl, line 2");
  });
});
