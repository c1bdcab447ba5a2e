import { z } from "zod";
import type { Log } from "../core/log.ts";
import type { Bus } from "./bus.ts";
import { told } from "./told.ts";

/** `ready` is what automations wait for: functions, connections, and messages of providers. */
const kinds = ["settings", "integrations", "secrets", "files", "ready"] as const;
type Kind = (typeof kinds)[number];

const message = z.object({ what: z.enum(kinds), of: z.array(z.string()).optional() });

type Read = (of: readonly string[] | undefined) => unknown;

interface Written {
  put(...given: never): unknown;
  remove(...given: never): unknown;
}

interface KeptDependencies {
  readonly bus: Bus;
  readonly appId: string;
  readonly log: Log;
}

/**
 * What the processes keep in memory of one app, by a word for each kind: whoever changes it in the database
 * says so, and the others read it again. After a gap they read all of it.
 */
export function createKept({ bus, appId, log }: KeptDependencies) {
  const topic = `kept:${appId}`;
  const readers = new Map<Kind, Read>();
  const leave = [
    bus.subscribe(topic, (payload, { isOwn }) => {
      const { data } = message.safeParse(payload);
      return data && !isOwn ? readers.get(data.what)?.(data.of) : undefined;
    }),
    bus.onGap(() => Promise.all(Array.from(readers.values(), (read) => read(undefined)))),
  ];
  function say(what: Kind, of?: readonly string[]): void {
    bus
      .publish(topic, { what, ...(of ? { of } : {}) })
      .catch((error: unknown) => log.write("warn", `Others do not know of it: ${String(error)}`));
  }

  return {
    /** It was changed here: all of it, or those that are named. */
    say,
    /** A store that says so by itself. */
    told: <Store extends Written>(what: Kind, store: Store): Store =>
      told(store, ["put", "remove"], () => say(what)),
    /** Reads each kind again where another process changed it; what of it is undefined where that may be all. */
    onChange(all: Readonly<Record<Kind, Read>>): void {
      for (const kind of kinds) readers.set(kind, all[kind]);
    },
    close(): void {
      for (const one of leave) one();
    },
  };
}

export type Kept = ReturnType<typeof createKept>;
