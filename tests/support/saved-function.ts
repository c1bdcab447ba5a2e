import { systemClock } from "../../src/core/clock.ts";
import { defaultAppId } from "../../src/store/database.ts";
import { openTestDatabase } from "../../src/store/ground.ts";
import type { Approval } from "../../src/store/function-version.ts";
import { createFunctionStore } from "../../src/store/functions.ts";
import type { TestServer } from "./server.ts";

/** Puts code into the store of a server, with these operations approved: unchecked, as no way in of the product does. */
export async function saveUnchecked(
  { dataDir }: TestServer,
  name: string,
  code: string,
  operations: readonly string[] = [],
): Promise<void> {
  const db = await openTestDatabase(dataDir);
  const store = createFunctionStore(db, defaultAppId, systemClock);
  const approvals = operations.map((operation): Approval => {
    return { operation, token: operation.startsWith("slack.") ? "bot" : "user" };
  });
  const before = await store.current(name);
  await store.append(
    {
      name,
      madeBy: { what: "import", via: "api" },
      origin: "hand",
      code,
      approvals,
      permissions: [],
    },
    before?.version ?? 0,
  );
  await db.destroy();
}
