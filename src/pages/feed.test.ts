import { expect, test } from "vitest";
import { createCatalog } from "../catalog/catalog.ts";
import { createLocalBus } from "../cluster/bus.ts";
import { silentLog } from "../core/log.ts";
import type { RunView } from "../contract/run.ts";
import { createFeed } from "./feed.ts";

/** What happens between two moments that no real run lets a test step in. The rest is in tests/journeys/pages-feed.test.ts. */
function createGround() {
  const begun: PromiseWithResolvers<RunView>[] = [];
  const feed = createFeed({
    functions: {
      resolve: async (name) => name,
      current: async (name) => ({
        name,
        version: 1,
        madeBy: { what: "hand", via: "api" },
        origin: "hand",
        code: "",
        approvals: [],
        permissions: [],
        createdAt: "",
        etag: "",
      }),
    },
    runs: {
      test: () => {
        const run = Promise.withResolvers<RunView>();
        begun.push(run);
        return run.promise;
      },
    },
    catalog: createCatalog([], []),
    answers: { keep: async () => {}, find: async () => undefined, sweep: async () => {} },
    bus: createLocalBus(silentLog),
    appId: "app_1",
    living: () => 1,
    clock: { now: () => 0 },
  });
  return { begun, feed };
}

const ended = (status: RunView["status"]): RunView => ({
  id: "run_1",
  function: "f",
  version: 1,
  status,
  trigger: "page",
  startedAt: "",
  ms: 1,
  input: {},
  output: [1],
  error: null,
  logs: [],
  calls: [],
  phases: {},
});

test("of very many answers the one made longest ago is forgotten", async () => {
  const { begun, feed } = createGround();
  const load = async (version: number) => {
    const page = { id: "p", version, spec: { sources: { s: { function: "f", input: {} } } } };
    const loading = feed.load(page, "s", { filters: {}, viewer: "maker", fresh: false });
    await Promise.resolve();
    await Promise.resolve();
    begun.at(-1)?.resolve(ended("succeeded"));
    return loading;
  };
  for (let version = 1; version <= 2_001; version += 1) await load(version);
  await load(2);
  expect(begun).toHaveLength(2_001);
  await load(1);
  expect(begun).toHaveLength(2_002);
});

test("who comes when a run was given up, and is not over yet, gets a run of their own", async () => {
  const { begun, feed } = createGround();
  const page = { id: "p", version: 1, spec: { sources: { s: { function: "f", input: {} } } } };
  const load = (signal?: AbortSignal) =>
    feed.load(page, "s", { filters: {}, viewer: "maker", fresh: false, signal });

  const leaving = new AbortController();
  const left = load(leaving.signal).catch(() => "left");
  await expect.poll(() => begun.length).toBe(1);
  leaving.abort();
  expect(await left).toBe("left");
  const next = load();
  await expect.poll(() => begun.length).toBe(2);
  begun[0]?.resolve(ended("cancelled"));
  begun[1]?.resolve(ended("succeeded"));
  expect(await next).toMatchObject({ value: [1] });
  // What became of the first is nothing to who asks later.
  expect(await load()).toMatchObject({ value: [1] });
  expect(begun).toHaveLength(2);
});
