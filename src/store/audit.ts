import { createHash } from "node:crypto";
import type { Selectable } from "kysely";
import { z } from "zod";
import type { AuditEntry, AuditQuery, Outcome } from "../contract/audit.ts";
import type { Clock } from "../core/clock.ts";
import { createId } from "../core/ids.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

/** What the first entry of a chain follows. */
export const noHash = "0".repeat(64);
/** Of processes that append at once one wins, and the others take the next position. */
const maxTries = 50;
const portion = 500;

/** An entry before it has its place in the chain. */
export type NewAuditEntry = Omit<
  AuditEntry,
  "id" | "position" | "at" | "outcome" | "previousHash" | "hash"
> & { readonly outcome: Outcome };

const outcome = z.enum(["done", "refused", "failed"]);
const detailShape = z.record(z.string(), z.unknown());

/** The audit log of one app. Entries are only ever added; the database refuses all else. */
export function createAuditStore(db: Database, appId: string, clock: Clock) {
  const select = () => db.selectFrom("audit_log").selectAll().where("app_id", "=", appId);
  let last: Promise<unknown> = Promise.resolve();

  async function append(entry: NewAuditEntry): Promise<AuditEntry> {
    for (let tries = 0; tries < maxTries; tries++) {
      const before = await select().orderBy("position", "desc").limit(1).executeTakeFirst();
      const row = rowOf(appId, entry, {
        position: (before?.position ?? 0) + 1,
        previousHash: before?.hash ?? noHash,
        now: clock.now(),
      });
      const added = await db
        .insertInto("audit_log")
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if ((added.numInsertedOrUpdatedRows ?? 0n) > 0n) return read(row);
    }
    throw new TypeError("The audit log could not be written: others were always faster.");
  }

  return {
    /** One after the other, so that each follows the one before. */
    add(entry: NewAuditEntry): Promise<AuditEntry> {
      const added = last.then(() => append(entry));
      last = added.catch(() => {});
      return added;
    },
    /** Newest first. */
    async list({ act, actor, outcome: ended, from, to, before, limit }: AuditQuery) {
      let query = select().orderBy("position", "desc").limit(limit);
      if (act !== undefined) query = query.where("act", "=", act);
      if (actor !== undefined)
        query = query.where((where) =>
          where.or([where("actor", "=", actor), where("user_id", "=", actor)]),
        );
      if (ended !== undefined) query = query.where("outcome", "=", ended);
      if (from !== undefined) query = query.where("at", ">=", from);
      if (to !== undefined) query = query.where("at", "<", to);
      if (before !== undefined) query = query.where("position", "<", before);
      return (await query.execute()).map(read);
    },
    /** All of them, oldest first, in portions. */
    async *all(): AsyncGenerator<AuditEntry> {
      for (let after = 0; ;) {
        const rows = await select()
          .where("position", ">", after)
          .orderBy("position")
          .limit(portion)
          .execute();
        yield* rows.map(read);
        const end = rows.at(-1);
        if (!end || rows.length < portion) return;
        after = end.position;
      }
    },
  };
}

export type AuditStore = ReturnType<typeof createAuditStore>;

/** What an entry's hash is over, and so what cannot be changed without being noticed. */
export function hashOf(appId: string, entry: Omit<AuditEntry, "hash">): string {
  const { previousHash, position, id, at, act, actor, userId, subject, outcome: ended } = entry;
  const { address, agent, detail } = entry;
  const told = [previousHash, appId, position, id, at, act, actor, userId, subject, ended, address];
  return createHash("sha256")
    .update(JSON.stringify([...told, agent, JSON.stringify(detail)]))
    .digest("hex");
}

function rowOf(
  appId: string,
  entry: NewAuditEntry,
  place: { readonly position: number; readonly previousHash: string; readonly now: number },
): Selectable<Tables["audit_log"]> {
  const { position, previousHash, now } = place;
  const at = new Date(now).toISOString();
  const [actor, userId, subject, address, agent] = [
    asKept(entry.actor),
    asKept(entry.userId),
    asKept(entry.subject),
    asKept(entry.address),
    asKept(entry.agent),
  ];
  const told = { ...entry, actor, userId, subject, address, agent };
  const whole = { ...told, id: createId("audit", now), position, at, previousHash };
  return {
    app_id: appId,
    position,
    id: whole.id,
    at,
    act: entry.act,
    actor,
    user_id: userId,
    subject,
    outcome: entry.outcome,
    address,
    agent,
    detail: JSON.stringify(entry.detail),
    previous_hash: previousHash,
    hash: hashOf(appId, whole),
  };
}

/** A text as every database gives it back: no half of a character (text is UTF-8), and no character 0. */
function asKept<Text extends string | null>(text: Text): Text | string {
  return text === null ? text : text.toWellFormed().replaceAll("\0", "\uFFFD");
}

function read(row: Selectable<Tables["audit_log"]>): AuditEntry {
  return {
    id: row.id,
    position: row.position,
    at: row.at,
    act: row.act,
    actor: row.actor,
    userId: row.user_id,
    subject: row.subject,
    outcome: outcome.parse(row.outcome),
    address: row.address,
    agent: row.agent,
    detail: detailShape.parse(JSON.parse(row.detail)),
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
