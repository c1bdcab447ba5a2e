import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KyselyPlugin, PluginTransformQueryArgs, RootOperationNode } from "kysely";
import { expect, test } from "vitest";
import { createApiKeyStore } from "./api-keys.ts";
import { createAutomationStore } from "./automations.ts";
import { createChatStore } from "./chats.ts";
import { createConnectionRequestStore } from "./connection-requests.ts";
import { createConnectionStore } from "./connections.ts";
import { openDatabase } from "./database.ts";
import { createDeliveryStore } from "./deliveries.ts";
import { createFunctionStore } from "./functions.ts";
import { createFunctionSummaryStore } from "./function-summaries.ts";
import { createOAuthAttemptStore } from "./oauth-attempts.ts";
import { createPageStore } from "./pages.ts";
import { createProposalStore } from "./proposals.ts";
import { createRunStore } from "./runs.ts";
import { createSettingStore } from "./settings.ts";

/** Every statement of every store names the app: read off the statements themselves. */
const statements: string[] = [];
const watch: KyselyPlugin = {
  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    statements.push(JSON.stringify(node));
    return node;
  },
  transformResult: async ({ result }) => result,
};

test("no store asks or changes anything without naming the app", async () => {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  const opened = await openDatabase(folder);
  const db = opened.withPlugin(watch);
  const clock = { now: () => 1_700_000_000_000 };
  const stores: readonly object[] = [
    createApiKeyStore(db, "app_default", clock),
    createAutomationStore(db, "app_default", clock),
    createChatStore(db, "app_default", clock),
    createConnectionRequestStore(db, "app_default", clock),
    createConnectionStore(db, "app_default", clock, { modeOf: () => "sandbox" }),
    createDeliveryStore(db, "app_default", clock),
    createFunctionStore(db, "app_default", clock),
    createFunctionSummaryStore(db, "app_default"),
    createOAuthAttemptStore(db, "app_default", clock),
    createPageStore(db, "app_default", clock),
    createProposalStore(db, "app_default", clock),
    createRunStore(db, "app_default", clock),
    createSettingStore(db, "app_default", clock),
  ];
  const called: string[] = [];
  for (const store of stores) {
    for (const [name, method] of Object.entries(store)) {
      if (typeof method !== "function") continue;
      const before = statements.length;
      // Arguments that fit nothing: what counts is the statement, not what it finds.
      await Promise.resolve(method(method.name === "find" ? "pbk_x" : "x", "y", [])).catch(
        () => {},
      );
      if (statements.length > before) called.push(name);
    }
  }
  await opened.destroy();
  rmSync(folder, { recursive: true });
  expect(called.length).toBeGreaterThan(20);
  expect(statements.filter((statement) => !statement.includes('"app_id"'))).toEqual([]);
});
