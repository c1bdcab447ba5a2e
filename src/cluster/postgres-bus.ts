import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { z } from "zod";
import type { Log } from "../core/log.ts";
import { type Bus, createListeners } from "./bus.ts";

const channel = "patchbay";
/** NOTIFY takes less than 8000 bytes: https://www.postgresql.org/docs/current/sql-notify.html */
const maxBytes = 7_900;
/** Messages of so many milliseconds go in one: each NOTIFY takes a lock of the whole database when it commits. */
const togetherMs = 10;
const reconnectMs = { least: 200, most: 5_000 };
/** So often an idle connection is asked whether it is still there: one that a router dropped says nothing. */
const lookMs = 15_000;

const batch = z.object({
  from: z.string(),
  said: z.array(z.tuple([z.string(), z.unknown()])),
});

interface PostgresBusDependencies {
  readonly url: string;
  /** Of this process. */
  readonly id: string;
  readonly log: Log;
}

/** Messages by LISTEN and NOTIFY, on one connection of its own that comes back when it is cut. */
export async function createPostgresBus({ url, id, log }: PostgresBusDependencies): Promise<Bus> {
  const listeners = createListeners(log);
  const closing = new AbortController();
  let client: Client | undefined;
  let waiting: { readonly message: readonly [string, unknown]; readonly size: number }[] = [];
  let flushing: Promise<void> | undefined;

  function hear(text: string): void {
    const read = batch.safeParse(JSON.parse(text));
    // What this process said it has told its own listeners already.
    if (!read.success || read.data.from === id) return;
    for (const [topic, payload] of read.data.said) listeners.tell(topic, payload, { isOwn: false });
  }

  async function connect(): Promise<Client> {
    const made = new Client({ connectionString: url, keepAlive: true });
    // Without a listener an error of an idle connection ends the process.
    const lost = () => {
      if (client !== made) return;
      client = undefined;
      void made.end().catch(() => {});
      void reconnect();
    };
    made.on("error", lost);
    made.on("end", lost);
    made.on("notification", ({ payload }) => hear(payload ?? "{}"));
    await made.connect();
    await made.query(`listen ${channel}`);
    return made;
  }

  async function reconnect(): Promise<void> {
    for (let pauseMs = reconnectMs.least; !closing.signal.aborted;) {
      await sleep(pauseMs, undefined, { signal: closing.signal }).catch(() => {});
      try {
        client = await connect();
        listeners.gap();
        return;
      } catch (error) {
        pauseMs = Math.min(pauseMs * 2, reconnectMs.most);
        log.write("warn", `The connection that processes talk by is not there: ${String(error)}`);
      }
    }
  }

  async function flush(): Promise<void> {
    await sleep(togetherMs);
    while (waiting.length > 0) {
      let size = 0;
      const count = waiting.findIndex((one) => (size += one.size) > maxBytes);
      const now = waiting.splice(0, count < 0 ? waiting.length : Math.max(count, 1));
      const text = JSON.stringify({ from: id, said: now.map(({ message }) => message) });
      // Who was not reached reads all anew when its connection is back, as this process does.
      await client?.query("select pg_notify($1, $2)", [channel, text]).catch((error: unknown) => {
        log.write("warn", `Other processes were not told of something: ${String(error)}`);
      });
    }
  }

  client = await connect();
  const look = setInterval(() => void client?.query("select 1").catch(() => {}), lookMs).unref();

  return {
    async publish(topic, payload) {
      listeners.tell(topic, payload, { isOwn: true });
      const message = [topic, payload] as const;
      const size = Buffer.byteLength(JSON.stringify(message)) + 1;
      if (size > maxBytes - 100) throw new RangeError(`A message of "${topic}" has ${size} bytes.`);
      waiting.push({ message, size });
      flushing ??= flush().finally(() => {
        flushing = undefined;
      });
      await flushing;
    },
    subscribe: listeners.subscribe,
    onGap: listeners.onGap,
    async close() {
      await flushing;
      closing.abort();
      clearInterval(look);
      const open = client;
      client = undefined;
      await open?.end().catch(() => {});
    },
  };
}
