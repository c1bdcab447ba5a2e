import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

test("a run in which a test fails does not end with 0, also where it started a Postgres", async () => {
  const { TEST_POSTGRES: _, VITEST: __, ...env } = process.env;
  const run = promisify(execFile)(
    process.execPath,
    [
      at("../node_modules/vitest/vitest.mjs"),
      "run",
      "--config",
      at("support/failing/vitest.config.ts"),
    ],
    { env },
  );
  await expect(run).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/1 failed/),
    stderr: expect.stringContaining("to be ''"),
  });
}, 120_000);
