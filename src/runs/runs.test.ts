import { expect, test } from "vitest";
import { createLocalBus } from "../cluster/bus.ts";
import { silentLog } from "../core/log.ts";
import { createRuns } from "./runs.ts";

const version = {
  name: "pay",
  version: 2,
  madeBy: { what: "prompt", via: "chat" },
  origin: "flow",
  code: "",
  approvals: [],
  permissions: [],
  createdAt: "",
  etag: "",
} as const;

test("a run of a certain version begins nothing once another is current", async () => {
  const begun: string[] = [];
  const begin = () => {
    begun.push("run");
    throw new Error("It must not come to this.");
  };
  const runs = createRuns({
    current: async () => version,
    store: {
      start: begin,
      keep: begin,
      finish: begin,
      find: begin,
      list: begin,
      search: begin,
      left: begin,
      finishLeft: begin,
      deleteBefore: begin,
      deleteBeyond: begin,
      functionsBeyond: begin,
      deleteOf: begin,
      hasRun: begin,
    },
    runner: { run: begin },
    requirePerson: begin,
    timeoutMsOf: () => 1000,
    appId: "app_test",
    bus: createLocalBus(silentLog),
    clock: { now: () => 0 },
    secretNames: async () => [],
    secretValues: async () => [],
    log: silentLog,
  });
  await expect(runs.test("pay", {}, { trigger: "chat", version: 1 })).rejects.toMatchObject({
    code: "run/changed",
    message: expect.stringContaining("is at version 2"),
  });
  expect(begun).toEqual([]);
});
