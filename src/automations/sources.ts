import type { EventGiven, EventInfo, Happening } from "../catalog/event.ts";

/** An event that an automation waits for, with what its flow says of it. */
export interface Watch {
  readonly event: EventInfo;
  readonly given: EventGiven;
  /** Whose events they are; absent for the default account. */
  readonly account?: string;
}

/** How the queue learns of events; nothing in it is stored by itself. */
export interface EventSources {
  /** What happened since the cursor and fits; without a cursor only where to begin. Throws `EventCallError`. */
  ask(
    watch: Watch,
    cursor: unknown,
  ): Promise<{
    readonly cursor: unknown;
    readonly happenings: readonly Happening[];
    readonly isMore?: boolean;
  }>;
  /** What the function gets of a pushed event; undefined where it does not fit, or is gone. */
  prepare(watch: Watch, payload: Happening["payload"]): Promise<Happening["payload"] | undefined>;
  /** Opens a channel at the provider; throws `EventCallError`. */
  open(
    watch: Watch,
    channel: { readonly id: string; readonly token: string; readonly address: string },
  ): Promise<{ readonly state: Readonly<Record<string, unknown>>; readonly endsAt: Date }>;
  close(
    watch: Watch,
    channel: { readonly id: string; readonly state: Readonly<Record<string, unknown>> },
  ): Promise<void>;
}
