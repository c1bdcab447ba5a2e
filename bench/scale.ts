import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RawBuilder, sql } from "kysely";
import { createCatalog } from "../src/catalog/catalog.ts";
import { createListing } from "../src/connections/listing.ts";
import { connectors, providers } from "../src/connectors/index.ts";
import { createUses } from "../src/server/uses.ts";
import { createAutomationStore } from "../src/store/automations.ts";
import { createChatStore } from "../src/store/chats.ts";
import { createConnectionProbeStore } from "../src/store/connection-probes.ts";
import { createConnectionStore } from "../src/store/connections.ts";
import { type Database, openDatabase } from "../src/store/database.ts";
import { createDeliveryStore } from "../src/store/deliveries.ts";
import { createFunctionNeedStore } from "../src/store/function-needs.ts";
import { createFunctionSummaryStore } from "../src/store/function-summaries.ts";
import { createFunctionStore } from "../src/store/functions.ts";
import { testPlace } from "../src/store/ground.ts";
import { createRunStore } from "../src/store/runs.ts";
import startPostgres from "../tests/support/postgres.ts";
import { timed } from "./figure.ts";

/**
 * What lists, searches and the tick of schedules take in a workspace that is very large:
 * `node bench/scale.ts [functions] [postgres]`. A million rows are made by the database itself.
 */
const [count = "1000000", kind = "sqlite"] = process.argv.slice(2);
const functions = Number(count);
const app = "app_default";
const rounds = 5;
const now = Date.parse("2027-01-01T00:00:00Z");
const clock = { now: () => now };
const folder = mkdtempSync(join(tmpdir(), "patchbay-scale-"));

