import type { ExpressionBuilder, Transaction } from "kysely";
import { deliveryStatuses } from "../contract/automation.ts";
import type { Clock } from "../core/clock.ts";
import { createId } from "../core/ids.ts";
import type { Database } from "./database.ts";
import { isLeft } from "./processes.ts";
import type { Tables } from "./tables.ts";
import { held, inTransaction } from "./transaction.ts";

export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** One start that is owed, or was. */
export interface StoredDelivery {
  readonly id: string;
  readonly automation: string;
  readonly key: string;
  readonly status: DeliveryStatus;
  readonly payload: unknown;
  /** Those that came to an end, and the one under way. */
  readonly attempts: number;
  /** ISO 8601, as all times here. */
  readonly nextAt: string | undefined;
  readonly error: string | undefined;
  readonly run: string | undefined;
  readonly createdAt: string;
  readonly finishedAt: string | undefined;
  /** For whom it starts; undefined where that is nobody. */
  readonly userId: string | undefined;
}

/** A start to be kept. */
export interface NewDelivery {
  readonly automation: string;
  /** A second one with the same key is dropped. */
  readonly key: string;
  readonly payload: unknown;
  /** For whom it is: what waits for somebody else does not hold it up. */
  readonly userId?: string | undefined;
  /** Why it is recorded without being started. */
  readonly skipped?: string;
  /** Why it is not started while another of the automation and person is not over; then it is recorded only. */
  readonly skippedWhileBusy?: string;
}

export type KeptDelivery =
  | { readonly status: "kept" | "skipped" | "duplicate"; readonly id: string }
  /** So many wait already that nothing was kept. */
  | { readonly status: "full" };

/** Where an automation stands after its deliveries were kept, in the same transaction. */
export interface Progress {
  readonly automation: string;
  /** Where it stood: if it was moved in between, nothing is kept. */
  readonly was: string;
  readonly nextAt: string | undefined;
  readonly state?: object;
}

/** As the database says that a start is for nobody. */
const nobody = "";
/** Ids in one question. */
const mostAtOnce = 500;

