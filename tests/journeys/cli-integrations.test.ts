import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stockroomDocument } from "../integrations/stockroom.ts";
import { openCommandLine } from "../support/command-line.ts";

const origin = "http://127.0.0.1:9";
const terminal = openCommandLine({ PRIVATE_ORIGINS: origin });
const integrations = (...args: readonly string[]) => terminal.run(["integrations", ...args]);
const document = join(terminal.dataDir, "stockroom.json");

beforeAll(async () => {
  const security = { type: "apiKey", in: "header", name: "X-Key" } as const;
  writeFileSync(document, JSON.stringify(stockroomDocument(origin, security)));
  await terminal.start();
}, 60_000);
afterAll(() => terminal.close());

/** The one line of JSON that a command printed. */
async function lineOf(ended: ReturnType<typeof terminal.run>): Promise<unknown> {
  const { code, stdout, stderr } = await ended;
  expect([code, stderr, stdout.trimEnd().split("\n").length]).toEqual([0, "", 1]);
  return JSON.parse(stdout);
}

test("tools of one's own are looked at, added, listed and removed", async () => {
  expect(await lineOf(integrations("preview", document, "--json"))).toMatchObject({
    scheme: expect.any(String),
    operations: expect.arrayContaining([expect.objectContaining({ name: "listItems" })]),
  });
  expect(await integrations("list")).toMatchObject({
    stdout: "",
    stderr: "No tool of your own was added.\n",
  });
  expect(await lineOf(integrations("list", "--json"))).toEqual([]);
  const added = await lineOf(
    integrations("add", "stockroom", document, "--operations", "listItems", "--json"),
  );
  expect(added).toMatchObject({ id: "stockroom", operations: ["listItems"] });
  expect((await integrations("list")).stdout).toMatch(/^stockroom {2}.* {2}1 operation\n$/);
  expect(await lineOf(integrations("list", "--json"))).toEqual([added]);
  expect(await lineOf(integrations("remove", "stockroom", "--json"))).toEqual({
    id: "stockroom",
    deleted: true,
  });
  const missing = await integrations("remove", "stockroom", "--json");
  expect([missing.code, missing.stdout]).toEqual([1, ""]);
  expect(JSON.parse(missing.stderr)).toMatchObject({ status: 404 });
}, 60_000);

test("secrets are kept, listed and forgotten, and never printed", async () => {
  const secrets = (args: readonly string[], input?: string) =>
    terminal.run(["secrets", ...args], input);
  expect(await lineOf(secrets(["list", "--json"]))).toEqual([]);
  const hosts = ["api.acme.test", "eu.acme.test"];
  const set = ["set", "ACME", "--host", ...hosts, "--json"];
  expect(await lineOf(secrets(set, "planted"))).toEqual({ name: "ACME", hosts });
  const listed = await secrets(["list", "--json"]);
  expect(JSON.parse(listed.stdout)).toMatchObject([
    { name: "ACME", hosts, placeholder: "{{secrets.ACME}}", functions: [] },
  ]);
  expect(listed.stdout).not.toContain("planted");
  expect((await secrets(["list"])).stdout).toBe("ACME  api.acme.test eu.acme.test\n");
  expect(await lineOf(secrets(["remove", "ACME", "--json"]))).toEqual({
    name: "ACME",
    deleted: true,
  });
  expect((await secrets(["list", "--jsn"])).code).toBe(2);
}, 60_000);
