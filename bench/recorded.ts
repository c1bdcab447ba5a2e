import { systemClock } from "../src/core/clock.ts";
import { createLocalBus } from "../src/cluster/bus.ts";
import { silentLog } from "../src/core/log.ts";
import type { Runner } from "../src/runs/deno/runner.ts";
import { type RunBody, createRuns } from "../src/runs/runs.ts";
import { defaultAppId, openDatabase } from "../src/store/database.ts";
import type { FunctionVersion } from "../src/store/function-version.ts";
import { createRunStore } from "../src/store/runs.ts";
import { approvals, code } from "./ground.ts";

const version: FunctionVersion = {
  name: "recorded",
  version: 1,
  madeBy: { what: "hand", via: "api" },
  origin: "hand",
  code,
  approvals,
  permissions: [],
  createdAt: "2026-01-01T00:00:00.000Z",
  etag: "recorded",
};

/** Runs as the product makes them: on disk before they begin, and again with their outcome. */
export async function createRecordedRuns(dataDir: string, runner: Runner) {
  const db = await openDatabase({ dataDir });
  const runs = createRuns({
    current: async () => version,
    store: createRunStore<RunBody>(db, defaultAppId, systemClock),
    runner,
    requirePerson: async () => {},
    timeoutMsOf: () => undefined,
    appId: defaultAppId,
    bus: createLocalBus(silentLog),
    clock: systemClock,
    secretNames: async () => [],
    secretValues: async () => [],
    log: silentLog,
  });
  const input = { channel: "C0123", text: "Hello" };
  return {
    /** One run; settles when its record is complete. */
    async run(): Promise<void> {
      const { status, error } = await runs.test(version.name, input, { trigger: "test" });
      if (status !== "succeeded") throw new Error(JSON.stringify(error));
    },
    close: () => db.destroy(),
  };
}
