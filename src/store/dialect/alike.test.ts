import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createChatStore } from "../chats.ts";
import type { Database } from "../database.ts";
import { createFunctionSummaryStore } from "../function-summaries.ts";
import { createFunctionStore } from "../functions.ts";
import { dialects, openTestDatabase, testDialect } from "../ground.ts";
import { createRunStore } from "../runs.ts";
import { createSecretStore } from "../secrets.ts";

/** Lists come in the same order and searches find the same on both, whatever the locale of Postgres is. */
const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
let databases: readonly Database[] = [];
const clock = { now: () => Date.parse("2027-01-01T00:00:00Z") };
let apps = 0;

beforeAll(async () => {
  databases = await Promise.all(dialects.map((dialect) => openTestDatabase(folder, dialect)));
});
afterAll(async () => {
  await Promise.all(databases.map((db) => db.destroy()));
  rmSync(folder, { recursive: true });
});

/** Letters that locales sort and fold in their own ways, and what means something in a pattern. */
const text = fc.string({
  unit: fc.constantFrom(..."aAbBzZäÄéßIıñ_-~%\\'\" 0😀"),
  minLength: 1,
  maxLength: 6,
});
/** The same is done on each database, in an app of its own; the answers are compared. */
async function alike(work: (db: Database, app: string) => Promise<unknown>): Promise<void> {
  apps += 1;
  const app = `app_${apps}`;
  const created_at = new Date(clock.now()).toISOString();
  const [first, ...others] = await Promise.all(
    databases.map(async (db) => {
      await db.insertInto("apps").values({ id: app, name: app, created_at }).execute();
      return work(db, app);
    }),
  );
  for (const other of others) expect(other).toEqual(first);
}

// Both are opened here, so it is done once.
describe.skipIf(testDialect === "postgres")("alike on both are", () => {
  test("names", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(text, { maxLength: 8 }), text, async (names, word) => {
        await alike(async (db, app) => {
          const secrets = createSecretStore(db, app, clock);
          for (const name of names) await secrets.put({ name, value: "", hosts: [] });
          return [(await secrets.list()).map(({ name }) => name), await secrets.find(word)];
        });
      }),
      { numRuns: 25 },
    );
  });

  test("functions, by name and by words", async () => {
    const ground = { unsaved: [], ended: [], lacking: [] };
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(text, { maxLength: 6 }), text, async (names, word) => {
        await alike(async (db, app) => {
          const store = createFunctionStore(db, app, clock);
          for (const name of names)
            await store.append(
              {
                name,
                madeBy: { what: "hand", via: "api" },
                origin: "hand",
                prompt: `${name}${word}`,
                code: "",
                approvals: [{ operation: "slack.chat.postMessage", token: "bot" }],
                permissions: [],
              },
              0,
            );
          const summaries = createFunctionSummaryStore(db, app);
          const pages = [];
          let after;
          do {
            const page = await summaries.page({ sort: "name", limit: 2, after }, ground);
            pages.push(page.functions.map(({ name, state, recent }) => [name, state, recent]));
            after = page.next;
          } while (after);
          const found = { text: word, connector: "slack", state: "new" } as const;
          return [
            pages,
            await summaries.count(found, ground),
            (await store.list()).map((one) => one.name),
          ];
        });
      }),
      { numRuns: 15 },
    );
  });

  test("what was said, and what a run has in its record", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), text, async (said, word) => {
        await alike(async (db, app) => {
          const chats = createChatStore(db, app, clock);
          const runs = createRunStore<{ text: string }>(db, app, clock);
          for (const [at, one] of said.entries()) {
            const parts = [{ type: "text", text: `well ${one} then` }];
            await chats.replace(`chat-${at}`, { title: one }, [
              { id: `m-${at}`, role: "user", parts },
            ]);
            await runs.start({ function: "f", version: 1, trigger: "http", body: { text: one } });
          }
          const chatsFound = await chats.list({ search: word });
          const { runs: runsFound } = await runs.search(
            { limit: 9 },
            { part: word, isIn: () => true },
          );
          return [
            chatsFound.map(({ id, snippet }) => [id, snippet]),
            runsFound.map(({ body }) => body.text).toSorted(),
          ];
        });
      }),
      { numRuns: 25 },
    );
  });
});
