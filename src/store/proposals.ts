import type { Clock } from "../core/clock.ts";
import { createId } from "../core/ids.ts";
import { type Flow, flowSchema } from "../flow/schema.ts";
import type { Database } from "./database.ts";

/** A checked flow that waits to be written, perhaps over a sign-in and a restart. */
export interface Proposal {
  readonly id: string;
  readonly chatId: string;
  readonly flow: Flow;
  /** The sentence it came from. */
  readonly prompt: string;
  /** The version that a change starts from; absent for a new function. */
  readonly base?: number;
  /** The name of the function that is changed, where the flow gives it another. */
  readonly was?: string;
}

export function createProposalStore(db: Database, appId: string, clock: Clock) {
  return {
    async add(proposal: Omit<Proposal, "id">): Promise<Proposal> {
      const { chatId, ...body } = proposal;
      const id = createId("prop", clock.now());
      await db
        .insertInto("proposals")
        .values({
          app_id: appId,
          id,
          chat_id: chatId,
          body: JSON.stringify(body),
          created_at: new Date(clock.now()).toISOString(),
        })
        .execute();
      return { ...proposal, id };
    },
    /** Only for the chat that made it. */
    async find(chatId: string, id: string): Promise<Proposal | undefined> {
      const row = await db
        .selectFrom("proposals")
        .select("body")
        .where("app_id", "=", appId)
        .where("chat_id", "=", chatId)
        .where("id", "=", id)
        .executeTakeFirst();
      if (!row) return undefined;
      const body: { flow: unknown; prompt: string; base?: number; was?: string } = JSON.parse(
        row.body,
      );
      return { ...body, id, chatId, flow: flowSchema.parse(body.flow) };
    },
  };
}

export type ProposalStore = ReturnType<typeof createProposalStore>;