/** Rows `i` from 1 on, in both dialects. */
const rows = (most: number) =>
  sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(most)})`;
/** A number as text of seven digits, so that it sorts. */
const padded = sql`substr(cast(10000000 + i as text), 2)`;
const at = new Date(now - 86_400_000).toISOString();
const settings = `{"overlap":"queue","misfire":"once","attempts":3,"alertAfter":3,"alertFunction":null}`;

/** Each function is called after its number; each tenth starts by a schedule, of which one in a hundred is due. */
const fillings: readonly RawBuilder<unknown>[] = [
  sql`insert into functions (app_id, id, name, current_version, created_at, changed_at, needs_hash, last_run)
    ${rows(functions)} select ${app}, 'fn_' || ${padded}, 'function' || ${padded}, 1, ${at},
      '2026-12-' || substr(cast(101 + i % 28 as text), 2) || 'T00:00:00.000Z', cast(i % 3 as text),
      case when i between 2 and 100000 then 'run_' || substr(cast(${sql.lit(10_000_000 + functions - 100_001)} + i as text), 2)
        else '' end from n`,
  sql`insert into function_texts (app_id, function_id, text)
    ${rows(functions)} select ${app}, 'fn_' || ${padded}, 'function' || ${padded} || ' Posts number ' || i ||
      ' to a channel [{"operation":"slack.chat.postMessage","token":"bot"}]' from n`,
  sql`insert into function_versions (app_id, function_id, version, what, via, origin, prompt, flow, code,
      approvals, permissions, etag, created_at)
    ${rows(functions)} select ${app}, 'fn_' || ${padded}, 1, 'prompt', 'chat', 'flow', 'Post number ' || i,
      '{"name":"post","description":"Posts number ' || i || ' to a channel","trigger":{"type":"manual"},"inputs":{},"steps":[{"id":"message","use":"slack.chat.postMessage","with":{"text":"Hello"}}]}', '// code',
      case when i % 3 = 0 then '[{"operation":"google.gmail.send","token":"user"}]'
        else '[{"operation":"slack.chat.postMessage","token":"bot"}]' end,
      case when i % 3 = 0 then '[{"connector":"gmail","scopes":["send"]}]'
        else '[{"connector":"slack","scopes":["chat:write"]}]' end,
      'etag' || i, '2026-12-' || substr(cast(101 + i % 28 as text), 2) || 'T00:00:00.000Z' from n`,
  sql`insert into automations (app_id, id, function_id, origin, trigger, status, settings, state, failures,
      next_at, created_at, updated_at)
    ${rows(functions / 10)} select ${app}, 'auto_' || ${padded}, 'fn_' || substr(cast(10000000 + i * 10 as text), 2),
      'flow', '{"type":"schedule","cron":"0 9 * * *"}', 'active', ${settings}, '{}', 0,
      case when i % 100 = 0 then ${at} else '2027-01-01T09:00:00.000Z' end, ${at}, ${at} from n`,
  sql`insert into runs (app_id, id, function, version, status, trigger, started_at, ms, body)
    ${rows(functions)} select ${app}, 'run_' || ${padded}, 'function' || substr(cast(10000001 + i % 100000 as text), 2),
      1, case when i % 7 = 0 then 'failed' else 'succeeded' end, 'http', ${at}, 12.5,
      '{"input":{"number":' || i || '},"output":null,"logs":[],"calls":[]}' from n`,
  sql`insert into connections (app_id, id, provider, mode, user_id, name, account_id, account_label, status,
      scopes, tokens, created_at, updated_at, used_from, probe_at)
    ${rows(10_000)} select ${app}, 'conn_' || ${padded}, 'slack', 'live', '', 'account-' || i, 'T' || i, 'Account ' || i,
      'active', '{"bot":["chat:write"]}', 'v1', ${at}, ${at}, ${at},
      case when i % 10 = 0 then ${at} else '2027-01-01T09:00:00.000Z' end from n`,
  sql`insert into chats (app_id, id, title, created_at, updated_at)
    ${rows(functions / 10)} select ${app}, 'chat_' || ${padded}, 'Chat ' || i, ${at}, ${at} from n`,
  sql`insert into messages (app_id, chat_id, id, position, role, body, created_at)
    ${rows(functions / 10)} select ${app}, 'chat_' || ${padded}, 'm_' || i, 0, 'user', '{}', ${at} from n`,
  sql`insert into message_texts (app_id, chat_id, message_id, text)
    ${rows(functions / 10)} select ${app}, 'chat_' || ${padded}, 'm_' || i, 'Post number ' || i || ' to sales' from n`,
];

/** What is asked, by what a person would call it. */
function questionsOf(db: Database): Readonly<Record<string, () => Promise<unknown>>> {
  const ground = { unsaved: [], ended: [], lacking: [] };
  const summaries = createFunctionSummaryStore(db, app);
  const automations = createAutomationStore(db, app, clock);
  const deliveries = createDeliveryStore(db, app, clock);
  const store = createFunctionStore(db, app, clock);
  const runs = createRunStore<object>(db, app, clock);
  const chats = createChatStore(db, app, clock);
  const connections = createConnectionStore(db, app, clock, { modeOf: () => "live" });
  const probes = createConnectionProbeStore(db, app, clock);
  const needs = createFunctionNeedStore(db, app);
  const catalog = createCatalog(connectors, providers);
  const health = { list: async () => [] };
  const uses = createUses({
    catalog,
    needs,
    automations: { listening: async () => [], startsOf: async () => new Map().entries() },
    connections: {
      ...createListing({ connections, catalog, health, clock }),
      get: () => Promise.reject(new Error("No account is asked for by itself.")),
    },
  });
  let round = 0;
  const middle = `function${String(functions / 2).padStart(7, "0")}`;
  const after = { value: middle, name: middle };
  const page = (more: object) => summaries.page({ sort: "name", limit: 50, ...more }, ground);
  return {
    "functions: first page by name": () => page({}),
    "functions: page in the middle": () => page({ after }),
    "functions: last changed": () => page({ sort: "changed" }),
    "functions: last run": () => page({ sort: "run" }),
    "functions: of a tool": () => page({ needs: ["0"] }),
    "functions: failing ones": () => page({ state: "failing" }),
    "functions: a rare word": () => page({ text: middle }),
    "functions: a word of all": () => page({ text: "channel" }),
    "functions: a word of two letters": () => page({ text: "99" }),
    "functions: how many": () => summaries.count({}, ground),
    "functions: how many with a word": () => summaries.count({ text: "99" }, ground),
    "functions: what they need": () => needs.all(),
    "function: open one": () => store.current(middle),
    "runs: newest": () => runs.list({ limit: 50 }),
    "runs: of one function": () => runs.list({ function: "function0050000", limit: 50 }),
    "runs: failed ones": () => runs.list({ status: ["failed"], limit: 50 }),
    "chats: newest": () => chats.list({ limit: 50 }),
    "chats: a rare word": () => chats.list({ search: "number 54321", limit: 50 }),
    "chats: a common word": () => chats.list({ search: "sales", limit: 50 }),
    "connections: all": () => connections.list(),
    "connections: first page": () => connections.page({}, { limit: 50 }),
    "connections: a page with who uses them": () => uses.list({ limit: 50 }),
    "connections: a rare word": () => connections.page({ text: "account-9999" }, { limit: 50 }),
    "connections: how many": () => connections.count({}),
    "connections: what there is": () => connections.groups(),
    "connections: to be seen to": () => connections.endingBefore(at),
    "connections: to be looked at": () => probes.due(50),
    "connections: those that end": () => probes.ending(now),
    "connections: the one in use": () => connections.current("slack"),
    "schedule: what is due": () => automations.due(now),
    "schedule: when next": () => automations.nextAfter(now),
    "schedule: what is owed": () => deliveries.owing(),
    "schedule: keep 1,000 starts": async () => {
      round += 1;
      for (const { id } of (await automations.due(now)).slice(0, 1000))
        await deliveries.keep([{ automation: id, key: String(round), payload: null }]);
    },
  };
}

const stop = kind === "postgres" ? await startPostgres() : async () => {};
const db = await openDatabase(await testPlace(folder, kind === "postgres" ? "postgres" : "sqlite"));
try {
  const filled = await timed(async () => {
    for (const filling of fillings) await filling.execute(db);
    await sql`analyze`.execute(db);
  });
  process.stdout.write(
    `${kind}, ${functions} functions; filled in ${(filled / 1000).toFixed(0)} s\n`,
  );
  for (const [name, ask] of Object.entries(questionsOf(db))) {
    const samples: number[] = [];
    for (let round = 0; round < rounds; round += 1) samples.push(await timed(ask));
    const [best = 0] = samples.toSorted((a, b) => a - b).slice(Math.floor(rounds / 2));
    process.stdout.write(`${name.padEnd(40)} ${best.toFixed(1).padStart(9)} ms\n`);
  }
} finally {
  await db.destroy();
  await stop();
  rmSync(folder, { recursive: true });
}
