import { z } from "zod";
import { type EventCall, EventCallError } from "../../../catalog/event.ts";
import { cursorOf } from "../../../catalog/polling.ts";

/** Entries of the mailbox's history, of which each email is read by a call of its own. */
const pageSize = 25;

const cursorShape = z.strictObject({ historyId: z.string() });

const message = z.looseObject({ id: z.string(), labelIds: z.array(z.string()).nullish() });
const entry = z.looseObject({
  id: z.string(),
  messagesAdded: z.array(z.looseObject({ message })).nullish(),
  labelsAdded: z
    .array(z.looseObject({ message, labelIds: z.array(z.string()).nullish() }))
    .nullish(),
});
export type HistoryEntry = z.output<typeof entry>;

const page = z.looseObject({
  history: z.array(entry).nullish(),
  historyId: z.string(),
  nextPageToken: z.string().nullish(),
});
const profile = z.looseObject({ historyId: z.string() });

/**
 * What is new in the history, some entries at a time. An id that is too old, as after a week without
 * a question, begins anew: nobody can tell what happened in between.
 * https://developers.google.com/workspace/gmail/api/guides/sync
 */
export async function historySince(
  cursor: unknown,
  historyType: "messageAdded" | "labelAdded",
  call: EventCall,
): Promise<{
  readonly cursor: z.output<typeof cursorShape>;
  readonly entries: readonly HistoryEntry[];
  readonly isMore: boolean;
}> {
  const before = cursorOf(cursorShape, cursor);
  if (!before) return begin(call);
  try {
    const answer = await call("gmail.users.history.list", {
      startHistoryId: before.historyId,
      historyTypes: [historyType],
      maxResults: pageSize,
    });
    const { history, historyId, nextPageToken } = page.parse(answer);
    const entries = history ?? [];
    const isMore = Boolean(nextPageToken);
    const last = entries.at(-1)?.id ?? historyId;
    return { cursor: { historyId: isMore ? last : latest(last, historyId) }, entries, isMore };
  } catch (error) {
    if (error instanceof EventCallError && error.status === 404) return begin(call);
    throw error;
  }
}

async function begin(call: EventCall) {
  const { historyId } = profile.parse(await call("gmail.users.getProfile", {}));
  return { cursor: { historyId }, entries: [], isMore: false };
}

/** Ids are numbers of up to 64 bits. */
function latest(one: string, other: string): string {
  return BigInt(one) > BigInt(other) ? one : other;
}
