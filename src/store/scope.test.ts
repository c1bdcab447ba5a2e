import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KyselyPlugin, PluginTransformQueryArgs, RootOperationNode } from "kysely";
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
import { openTestDatabase } from "./ground.ts";
import { createDeliveryStore } from "./deliveries.ts";
import { createFunctionStore } from "./functions.ts";
import { createFunctionSummaryStore } from "./function-summaries.ts";
import { createOAuthAttemptStore } from "./oauth-attempts.ts";
import { createPageActStore } from "./page-acts.ts";
import { createPageAnswerStore } from "./page-answers.ts";
import { type PageStore, createPageStore } from "./pages.ts";
import { createProposalStore } from "./proposals.ts";
import { createRunStore } from "./runs.ts";
import { createSettingStore } from "./settings.ts";
import { createSigningSecretStore } from "./signing-secrets.ts";

/** Every statement of every store names the app: read off the statements themselves. */
let statements = 0;
const unscoped = new Set<string>();
const watch: KyselyPlugin = {
  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    statements += 1;
    for (const found of unscopedIn(node)) unscoped.add(found);
    return node;
  },
  transformResult: async ({ result }) => result,
};

const isNode = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** A part of a statement as text, without the statements inside of it. */
const ownText = (node: unknown) =>
  JSON.stringify(node, (_, value: unknown) =>
    isNode(value) && value["kind"] === "SelectQueryNode" ? undefined : value,
  ) ?? "";

/** Parts of a statement that read or change rows of a table without asking for those of the app alone. */
function unscopedIn(node: unknown): readonly string[] {
  if (!isNode(node)) return [];
  const inside = Object.values(node).flatMap(unscopedIn);
  const { kind, from, table, where, joins } = node;
  if (!/^(?:Select|Update|Delete)QueryNode$/.test(String(kind))) return inside;
  const of = ownText(from ?? table);
  const said = ownText(where) + ownText(joins);
  const isScoped =
    !of.includes("TableNode") ||
    // Of the server, not of an app.
    of.includes('"name":"processes"') ||
    (said.includes('"app_id"') && ownText(where).includes('"app_default"'));
  return isScoped ? inside : [...inside, `${String(kind)} ${of} ${said}`];
}

test("no store asks or changes anything without naming the app", async () => {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  const opened = await openTestDatabase(folder);
  const db = opened.withPlugin(watch);
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
    createOAuthAttemptStore(db, "app_default", clock),
    createPageStore(db, "app_default", clock),
    createPageActStore(db, "app_default", clock, "proc_x"),
    createPageAnswerStore(db, "app_default", clock),
    createArchivePartStore(db, "app_default", clock),
    createProposalStore(db, "app_default", clock),
    createRunStore(db, "app_default", clock),
    createSettingStore(db, "app_default", clock),
    createSigningSecretStore(db, "app_default", clock),
  ];
  const called: string[] = [];
  for (const store of stores) {
    for (const [name, method] of Object.entries(store)) {
      if (typeof method !== "function") continue;
      const before = statements;
      // Arguments that fit nothing: what counts is the statement, not what it finds.
      await Promise.resolve(method(method.name === "find" ? "pbk_x" : "x", "y", [])).catch(
        () => {},
      );
      if (statements > before) called.push(name);
    }
  }
  await usePages(createPageStore(db, "app_default", clock));
  await useChats(createChatStore(db, "app_default", clock));
  await useKeys(createApiKeyStore(db, "app_default", clock));
  await opened.destroy();
  rmSync(folder, { recursive: true });
  expect(called.length).toBeGreaterThan(20);
  expect([...unscoped]).toEqual([]);
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