/** `owner` is the process that runs what is taken here. */
export function createDeliveryStore(db: Database, appId: string, clock: Clock, owner = "") {
  let lastId = 0;
  const now = () => new Date(clock.now()).toISOString();
  /** Ids sort in the order in which they were made, also within a millisecond. */
  function newId(): string {
    lastId = Math.max(clock.now(), lastId + 1);
    return createId("dlv", lastId);
  }
  /** Not under way in another process. */
  const isMine = (eb: ExpressionBuilder<Tables, "deliveries">) =>
    eb.or([eb("status", "!=", "running"), eb("owner", "=", owner)]);
  const update = (connection: Database | Transaction<Tables> = db) =>
    connection.updateTable("deliveries").where("app_id", "=", appId);
  const select = (connection: Database | Transaction<Tables> = db) =>
    connection.selectFrom("deliveries").selectAll().where("app_id", "=", appId);

  /**
   * Until the transaction is over nobody else keeps or takes starts of these automations, so that counting
   * what is open and adding to it are one. In one order, so that none wait for each other.
   */
  async function hold(
    transaction: Transaction<Tables>,
    automations: readonly string[],
  ): Promise<void> {
    if (automations.length === 0) return;
    const query = transaction
      .selectFrom("automations")
      .select("id")
      .where("app_id", "=", appId)
      .where("id", "in", automations)
      .orderBy("id");
    await held(transaction, query).execute();
  }

  async function keep(
    transaction: Transaction<Tables>,
    { automation, key, payload, userId = nobody, skipped, skippedWhileBusy }: NewDelivery,
    maxWaiting: number,
  ): Promise<KeptDelivery> {
    const before = await transaction
      .selectFrom("deliveries")
      .select("id")
      .where("app_id", "=", appId)
      .where("automation_id", "=", automation)
      .where("key", "=", key)
      .executeTakeFirst();
    if (before) return { status: "duplicate", id: before.id };
    const open = await transaction
      .selectFrom("deliveries")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .select(({ fn }) => fn.countAll<number>().filterWhere("user_id", "=", userId).as("own"))
      .where("app_id", "=", appId)
      .where("automation_id", "=", automation)
      .where("status", "in", ["waiting", "running"])
      .executeTakeFirstOrThrow();
    if (Number(open.count) >= maxWaiting) return { status: "full" };
    const why = skipped ?? (Number(open.own) > 0 ? skippedWhileBusy : undefined);
    const [id, at] = [newId(), now()];
    await transaction
      .insertInto("deliveries")
      .values({
        app_id: appId,
        id,
        automation_id: automation,
        key,
        status: why === undefined ? "waiting" : "skipped",
        payload: JSON.stringify(payload ?? null),
        attempts: 0,
        next_at: why === undefined ? at : null,
        error: why ?? null,
        run_id: null,
        created_at: at,
        finished_at: why === undefined ? null : at,
        owner: null,
        user_id: userId,
      })
      .execute();
    return { status: why === undefined ? "kept" : "skipped", id };
  }

  async function move(
    transaction: Transaction<Tables>,
    { automation, was, nextAt, state }: Progress,
  ): Promise<boolean> {
    const moved = await transaction
      .updateTable("automations")
      .set({
        next_at: nextAt ?? null,
        ...(state === undefined ? {} : { state: JSON.stringify(state) }),
      })
      .where("app_id", "=", appId)
      .where("id", "=", automation)
      .where("next_at", "=", was)
      .executeTakeFirst();
    return moved.numUpdatedRows > 0n;
  }

  return {
    /** How many there are, by status. */
    async countByStatus(): Promise<Readonly<Record<string, number>>> {
      const rows = await db
        .selectFrom("deliveries")
        .select(["status", ({ fn }) => fn.countAll().as("count")])
        .where("app_id", "=", appId)
        .groupBy("status")
        .execute();
      return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
    },
    newId,
    /**
     * Keeps starts, and with them how far their automation has come: all of it or nothing. Answers in
     * their order; nothing where the automation was moved in between.
     */
    async keep(
      owed: readonly NewDelivery[],
      {
        progress,
        maxWaiting = Number.POSITIVE_INFINITY,
      }: { readonly progress?: Progress; readonly maxWaiting?: number } = {},
    ): Promise<readonly KeptDelivery[]> {
      return inTransaction(db, async (transaction) => {
        await hold(transaction, [...new Set(owed.map(({ automation }) => automation))]);
        if (progress && !(await move(transaction, progress))) return [];
        const kept: KeptDelivery[] = [];
        for (const one of owed) kept.push(await keep(transaction, one, maxWaiting));
        return kept;
      });
    },
    /** The newest of each of these automations, by its id. */
    async lastOf(automations: readonly string[]): Promise<ReadonlyMap<string, StoredDelivery>> {
      const found = new Map<string, StoredDelivery>();
      for (let at = 0; at < automations.length; at += mostAtOnce) {
        const newest = db
          .selectFrom("deliveries")
          .select(({ fn }) => fn.max("id").as("id"))
          .where("app_id", "=", appId)
          .where("automation_id", "in", automations.slice(at, at + mostAtOnce))
          .groupBy("automation_id");
        for (const row of await select().where("id", "in", newest).execute())
          found.set(row.automation_id, deliveryOf(row));
      }
      return found;
    },
    /** Automations that are on and owe something, with the earliest time that any of it is due. */
    async owing(): Promise<readonly { readonly automation: string; readonly nextAt: number }[]> {
      const rows = await db
        .selectFrom("deliveries")
        .innerJoin("automations", (join) =>
          join
            .onRef("automations.app_id", "=", "deliveries.app_id")
            .onRef("automations.id", "=", "deliveries.automation_id"),
        )
        .innerJoin("functions", (join) =>
          join
            .onRef("functions.app_id", "=", "automations.app_id")
            .onRef("functions.id", "=", "automations.function_id"),
        )
        .select("deliveries.automation_id as automation")
        .select(({ fn }) => fn.min("deliveries.next_at").as("at"))
        .where("deliveries.app_id", "=", appId)
        .where("deliveries.status", "=", "waiting")
        .where("automations.status", "=", "active")
        .where("functions.deleted_at", "is", null)
        .groupBy("deliveries.automation_id")
        .orderBy("at")
        .execute();
      return rows.map(({ automation, at }) => ({ automation, nextAt: Date.parse(at ?? "") || 0 }));
    },
    /** Some that are due, the oldest first. */
    async due(automation: string, limit: number): Promise<readonly StoredDelivery[]> {
      const rows = await select()
        .where("automation_id", "=", automation)
        .where("status", "=", "waiting")
        .where("next_at", "<=", now())
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map(deliveryOf);
    },
    /**
     * Takes the oldest start that is due, for one process alone, or says when one will be. `isInOrder`
     * where a start that is under way, or is to be tried again later, holds up those behind it that
     * are for the same person. Of one automation at most `most` are under way, in all processes
     * together.
     */
    async take(
      automation: string,
      { isInOrder, most }: { readonly isInOrder: boolean; readonly most: number },
    ): Promise<
      | { readonly status: "taken"; readonly delivery: StoredDelivery }
      | { readonly status: "later"; readonly nextAt: number }
      | { readonly status: "none" | "busy" }
    > {
      const at = now();
      return inTransaction(db, async (transaction) => {
        await hold(transaction, [automation]);
        const { count } = await select(transaction)
          .clearSelect()
          .select(({ fn }) => fn.countAll<number>().as("count"))
          .where("automation_id", "=", automation)
          .where("status", "=", "running")
          .executeTakeFirstOrThrow();
        if (count >= most) return { status: "busy" };
        const waiting = () =>
          select(transaction)
            .where("automation_id", "=", automation)
            .where("status", "=", "waiting");
        // In order there is one of each person, and of those the first that is due.
        const firstOfEach = () =>
          waiting()
            .where(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom("deliveries as earlier")
                    .select("earlier.id")
                    .where("earlier.app_id", "=", appId)
                    .where("earlier.automation_id", "=", automation)
                    .where("earlier.status", "in", ["waiting", "running"])
                    .whereRef("earlier.user_id", "=", "deliveries.user_id")
                    .whereRef("earlier.id", "<", "deliveries.id"),
                ),
              ),
            )
            .orderBy("next_at");
        const due = isInOrder ? firstOfEach() : waiting().where("next_at", "<=", at);
        const row = await due.orderBy("id").limit(1).executeTakeFirst();
        // What is under way wakes those behind it when it ends.
        if (!row && isInOrder) return { status: "none" };
        if (!row) {
          const left = await waiting()
            .clearSelect()
            .select(({ fn }) => fn.min("next_at").as("at"))
            .executeTakeFirst();
          return typeof left?.at === "string"
            ? { status: "later", nextAt: Date.parse(left.at) }
            : { status: "none" };
        }
        if ((row.next_at ?? at) > at)
          return { status: "later", nextAt: Date.parse(row.next_at ?? "") };
        const running = { status: "running", attempts: row.attempts + 1, next_at: null, owner };
        await update(transaction).set(running).where("id", "=", row.id).execute();
        return { status: "taken", delivery: deliveryOf({ ...row, ...running }) };
      });
    },
    /** It is over; nothing changes where another process took it up, since this one was taken for gone. */
    async finish(
      id: string,
      {
        status,
        error,
        run,
      }: {
        readonly status: "succeeded" | "skipped" | "dead";
        readonly error?: string | undefined;
        readonly run?: string | undefined;
      },
    ): Promise<void> {
      await update()
        .where(isMine)
        .set({
          status,
          next_at: null,
          error: error ?? null,
          finished_at: now(),
          ...(run === undefined ? {} : { run_id: run }),
        })
        .where("id", "=", id)
        .execute();
    },
    /** It is to be tried again. */
    async postpone(
      id: string,
      {
        nextAt,
        attempts,
        error,
        run,
      }: {
        readonly nextAt: string;
        readonly attempts: number;
        readonly error?: string | undefined;
        readonly run?: string | undefined;
      },
    ): Promise<void> {
      await update()
        .where(isMine)
        .set({
          status: "waiting",
          attempts,
          next_at: nextAt,
          error: error ?? null,
          finished_at: null,
          ...(run === undefined ? {} : { run_id: run }),
        })
        .where("id", "=", id)
        .execute();
    },
    /** What was under way in a process that is gone is owed again, and that try does not count; says how many it is. */
    async takeUpAgain(): Promise<number> {
      const { numUpdatedRows } = await update()
        .set(({ eb }) => ({
          status: "waiting",
          attempts: eb("attempts", "-", 1),
          next_at: now(),
          error: "The server ended while it ran.",
        }))
        .where("status", "=", "running")
        .where(isLeft)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    /** What an automation still owes is not started any more. */
    async skipWaiting(automation: string, why: string): Promise<void> {
      await update()
        .set({ status: "skipped", next_at: null, error: why, finished_at: now() })
        .where("automation_id", "=", automation)
        .where("status", "=", "waiting")
        .execute();
    },
    async find(id: string): Promise<StoredDelivery | undefined> {
      const row = await select().where("id", "=", id).executeTakeFirst();
      return row && deliveryOf(row);
    },
    /** Newest first. */
    async list(filter: {
      readonly automation: string;
      readonly status?: DeliveryStatus | undefined;
      /** Only those older than this one. */
      readonly before?: string | undefined;
      /** Not those for other people than this one. */
      readonly seenBy?: string | undefined;
      readonly limit: number;
    }): Promise<readonly StoredDelivery[]> {
      let query = select().where("automation_id", "=", filter.automation);
      if (filter.seenBy !== undefined)
        query = query.where("user_id", "in", [nobody, filter.seenBy]);
      if (filter.status !== undefined) query = query.where("status", "=", filter.status);
      if (filter.before !== undefined) query = query.where("id", "<", filter.before);
      const rows = await query.orderBy("id", "desc").limit(filter.limit).execute();
      return rows.map(deliveryOf);
    },
    /** Forgets those that were over before a time. */
    async forget(before: number): Promise<void> {
      await db
        .deleteFrom("deliveries")
        .where("app_id", "=", appId)
        .where("finished_at", "<", new Date(before).toISOString())
        .execute();
    },
  };
}

export type DeliveryStore = ReturnType<typeof createDeliveryStore>;

function deliveryOf(row: Tables["deliveries"]): StoredDelivery {
  return {
    id: row.id,
    automation: row.automation_id,
    key: row.key,
    status: deliveryStatuses.find((status) => status === row.status) ?? "dead",
    payload: JSON.parse(row.payload),
    attempts: row.attempts,
    nextAt: row.next_at ?? undefined,
    error: row.error ?? undefined,
    run: row.run_id ?? undefined,
    createdAt: row.created_at,
    finishedAt: row.finished_at ?? undefined,
    userId: row.user_id === nobody ? undefined : row.user_id,
  };
}
