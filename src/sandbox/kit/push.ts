import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../core/clock.ts";

/** Where a stand-in's events go, and what signs them. */
export interface Recipient {
  readonly address: string;
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** How a provider sends its events. */
export interface PushManners<Event> {
  /** What it asks an address before it sends anything there. */
  readonly handshake?: (to: Recipient) => {
    readonly request: Request;
    isAnswered(response: Response): boolean | Promise<boolean>;
  };
  /** One message, signed. `attempt` is 0 for the first. */
  readonly message: (events: readonly Event[], to: Recipient, attempt: number) => Request;
  /** How many events one message holds; one where absent. */
  readonly most?: number;
}

interface PusherOptions<Event> {
  readonly eventsUrl: () => string | undefined;
  readonly secret: () => string;
  readonly clock: Clock;
  readonly manners: PushManners<Event>;
  /** Milliseconds before each further attempt; minutes to hours at the providers. */
  readonly waitsMs?: readonly number[];
}

const usualWaitsMs = [250, 1_000, 5_000];
const timeoutMs = 10_000;

/**
 * Sends events on their own way out: they are the provider's requests, not Patchbay's. What is not
 * taken after some attempts is dropped.
 */
export function createPusher<Event>({
  eventsUrl,
  secret,
  clock,
  manners,
  waitsMs = usualWaitsMs,
}: PusherOptions<Event>) {
  const ended = new AbortController();
  /** By address; one that answered wrongly is asked again with the next event. */
  const known = new Map<string, Promise<boolean>>();

  const recipient = (address: string): Recipient => ({
    address,
    secret: secret(),
    now: clock.now(),
  });

  async function send(request: Request): Promise<Response | undefined> {
    try {
      const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(timeoutMs)]);
      return await fetch(request, { signal, redirect: "manual" });
    } catch {
      return undefined;
    }
  }

  async function shake(address: string): Promise<boolean> {
    if (!manners.handshake) return true;
    const { request, isAnswered } = manners.handshake(recipient(address));
    const response = await send(request);
    return response !== undefined && (await isAnswered(response));
  }

  async function isKnown(address: string): Promise<boolean> {
    const answer = known.get(address) ?? shake(address);
    known.set(address, answer);
    const isRight = await answer;
    if (!isRight) known.delete(address);
    return isRight;
  }

  async function deliver(address: string, events: readonly Event[]): Promise<void> {
    for (const [attempt, waitMs] of [0, ...waitsMs].entries()) {
      await sleep(waitMs, undefined, { signal: ended.signal, ref: false });
      if (!(await isKnown(address))) continue;
      const response = await send(manners.message(events, recipient(address), attempt));
      await response?.body?.cancel();
      if (response?.ok) return;
    }
  }

  return {
    push(events: readonly Event[]): void {
      const address = eventsUrl();
      if (address === undefined) return;
      const { most = 1 } = manners;
      for (let index = 0; index < events.length; index += most)
        deliver(address, events.slice(index, index + most)).catch(() => {});
    },
    /** Drops what is under way. */
    close(): void {
      ended.abort();
    },
  };
}

/** A message of JSON, with the headers that sign it. */
export function jsonMessage(
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Request {
  return new Request(address, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
}
