import type { UIMessageChunk } from "ai";
import type { AnswerClaim, ChatAnswerStore } from "../store/chat-answers.ts";

/** Where nobody says that there is more, it is looked for: a message may be lost. */
const lookMs = 1_000;

/** Another process goes on with the answer: whoever comes again gets it from there. No fault of anything. */
export class GoesOnElsewhere extends Error {
  override readonly name = "GoesOnElsewhere";
}

interface FollowDependencies {
  readonly store: Pick<ChatAnswerStore<UIMessageChunk>, "chunksFrom" | "becameOf">;
  /** Calls when there is more to read of an answer, or when it is over; gives the way out. */
  readonly onMore: (answerId: string, more: () => void) => () => void;
}

/**
 * An answer that another process writes, from its start. Where a third goes on with it the stream breaks
 * off, so that the client comes again and gets it from its start: what was said since the last finished step
 * is said anew.
 */
export function followAnswer(
  claim: AnswerClaim,
  { store, onMore }: FollowDependencies,
): ReadableStream<UIMessageChunk> {
  let position = 0;
  /** Told at the end, as the process that writes it does. */
  const errors: UIMessageChunk[] = [];
  let isMore = false;
  let wake = () => {};
  const leave = onMore(claim.id, () => {
    isMore = true;
    wake();
  });
  const cancelled = new AbortController();

  async function next(): Promise<readonly UIMessageChunk[] | undefined> {
    while (!cancelled.signal.aborted) {
      isMore = false;
      // Asked before it is read: what is written until it is over is read then.
      const became = await store.becameOf(claim);
      const found = await store.chunksFrom(claim, position);
      if (became === "another") throw new GoesOnElsewhere();
      position += found.length;
      const said = found.flat();
      errors.push(...said.filter(isError));
      const others = said.filter((chunk) => !isError(chunk));
      if (others.length > 0) return others;
      if (became === "over") return errors.length > 0 ? errors.splice(0) : undefined;
      if (isMore || said.length > 0) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, lookMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return undefined;
  }

  return new ReadableStream<UIMessageChunk>(
    {
      async pull(controller) {
        try {
          const chunks = await next();
          if (!chunks) {
            leave();
            controller.close();
          } else for (const chunk of chunks) controller.enqueue(chunk);
        } catch (error) {
          leave();
          throw error;
        }
      },
      cancel() {
        cancelled.abort();
        leave();
        wake();
      },
    },
    { highWaterMark: 0 },
  );
}

const isError = ({ type }: UIMessageChunk): boolean => type === "error";
