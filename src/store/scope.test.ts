import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pageSpec } from "../contract/page-spec.ts";
import { type ApiKeyStore, createApiKeyStore } from "./api-keys.ts";
import { createArchivePartStore } from "./archive-parts.ts";
import { createAuditStore } from "./audit.ts";
import { createAutomationStore } from "./automations.ts";
import { createChatAnswerStore } from "./chat-answers.ts";
import { type ChatStore, type StoredMessage, createChatStore } from "./chats.ts";
import { createConnectionRequestStore } from "./connection-requests.ts";
import { createConnectionStore } from "./connections.ts";
import { createAccountAliases } from "./account-aliases.ts";
import { createAppUserStore } from "./app-users.ts";
import { createConnectLinkStore } from "./connect-links.ts";
import { createConnectionProbeStore } from "./connection-probes.ts";
import { createConsentStore } from "./consents.ts";
import { createIntegrationStore } from "./integrations.ts";
import { createOutageStore } from "./outages.ts";
import { createPendingRevocationStore } from "./pending-revocations.ts";
import { createSecretStore } from "./secrets.ts";
import { createWebhookSecretStore } from "./webhook-secrets.ts";
import { openTestDatabase } from "./ground.ts";
import { createDeliveryStore } from "./deliveries.ts";
import { createFunctionStore } from "./functions.ts";
import { createFunctionNeedStore } from "./function-needs.ts";
import { createFunctionSummaryStore } from "./function-summaries.ts";
import { createOAuthAttemptStore } from "./oauth-attempts.ts";
import { createPageActStore } from "./page-acts.ts";
import { createPageAnswerStore } from "./page-answers.ts";
import { type PageStore, createPageStore } from "./pages.ts";
import { createProposalStore } from "./proposals.ts";
import { createRunStore } from "./runs.ts";
import { watchScope } from "./scope-ground.ts";
import { createSettingStore } from "./settings.ts";
import { createSigningSecretStore } from "./signing-secrets.ts";

/** Every statement of every store names the app: read off the statements themselves. */
test("no store asks or changes anything without naming the app", async () => {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  const opened = await openTestDatabase(folder);
  const scope = watchScope();
  const db = await scope.on(opened);
  const clock = { now: () => 1_700_000_000_000 };
  const stores: readonly object[] = [
    createApiKeyStore(db, "app_default", clock),
    createAuditStore(db, "app_default", clock),
    createAutomationStore(db, "app_default", clock),
    createChatStore(db, "app_default", clock),
    createChatAnswerStore(db, "app_default", clock, "proc_x"),
    createConnectionRequestStore(db, "app_default", clock),
    createConnectionStore(db, "app_default", clock, { modeOf: () => "sandbox" }),
    createDeliveryStore(db, "app_default", clock),
    createFunctionStore(db, "app_default", clock),
    createFunctionSummaryStore(db, "app_default"),
    createFunctionNeedStore(db, "app_default"),
    createOAuthAttemptStore(db, "app_default", clock),
    createPageStore(db, "app_default", clock),
    createPageActStore(db, "app_default", clock, "proc_x"),
    createPageAnswerStore(db, "app_default", clock),
    createArchivePartStore(db, "app_default", clock),
    createProposalStore(db, "app_default", clock),
    createRunStore(db, "app_default", clock),
    createSettingStore(db, "app_default", clock),
    createAccountAliases(db, "app_default"),
    createAppUserStore(db, "app_default", clock),
    createConnectLinkStore(db, "app_default", clock),
    createConnectionProbeStore(db, "app_default", clock),
    createConsentStore(db, "app_default", clock),
    createIntegrationStore(db, "app_default", clock),
    createOutageStore(db, "app_default", clock),
    createPendingRevocationStore(db, "app_default", clock),
    createSecretStore(db, "app_default", clock),
    createWebhookSecretStore(db, "app_default", clock),
    createSigningSecretStore(db, "app_default", clock),
  ];
  const called: string[] = [];
  for (const store of stores) {
    for (const [name, method] of Object.entries(store)) {
      if (typeof method !== "function") continue;
      const before = scope.statements();
      // Arguments that fit nothing: what counts is the statement, not what it finds.
      await Promise.resolve(method(method.name === "find" ? "pbk_x" : "x", "y", [])).catch(
        () => {},
      );
      if (scope.statements() > before) called.push(name);
    }
  }
  await usePages(createPageStore(db, "app_default", clock));
  await useChats(createChatStore(db, "app_default", clock));
  await useKeys(createApiKeyStore(db, "app_default", clock));
  await opened.destroy();
  rmSync(folder, { recursive: true });
  expect(called.length).toBeGreaterThan(20);
  expect(scope.found()).toEqual([]);
});

/** What is only asked where there is something. */
async function usePages(pages: PageStore): Promise<void> {
  const madeBy = { what: "hand", via: "api" } as const;
  const page = (slug: string) => ({
    spec: pageSpec.parse({ slug, title: slug, blocks: [{ id: "b", type: "text", text: "Hi" }] }),
    madeBy,
  });
  await pages.append(page("a"), 0);
  await pages.append(page("b"), 1, "a");
  await pages.remove("b", 2);
  await pages.undelete("b");
}

async function useChats(chats: ChatStore<StoredMessage>): Promise<void> {
  const message = (id: string, text: string) => ({
    id,
    role: "user",
    parts: [{ type: "text", text }],
  });
  await chats.replace("c", { title: "c" }, [message("1", "one two"), message("2", "three")]);
  await chats.replace("c", { title: "c" }, [message("1", "another")]);
  for (const search of ["another", "an", "c"])
    await chats.list({ search, about: { kind: "page", name: "a" }, limit: 1 });
  await chats.list({ search: "another" });
}

async function useKeys(keys: ApiKeyStore): Promise<void> {
  const { id, key } = await keys.create({ name: "One" });
  await keys.find(key);
  await keys.remove(id);
}
