import { createId } from "../../src/core/ids.ts";
import { type Database, defaultAppId } from "../../src/store/database.ts";
import { needsHash } from "../../src/store/function-version.ts";
import { openTestDatabase } from "../../src/store/ground.ts";
import type { Tables } from "../../src/store/tables.ts";

type Made = { readonly [Table in keyof Tables]?: readonly object[] };

const first = Date.UTC(2026, 0, 1);
const needs_hash = needsHash("[]", "[]");
const code = "export default (): Response => Response.json({});\n";

/** Puts so many of everything that grows into the database of a server; the last of each is called so too. */
export async function fillWithMany(dataDir: string, count: number): Promise<void> {
  const db = await openTestDatabase(dataDir);
  const made = Array.from({ length: count }, (_, at) => rowsOf(at, at === count - 1));
  for (const table of [
    "functions",
    "function_versions",
    "function_texts",
    "automations",
    "chats",
    "messages",
    "runs",
    "pages",
    "page_versions",
    "connections",
    "secrets",
  ] as const)
    await insert(
      db,
      table,
      made.flatMap((rows) => rows[table] ?? []),
    );
  await db.destroy();
}

/** SQLite takes so many values in one statement. */
const mostAtOnce = 500;

async function insert(db: Database, table: keyof Tables, rows: readonly object[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (let at = 0; at < rows.length; at += mostAtOnce)
      await transaction
        .insertInto(table)
        .values(
          rows.slice(at, at + mostAtOnce).map((row) => ({ app_id: defaultAppId, ...row })) as never,
        )
        .execute();
  });
}

/** Names sort as they are counted; times go back, so that the last one is the last in lists by age too. */
function rowsOf(at: number, isLast: boolean): Made {
  const name = isLast ? "zLast" : `many${String(at).padStart(5, "0")}`;
  const time = first - at * 60_000;
  const created_at = new Date(time).toISOString();
  const version = { version: 1, what: "import", via: "api", etag: name, created_at };
  return {
    functions: [{ id: name, name, current_version: 1, needs_hash, created_at }],
    function_texts: [{ function_id: name, text: name }],
    function_versions: [
      { ...version, function_id: name, origin: "hand", code, approvals: "[]", permissions: "[]" },
    ],
    automations: [
      {
        id: createId("auto", first + at),
        function_id: name,
        origin: "own",
        trigger: JSON.stringify({ type: "webhook" }),
        status: "paused",
        settings: JSON.stringify({
          overlap: "queue",
          misfire: "once",
          attempts: 3,
          alertAfter: 3,
          alertFunction: null,
        }),
        state: "{}",
        failures: 0,
        created_at,
        updated_at: created_at,
      },
    ],
    chats: [{ id: `chat-${at}`, title: name, created_at, updated_at: created_at }],
    messages: [
      {
        chat_id: `chat-${at}`,
        id: `message-${at}`,
        position: 0,
        role: "user",
        body: JSON.stringify({
          id: `message-${at}`,
          role: "user",
          parts: [{ type: "text", text: name }],
        }),
        created_at,
      },
    ],
    runs: [
      {
        id: createId("run", time),
        function: name,
        version: 1,
        status: "succeeded",
        trigger: "http",
        started_at: created_at,
        ms: 12,
        body: JSON.stringify({
          input: null,
          output: null,
          error: null,
          logs: [],
          calls: [],
          phases: {},
        }),
      },
    ],
    pages: [{ id: name, slug: name.toLowerCase(), current_version: 1, created_at }],
    page_versions: [
      {
        ...version,
        page_id: name,
        spec: JSON.stringify({
          slug: name.toLowerCase(),
          title: name,
          blocks: [{ id: "about", type: "text", text: name }],
        }),
      },
    ],
    connections: [
      {
        id: `con-${at}`,
        provider: "slack",
        mode: "sandbox",
        user_id: "",
        name: `many-${at}`,
        account_id: name,
        account_label: name,
        status: "active",
        scopes: JSON.stringify({ bot: ["chat:write"] }),
        tokens: "",
        created_at,
        updated_at: created_at,
      },
    ],
    secrets: [
      { name: name.toUpperCase(), value: "", hosts: '["api.example.com"]', updated_at: created_at },
    ],
  };
}
