import type { z } from "zod";
import type { ScopeAlternatives } from "./operation.ts";

/** What happens at the provider and can start a function. */
export interface EventInfo {
  /** `connector.` + thing + what happened to it: `gmail.message.received`. */
  readonly id: string;
  readonly title: string;
  /** Sets of scopes of which any one suffices to learn of it. */
  readonly scopes: ScopeAlternatives;
  /** How Patchbay can learn of it. */
  readonly via: readonly ("push" | "polling")[];
  readonly docs: string;
  /** Further words people say for it or for the thing it happens to, in lower case. */
  readonly words?: readonly string[];
  /** Things that mean this tool even where nobody names it: a new `email` comes to Gmail. */
  readonly impliedBy?: readonly string[];
  /**
   * What a function gets of it, `${trigger.body}`; every member described. Loose where more comes
   * under names of the provider's own.
   */
  readonly payload?: z.ZodObject;
  /** What a flow may say of it under `trigger.with`, by name; all that are given must hold. */
  readonly filters?: Readonly<Record<string, EventFilter>>;
  /** Values of which the flow has to give one: which form, which spreadsheet. */
  readonly requires?: readonly string[];
  /** What it takes besides, where what the flow says or reads needs it: every entry that holds counts. */
  readonly scopesWhen?: readonly EventScopesWhen[];
  /** Asks the provider what is new. */
  readonly poll?: EventPoll;
  /** Has the provider tell when it is worth asking: a message of the channel holds nothing itself. */
  readonly channel?: EventChannel;
  /** Makes what the provider pushes into the payload, where it pushes less than that. */
  readonly complete?: EventCompletion;
}

/** What an event takes besides its `scopes`: of every entry that holds, any one of its sets. */
export type EventScopesWhen = { readonly scopes: ScopeAlternatives } & (
  | {
      /** The flow gives this value, and it matches the regular expression (source) where there is one. */
      readonly given: string;
      readonly matches?: string;
    }
  | {
      /** The flow reads one of these members of the payload: `${trigger.body.text}`. */
      readonly reads: readonly string[];
    }
);

/** A condition on an event, judged on its payload. Text is compared without regard to case. */
export interface EventFilter {
  readonly description: string;
  /** Paths in the payload of which one has to fit, `from.address`. Absent where `poll`, `channel` or `complete` sees to it. */
  readonly in?: readonly string[];
  /**
   * Which part of what is given counts, as a regular expression (source) with one group: the id in an
   * address. All of it where that does not match.
   */
  readonly part?: string;
  /** The values there are, where there are only some. */
  readonly choices?: readonly string[];
  /** `equals` where absent. */
  readonly by?: "equals" | "contains";
}

/** What a flow says under `trigger.with`. */
export type EventGiven = Readonly<Record<string, unknown>>;

/**
 * One call of an operation with its inputs by name, and further parameters as the provider has them,
 * through the broker: judged, with the credential, recorded. Answers the body as JSON; throws
 * `EventCallError`.
 */
export type EventCall = (
  operation: string,
  input: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

/** The provider did not answer a call, or with an error. */
export class EventCallError extends Error {
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  readonly body: unknown;
  constructor(message: string, status: number, body: unknown) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

/** One thing that happened. */
export interface Happening {
  /** The same for the same thing, however often it is told: a second one is dropped. */
  readonly id: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** More is not told in one answer. */
export const maxHappenings = 1000;

export interface EventPoll {
  /** The operations it calls; the broker lets through no other. */
  readonly operations: readonly string[];
  /** Seconds between two questions. */
  readonly every: number;
  /**
   * What happened since `cursor`, the oldest first, at most `maxHappenings`. Without a cursor it
   * answers where to begin and nothing that happened before. `isMore` where it is to be asked again
   * at once.
   */
  readonly ask: (question: {
    /** JSON, as it was answered before. */
    readonly cursor: unknown;
    readonly given: EventGiven;
    readonly now: Date;
    readonly call: EventCall;
  }) => Promise<{
    readonly cursor: unknown;
    readonly happenings: readonly Happening[];
    readonly isMore?: boolean;
  }>;
}

/** A subscription at the provider that is opened by a call and ends by itself. */
export interface EventChannel {
  readonly operations: readonly string[];
  readonly open: (channel: {
    /** Ours, unique. */
    readonly id: string;
    /** Secret; comes back with every message. */
    readonly token: string;
    /** Where messages go. */
    readonly address: string;
    readonly given: EventGiven;
    readonly now: Date;
    readonly call: EventCall;
  }) => Promise<{
    /** JSON: what `close` and the check of messages need. */
    readonly state: Readonly<Record<string, unknown>>;
    /** Before then another is opened. */
    readonly endsAt: Date;
  }>;
  readonly close: (channel: {
    readonly id: string;
    readonly state: Readonly<Record<string, unknown>>;
    readonly call: EventCall;
  }) => Promise<void>;
}

export interface EventCompletion {
  readonly operations: readonly string[];
  /** The whole payload; undefined where the thing is gone or it is not to start anything. */
  readonly of: (pushed: {
    readonly payload: Readonly<Record<string, unknown>>;
    readonly given: EventGiven;
    readonly now: Date;
    readonly call: EventCall;
  }) => Promise<Readonly<Record<string, unknown>> | undefined>;
}
