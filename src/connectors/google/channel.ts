import { z } from "zod";
import type { EventChannel } from "../../catalog/event.ts";

/** Google's longest. https://developers.google.com/workspace/drive/api/guides/push */
const lifetimeMs = 7 * 86_400_000;

const opened = z.looseObject({ resourceId: z.string(), expiration: z.string().nullish() });

type Opening = Pick<Parameters<EventChannel["open"]>[0], "given" | "call">;

/** A channel that Google opens by a `watch` and ends by `stop`. */
export function googleChannel({
  watch,
  stop,
  looksUp = [],
  inputOf,
}: {
  readonly watch: string;
  readonly stop: string;
  /** Operations by which `inputOf` finds what is to be watched. */
  readonly looksUp?: readonly string[];
  readonly inputOf: (opening: Opening) => Promise<Readonly<Record<string, unknown>>>;
}): EventChannel {
  return {
    operations: [watch, stop, ...looksUp],
    async open({ id, token, address, given, now, call }) {
      const wanted = now.getTime() + lifetimeMs;
      const channel = { id, type: "web_hook", address, token, expiration: String(wanted) };
      const input = await inputOf({ given, call });
      const { resourceId, expiration } = opened.parse(await call(watch, { ...input, ...channel }));
      return { state: { resourceId }, endsAt: new Date(Number(expiration ?? wanted)) };
    },
    async close({ id, state, call }) {
      await call(stop, { id, resourceId: state["resourceId"] });
    },
  };
}
