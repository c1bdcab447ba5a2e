import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Clock } from "../core/clock.ts";
import { type ErrorCode, PatchbayError, errorCodes } from "../core/errors.ts";
import type { PageActStore } from "../store/page-acts.ts";

/** For how long what was done is known by its name. */
const knownMs = 10 * 60_000;
/** How often it is looked whether another process has done it. */
const lookMs = 200;

/** What came of it, as any process can tell it. */
export type Outcome<T> =
  | { readonly done: T }
  | { readonly failed: Pick<PatchbayError, "code" | "message" | "where" | "extra"> };

interface OnceDependencies<T> {
  readonly store: PageActStore<Outcome<T>>;
  readonly clock: Clock;
}

/** Does once what is asked for again under the same name, of whichever process: whoever repeats it gets what came of the first. */
export function createOnce<T>({ store, clock }: OnceDependencies<T>) {
  const underWay = new Map<string, Promise<T>>();

  async function first(name: string, work: () => Promise<T>): Promise<T> {
    if (await store.begin(name, clock.now() + knownMs)) return doIt(name, work);
    for (;;) {
      const became = await store.becameOf(name);
      if (became.status === "over") return told(became.outcome);
      if (became.status === "unknown") throw cutOff();
      await sleep(lookMs);
    }
  }

  async function doIt(name: string, work: () => Promise<T>): Promise<T> {
    try {
      const done = await work();
      await store.end(name, { done });
      return done;
    } catch (error) {
      const { code, message, where, extra } = error instanceof PatchbayError ? error : cutOff();
      await store.end(name, { failed: { code, message, where, extra } });
      throw error;
    }
  }

  return (name: string, work: () => Promise<T>): Promise<T> => {
    const before = underWay.get(name);
    if (before) return before;
    const doing = first(name, work).finally(() => underWay.delete(name));
    underWay.set(name, doing);
    return doing;
  };
}

const isCode = (text: string): text is ErrorCode => Object.hasOwn(errorCodes, text);
const code = z.string().refine(isCode).catch("page/action-failed");

function told<T>(outcome: Outcome<T>): T {
  if ("done" in outcome) return outcome.done;
  const { message, where, extra } = outcome.failed;
  throw new PatchbayError(code.parse(outcome.failed.code), message, {
    ...(where === undefined ? {} : { where }),
    extra,
  });
}

function cutOff(): PatchbayError {
  return new PatchbayError(
    "page/action-failed",
    "Its server ended in the middle of it, and nobody knows how far it came. Look whether it was done before you repeat it.",
  );
}
