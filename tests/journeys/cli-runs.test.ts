import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runShape, runSummaryShape } from "../../src/contract/run.ts";
import { openCommandLine } from "../support/command-line.ts";
import { type HeldApi, addHeldFunction, startHeldApi } from "../support/held-api.ts";

/** `patchbay runs` beside a server whose function waits for the answer of a call. */
let api: HeldApi;
let terminal: ReturnType<typeof openCommandLine>;
const runs = (...args: readonly string[]) => terminal.run(["runs", ...args]);

beforeAll(async () => {
  api = await startHeldApi();
  terminal = openCommandLine({ PRIVATE_ORIGINS: api.url });
  await terminal.start();
  const read = (file: string) => readFileSync(join(terminal.dataDir, file), "utf8");
  const { url } = JSON.parse(read("server.json"));
  await addHeldFunction(async (path, method, body) => {
    const { ok, status } = await fetch(new URL(path, url), {
      method,
      headers: {
        authorization: `Bearer ${read("api-key").trim()}`,
        "content-type": "application/json",
        "if-none-match": "*",
      },
      body: JSON.stringify(body),
    });
    if (!ok) throw new Error(`${path}: ${status}`);
  }, api);
}, 60_000);
afterAll(async () => {
  await terminal.close();
  await api.close();
});

/** A run that waits for an answer, and its id. */
async function startHeld(shelf: string) {
  const before = api.waiting();
  const ended = terminal.run(["functions", "run", "stockUp", `shelf=${shelf}`]);
  await expect.poll(api.waiting, { timeout: 30_000 }).toBe(before + 1);
  const listed = await runs("--status", "running", "--json");
  const [run] = runSummaryShape.array().parse(JSON.parse(listed.stdout));
  return { id: run?.id ?? "", ended };
}

test("a run is followed to its end, shown, found and repeated", async () => {
  expect(await runs()).toMatchObject({ code: 0, stdout: "", stderr: "No run was found.\n" });
  const { id, ended } = await startHeld("7");
  const following = runs("follow", id);
  const telling = runs("follow", id, "--json");
  expect((await runs("show", id)).stdout).toMatch(/^ +\d.* POST .*addItem +no answer/m);
  api.release();
  expect(await ended).toMatchObject({ code: 0 });
  const { code, stdout, stderr } = await following;
  expect(code).toBe(0);
  expect(stdout).toMatch(/info +Looking \{"shelf":7\}\n.*GET .*listItems 200 .*\n.*warn +Adding\n/);
  expect(stdout).toContain("stockroom.addItem 200");
  expect(stderr).toMatch(new RegExp(`^succeeded: run ${id} in`));
  const told = (await telling).stdout.trim().split("\n");
  expect(JSON.parse(told.at(-1) ?? "")).toMatchObject({ event: "end", data: { id } });

  const shown = await runs("show", id);
  expect(shown.stdout).toMatch(new RegExp(`^${id}  stockUp v1  succeeded in`));
  expect(shown.stdout).toMatch(/queue \d+ ms, start \d+ ms, run \d/);
  expect(runShape.parse(JSON.parse((await runs("show", id, "--json")).stdout))).toMatchObject({
    input: { shelf: 7 },
  });
  const found = await runs("--function", "stockUp", "--since", "1h", "--text", "looking");
  expect(found.stdout).toContain(id);
  expect((await runs("--trigger", "schedule,webhook")).stderr).toContain("No run was found");

  const again = runs("replay", id);
  await expect.poll(api.waiting, { timeout: 30_000 }).toBe(1);
  api.release();
  const replayed = await again;
  expect(replayed.code).toBe(0);
  expect(replayed.stdout).toContain('Looking {"shelf":7}');
  expect((await runs("list", "--trigger", "replay")).stdout).toMatch(/^run_\w+ .*stockUp v1/);
}, 60_000);

test("a run is cancelled, and what follows it ends with 1", async () => {
  const { id, ended } = await startHeld("8");
  const following = runs("follow", id);
  await expect
    .poll(async () => (await runs("show", id)).stdout, { timeout: 30_000 })
    .toContain("Adding");
  const cancelled = await runs("cancel", id);
  expect(cancelled).toMatchObject({ code: 0 });
  expect(cancelled.stderr).toContain("The run was cancelled from the command line.");
  expect(await ended).toMatchObject({ code: 1 });
  expect(await following).toMatchObject({ code: 1 });
  const late = await runs("cancel", id, "--json");
  expect(late.code).toBe(1);
  expect(JSON.parse(late.stderr)).toMatchObject({ type: "urn:patchbay:run/over", status: 409 });
}, 60_000);

test("what is not there ends with 1, what is written wrongly with 2", async () => {
  expect(await runs("show", "run_x")).toMatchObject({ code: 1 });
  expect((await runs("follow", "run_x")).stderr).toContain('There is no run "run_x"');
  const wrong = await runs("--status", "lost");
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('"lost" is none of running, succeeded');
  expect(await runs("--limit", "1000")).toMatchObject({ code: 2 });
  expect(await runs("--since", "soon")).toMatchObject({ code: 2 });
});
