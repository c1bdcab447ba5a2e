import type { Context } from "hono";
import type { Signed } from "./guard.ts";

/** A look is a few statements; a run may write many lines in that time. */
const lookEveryMs = 1_000;

/**
 * Ends a stream whose reader may no longer have it: a role that changed, a key that was deleted and a
 * session that ended count from the next thing that is told. Whoever comes back is asked anew.
 */
export function whileAllowed<T>(c: Context<Signed>, source: ReadableStream<T>): ReadableStream<T> {
  const isStillThere = c.get("isStillThere");
  let lookedAt = Number.NEGATIVE_INFINITY;
  return source.pipeThrough(
    new TransformStream<T, T>({
      async transform(told, controller) {
        if (performance.now() - lookedAt >= lookEveryMs) {
          lookedAt = performance.now();
          if (!(await isStillThere())) return controller.terminate();
        }
        controller.enqueue(told);
      },
    }),
  );
}
