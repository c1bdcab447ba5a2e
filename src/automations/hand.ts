import type { Timer } from "../core/timer.ts";

/** A start that is due: whoever is given it begins the next one of the automation. */
export interface Ticket {
  readonly automation: string;
  readonly delivery: string;
  /** When it is due; one that is to be tried again is another ticket. */
  readonly at: string;
}

/** What a process does when something is given to it. */
export interface Taker {
  /** Looks after what is due. */
  look(): void;
  /** Begins the next start of an automation, where one may begin, and settles at its end. */
  start(automation: string): Promise<void>;
}

/**
 * Gives work out to the processes on one database. It is the clock and the hand alone: what is owed, and whose it
 * is, stands in `automations` and `deliveries`, so that what is given twice, or late, does no harm.
 */
export interface Hand {
  /** Lets some process look again at a time. */
  readonly timer: Timer;
  /** Those that were given already and wait are not given again. */
  give(tickets: readonly Ticket[]): Promise<void>;
  /** From now on this process takes its share. */
  open(taker: Taker): Promise<void>;
  /** It takes nothing more. */
  close(): Promise<void>;
  /** Lets another process look at once, since this one ended what it had under way. */
  leave(): Promise<void>;
}
