import type { UIMessageChunk } from "ai";

/** An answer that is being written: everything sent so far, and who listens. */
interface LiveAnswer {
  readonly chunks: UIMessageChunk[];
  readonly listeners: Set<() => void>;
  readonly abort: AbortController;
  readonly done: Promise<void>;
  over: boolean;
}

/**
 * Answers go on when a client goes: each is written into memory once and read by any number of
 * clients, from its beginning, as `useChat` expects of a resumed stream.
 */
export function createLiveAnswers() {
  const answers = new Map<string, LiveAnswer>();

  return {
    isRunning: (chatId: string) => answers.has(chatId),
    /**
     * Reserves the chat at once, prepares the answer, then writes it to its end, whoever listens.
     * Where preparing fails the chat is free again and the error is the caller's.
     */
    async start(
      chatId: string,
      prepare: (signal: AbortSignal) => Promise<AsyncIterable<UIMessageChunk>>,
    ): Promise<ReadableStream<UIMessageChunk>> {
      const abort = new AbortController();
      const chunks: UIMessageChunk[] = [];
      const listeners = new Set<() => void>();
      const notify = () => {
        for (const listener of listeners) listener();
      };
      const prepared = Promise.resolve().then(() => prepare(abort.signal));
      const drain = async () => {
        try {
          for await (const chunk of await prepared) {
            chunks.push(chunk);
            notify();
          }
        } catch {
          // A failed preparation is the caller's to report; a source reports its own failures as chunks.
        } finally {
          answer.over = true;
          answers.delete(chatId);
          notify();
        }
      };
      const answer: LiveAnswer = { chunks, listeners, abort, over: false, done: drain() };
      answers.set(chatId, answer);
      await prepared;
      return listen(answer);
    },
    /** The running answer from its first chunk on, or undefined where none is running. */
    resume(chatId: string): ReadableStream<UIMessageChunk> | undefined {
      const answer = answers.get(chatId);
      return answer && listen(answer);
    },
    /** Ends the running answer and waits until what stands is saved. */
    async stop(chatId: string): Promise<boolean> {
      const answer = answers.get(chatId);
      if (!answer) return false;
      answer.abort.abort();
      await answer.done;
      return true;
    },
    /** Settles when all that is being written now has come to its end. */
    async settled(): Promise<void> {
      await Promise.all([...answers.values()].map(({ done }) => done));
    },
    async stopAll(): Promise<void> {
      await Promise.all([...answers.keys()].map((chatId) => this.stop(chatId)));
    },
  };
}

export type LiveAnswers = ReturnType<typeof createLiveAnswers>;

function listen(answer: LiveAnswer): ReadableStream<UIMessageChunk> {
  let next = 0;
  let wake = () => {};
  const listener = () => wake();
  answer.listeners.add(listener);
  return new ReadableStream<UIMessageChunk>(
    {
      async pull(controller) {
        while (next >= answer.chunks.length) {
          if (answer.over) {
            answer.listeners.delete(listener);
            controller.close();
            return;
          }
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        const chunk = answer.chunks[next++];
        if (chunk) controller.enqueue(chunk);
      },
      cancel() {
        answer.listeners.delete(listener);
        wake();
      },
    },
    { highWaterMark: 0 },
  );
}
