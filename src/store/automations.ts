import { sql } from "kysely";
import type { AutomationSettings } from "../contract/automation.ts";
import type { Clock } from "../core/clock.ts";
import { createId } from "../core/ids.ts";
import type { FlowTrigger } from "../flow/schema.ts";
import type { Database } from "./database.ts";
import { fragmentsOf } from "./dialect/dialect.ts";
import type { Tables } from "./tables.ts";
import { inTransaction } from "./transaction.ts";

/** `off` is what was deleted, or that of a flow which starts by hand now: kept, so that it comes back as it was. */
export type StoredAutomationStatus = "active" | "paused" | "off";

/** What starts a function without a person. */
export type StartingTrigger = Exclude<FlowTrigger, { readonly type: "manual" }>;

/** `State` is what the layer above remembers of what it asked: cursor, open channel. */
export interface StoredAutomation<State> {
  readonly id: string;
  readonly functionId: string;
  /** What the function is called now. */
  readonly function: string;
  readonly origin: "flow" | "own";
  readonly trigger: StartingTrigger;
  readonly status: StoredAutomationStatus;
  readonly settings: AutomationSettings;
  readonly state: State;
  /** Ciphertext. */
  readonly secret: string | undefined;
  /** ISO 8601, as all times here. */
  readonly nextAt: string | undefined;
  /** Starts in a row that were given up. */
  readonly failures: number;
  readonly alertedAt: string | undefined;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type NewAutomation<State> = Pick<
  StoredAutomation<State>,
  "id" | "functionId" | "origin" | "trigger" | "settings" | "state" | "secret" | "nextAt"
>;

/** What of an automation may change; undefined within leaves it empty, a missing member as it is. */
export type AutomationChange<State> = Partial<
  Pick<
    StoredAutomation<State>,
    "trigger" | "status" | "settings" | "state" | "secret" | "nextAt" | "failures" | "alertedAt"
  >
>;

/** Automations of functions that are not deleted; those of the others come back with them. */
export function createAutomationStore<State extends object>(
  db: Database,
  appId: string,
  clock: Clock,
) {
  const select = () =>
    db
      .selectFrom("automations")
      .innerJoin("functions", (join) =>
        join
          .onRef("functions.app_id", "=", "automations.app_id")
          .onRef("functions.id", "=", "automations.function_id"),
      )
      .selectAll("automations")
      .select("functions.name")
      .where("automations.app_id", "=", appId)
      .where("functions.deleted_at", "is", null);
  const { text, listed } = fragmentsOf(db);
  const trigger = sql.ref("automations.trigger");
  const now = () => new Date(clock.now()).toISOString();
  const read = ({
    name,
    ...row
  }: Tables["automations"] & { readonly name: string }): StoredAutomation<State> => ({
    id: row.id,
    functionId: row.function_id,
    function: name,
    origin: row.origin === "own" ? "own" : "flow",
    trigger: JSON.parse(row.trigger),
    status: statusOf(row.status),
    settings: JSON.parse(row.settings),
    state: JSON.parse(row.state),
    secret: row.secret ?? undefined,
    nextAt: row.next_at ?? undefined,
    failures: row.failures,
    alertedAt: row.alerted_at ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });

  return {
    appId,
    /** The oldest first; `off` ones too. */
    async list(): Promise<readonly StoredAutomation<State>[]> {
      return (await select().orderBy("automations.id").execute()).map(read);
    },
    /** Those that were added beside what a flow says, and are on or paused; the oldest first. */
    async added(): Promise<readonly StoredAutomation<State>[]> {
      const rows = await select()
        .where("automations.origin", "=", "own")
        .where("automations.status", "!=", "off")
        .orderBy("automations.id")
        .execute();
      return rows.map(read);
    },
    /** Those of some functions, the oldest first; `off` ones too. */
    async ofFunctions(names: readonly string[]): Promise<readonly StoredAutomation<State>[]> {
      if (names.length === 0) return [];
      const rows = await select()
        .where("functions.name", "in", sql<string>`${listed(names)}`)
        .orderBy("automations.id")
        .execute();
      return rows.map(read);
    },
    async find(id: string): Promise<StoredAutomation<State> | undefined> {
      const row = await select().where("automations.id", "=", id).executeTakeFirst();
      return row && read(row);
    },
    /** The active ones that are to do something by then, the longest due first. */
    async due(by: number): Promise<readonly StoredAutomation<State>[]> {
      const rows = await select()
        .where("automations.status", "=", "active")
        .where("automations.next_at", "<=", new Date(by).toISOString())
        .orderBy("automations.next_at")
        .execute();
      return rows.map(read);
    },
    /** When the next active one has something to do after a time. */
    async nextAfter(time: number): Promise<number | undefined> {
      const row = await select()
        .clearSelect()
        .select("automations.next_at as at")
        .where("automations.status", "=", "active")
        .where("automations.next_at", ">", new Date(time).toISOString())
        .orderBy("automations.next_at")
        .limit(1)
        .executeTakeFirst();
      return row?.at == null ? undefined : Date.parse(row.at);
    },
    /** The active ones that wait for an event and have no time to ask for it. */
    async unasked(): Promise<readonly StoredAutomation<State>[]> {
      const rows = await select()
        .where("automations.status", "=", "active")
        .where("automations.next_at", "is", null)
        .where(text(trigger, "type"), "=", "event")
        .execute();
      return rows.map(read);
    },
    /** Those that wait for an event, the oldest first; paused ones too. */
    async waitingFor(event: string): Promise<readonly StoredAutomation<State>[]> {
      const rows = await select()
        .where("automations.status", "!=", "off")
        .where(text(trigger, "event"), "=", event)
        .orderBy("automations.id")
        .execute();
      return rows.map(read);
    },
    /** Whether there is one that is on or paused. */
    async hasAny(): Promise<boolean> {
      const row = await select()
        .where("automations.status", "!=", "off")
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    /** Ids of the functions with these names that are not deleted, by name. */
    async functionIds(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const rows = await db
        .selectFrom("functions")
        .select(["name", "id"])
        .where("app_id", "=", appId)
        .where("deleted_at", "is", null)
        .where("name", "in", sql<string>`${listed(names)}`)
        .execute();
      return new Map(rows.map(({ name, id }) => [name, id]));
    },
    newId: () => createId("auto", clock.now()),
    /** Of a flow there is one: where another process made it just now, that one stays. */
    async add(automation: NewAutomation<State>): Promise<void> {
      const at = now();
      await db
        .insertInto("automations")
        .values({
          app_id: appId,
          id: automation.id,
          function_id: automation.functionId,
          origin: automation.origin,
          trigger: JSON.stringify(automation.trigger),
          status: "active",
          settings: JSON.stringify(automation.settings),
          state: JSON.stringify(automation.state),
          secret: automation.secret ?? null,
          next_at: automation.nextAt ?? null,
          failures: 0,
          alerted_at: null,
          created_at: at,
          updated_at: at,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async change(id: string, change: AutomationChange<State>): Promise<void> {
      await db
        .updateTable("automations")
        .set({ ...rowOf(change), updated_at: now() })
        .where("app_id", "=", appId)
        .where("id", "=", id)
        .execute();
    },
    /** One more start was given up; answers how many in a row that makes. */
    async countFailure(id: string): Promise<number> {
      const row = await db
        .updateTable("automations")
        .set(({ eb }) => ({ failures: eb("failures", "+", 1) }))
        .where("app_id", "=", appId)
        .where("id", "=", id)
        .returning("failures")
        .executeTakeFirst();
      return row?.failures ?? 0;
    },
    /** Says that somebody is told; false where somebody was told already. */
    async markAlerted(id: string): Promise<boolean> {
      const marked = await db
        .updateTable("automations")
        .set({ alerted_at: now() })
        .where("app_id", "=", appId)
        .where("id", "=", id)
        .where("alerted_at", "is", null)
        .executeTakeFirst();
      return marked.numUpdatedRows > 0n;
    },
    /** With all that it still owes. */
    async remove(id: string): Promise<void> {
      await inTransaction(db, async (transaction) => {
        await transaction
          .deleteFrom("deliveries")
          .where("app_id", "=", appId)
          .where("automation_id", "=", id)
          .execute();
        await transaction
          .deleteFrom("automations")
          .where("app_id", "=", appId)
          .where("id", "=", id)
          .execute();
      });
    },
  };
}

export type AutomationStore<State extends object> = ReturnType<typeof createAutomationStore<State>>;

function rowOf(change: AutomationChange<object>): Partial<Tables["automations"]> {
  return {
    ...(change.trigger === undefined ? {} : { trigger: JSON.stringify(change.trigger) }),
    ...(change.status === undefined ? {} : { status: change.status }),
    ...(change.settings === undefined ? {} : { settings: JSON.stringify(change.settings) }),
    ...(change.state === undefined ? {} : { state: JSON.stringify(change.state) }),
    ...("secret" in change ? { secret: change.secret ?? null } : {}),
    ...("nextAt" in change ? { next_at: change.nextAt ?? null } : {}),
    ...(change.failures === undefined ? {} : { failures: change.failures }),
    ...("alertedAt" in change ? { alerted_at: change.alertedAt ?? null } : {}),
  };
}

function statusOf(text: string): StoredAutomationStatus {
  return text === "active" || text === "paused" ? text : "off";
}
