import type { Clock } from "../core/clock.ts";
import { createId } from "../core/ids.ts";
import type { Database } from "./database.ts";
import { isLeft } from "./processes.ts";

/** An answer that this process writes. */
export interface AnswerClaim {
  readonly id: string;
  readonly chatId: string;
}

/** An answer whose process is gone. */
export interface LeftAnswer extends AnswerClaim {
  /** Somebody wanted it to end. */
  readonly isStopping: boolean;
  /** Processes that wrote at it. */
  readonly tries: number;
  readonly model: "builtin" | undefined;
  /** Whom it is for. */
  readonly userId: string | undefined;
}

/**
 * Who writes the answer of a chat, and what was sent of it so far. One process writes at a time: all
 * that it does is bound to its id and to that of the answer, which is another one after each change of hands.
 */
export function createChatAnswerStore<Chunk>(
  db: Database,
  appId: string,
  clock: Clock,
  owner: string,
) {
  const answers = () => db.selectFrom("chat_answers").where("app_id", "=", appId);
  const update = ({ id }: AnswerClaim) =>
    db
      .updateTable("chat_answers")
      .where("app_id", "=", appId)
      .where("id", "=", id)
      .where("owner", "=", owner);
  const newId = () => createId("ans", clock.now());

  async function forget(connection: Database, id: string): Promise<void> {
    await connection
      .deleteFrom("chat_chunks")
      .where("app_id", "=", appId)
      .where("answer_id", "=", id)
      .execute();
  }

  return {
    /** Undefined where another process answers. What was sent of the answer before is forgotten. */
    async begin(
      chatId: string,
      { model, userId }: Partial<Pick<LeftAnswer, "model" | "userId">> = {},
    ): Promise<AnswerClaim | undefined> {
      const before = await answers().select("id").where("chat_id", "=", chatId).executeTakeFirst();
      const id = newId();
      const values = {
        id,
        owner,
        status: "running",
        tries: 1,
        model: model ?? null,
        user_id: userId ?? null,
        begun_at: new Date(clock.now()).toISOString(),
      };
      const claimed = await db
        .insertInto("chat_answers")
        .values({ app_id: appId, chat_id: chatId, ...values })
        .onConflict((conflict) =>
          conflict
            .columns(["app_id", "chat_id"])
            .doUpdateSet(values)
            // What this process does not write any more has ended without saying so.
            .where((eb) =>
              eb.or([eb("chat_answers.status", "=", "over"), eb("chat_answers.owner", "=", owner)]),
            ),
        )
        .returning("id")
        .executeTakeFirst();
      if (claimed?.id !== id) return undefined;
      if (before) await forget(db, before.id);
      return { id, chatId };
    },
    /** Whether this process still writes it, and whether somebody wants it to end. */
    async stateOf({ id }: AnswerClaim): Promise<"running" | "stopping" | "lost"> {
      const row = await answers()
        .select(["status", "owner"])
        .where("id", "=", id)
        .executeTakeFirst();
      if (row?.owner !== owner || row.status === "over") return "lost";
      return row.status === "stopping" ? "stopping" : "running";
    },
    async append({ id }: AnswerClaim, position: number, chunks: readonly Chunk[]): Promise<void> {
      await db
        .insertInto("chat_chunks")
        .values({ app_id: appId, answer_id: id, position, body: JSON.stringify(chunks) })
        .execute();
    },
    /** Its message is saved. What was sent stays a while for those who are still reading. */
    end: async (claim: AnswerClaim) => void (await update(claim).set({ status: "over" }).execute()),
    /** The answer that is being written, by whichever process. */
    async running(chatId: string): Promise<AnswerClaim | undefined> {
      const row = await answers()
        .select("id")
        .where("chat_id", "=", chatId)
        .where("status", "!=", "over")
        .executeTakeFirst();
      return row && { id: row.id, chatId };
    },
    /** What was sent from a position on: some chunks each. */
    async chunksFrom(
      { id }: AnswerClaim,
      position: number,
    ): Promise<readonly (readonly Chunk[])[]> {
      const rows = await db
        .selectFrom("chat_chunks")
        .select("body")
        .where("app_id", "=", appId)
        .where("answer_id", "=", id)
        .where("position", ">=", position)
        .orderBy("position")
        .execute();
      return rows.map(({ body }): readonly Chunk[] => JSON.parse(body));
    },
    /** Whether it goes on, has ended, or goes on as another. */
    async becameOf({ id, chatId }: AnswerClaim): Promise<"running" | "over" | "another"> {
      const row = await answers()
        .select(["id", "status"])
        .where("chat_id", "=", chatId)
        .executeTakeFirst();
      if (row?.id !== id) return "another";
      return row.status === "over" ? "over" : "running";
    },
    /** Tells whoever writes it that it is to end; false where nobody does. */
    async stop(chatId: string): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("chat_answers")
        .set({ status: "stopping" })
        .where("app_id", "=", appId)
        .where("chat_id", "=", chatId)
        .where("status", "!=", "over")
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    /** Answers whose process is gone. */
    async left(): Promise<readonly LeftAnswer[]> {
      const rows = await answers()
        .selectAll()
        .where("status", "!=", "over")
        .where(isLeft)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        chatId: row.chat_id,
        isStopping: row.status === "stopping",
        tries: row.tries,
        model: row.model === "builtin" ? "builtin" : undefined,
        userId: row.user_id ?? undefined,
      }));
    },
    /**
     * From now on this process writes it, with all that was sent so far; undefined where another took
     * it, or where its process came back.
     */
    async takeOver(left: LeftAnswer): Promise<AnswerClaim | undefined> {
      const id = newId();
      return db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable("chat_answers")
          .set({ id, owner, tries: left.tries + 1 })
          .where("app_id", "=", appId)
          .where("id", "=", left.id)
          .where(isLeft)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return undefined;
        await transaction
          .updateTable("chat_chunks")
          .set({ answer_id: id })
          .where("app_id", "=", appId)
          .where("answer_id", "=", left.id)
          .execute();
        return { id, chatId: left.chatId };
      });
    },
    /** What stands of it in place of all that was sent. */
    async rewrite({ id }: AnswerClaim, chunks: readonly Chunk[]): Promise<void> {
      await db.transaction().execute(async (transaction) => {
        await forget(transaction, id);
        await transaction
          .insertInto("chat_chunks")
          .values({ app_id: appId, answer_id: id, position: 0, body: JSON.stringify(chunks) })
          .execute();
      });
    },
  };
}

export type ChatAnswerStore<Chunk> = ReturnType<typeof createChatAnswerStore<Chunk>>;
