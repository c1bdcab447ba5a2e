import { PatchbayError } from "../../core/errors.ts";

/**
 * Longest answer that is handed on: a function's process has 256 MB of memory, and a file that does
 * not fit into it is of no use there.
 */
export const maxAnswerBytes = 64 * 1024 * 1024;

export function answerTooLarge(host: string): PatchbayError {
  const megabytes = maxAnswerBytes / 1024 / 1024;
  return new PatchbayError(
    "outbound/too-large",
    `The answer of ${host} is larger than ${megabytes} MB. Ask for less of it, by pages or by a range.`,
  );
}

/** The same bytes as they come, up to the limit; `ended` hears when they are through, and why not all of them are. */
export function bounded(
  body: ReadableStream<Uint8Array>,
  host: string,
  ended: (failed?: string) => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let size = 0;
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          ended();
          return controller.close();
        }
        size += value.byteLength;
        if (size <= maxAnswerBytes) return controller.enqueue(value);
      } catch (error) {
        ended("the answer broke off");
        throw error;
      }
      const error = answerTooLarge(host);
      ended(error.message);
      await reader.cancel(error).catch(() => {});
      throw error;
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
