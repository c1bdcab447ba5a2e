/** A request to the address that a provider sends its events to. Hostile input. */
export interface WebhookRequest {
  readonly method: string;
  /** As the sender called it: with the public origin, and its query. */
  readonly url: string;
  readonly headers: Headers;
  /** The bytes as received: signatures are over them. */
  readonly body: Uint8Array;
}

/** One event as a provider pushed it. */
export interface PushedEvent {
  /** The same for the same event, however often it is delivered. */
  readonly id: string;
  /** Id in the catalog: `slack.message.channels`. */
  readonly event: string;
  /** Where it happened, as `accountOf` names it. */
  readonly account: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The provider says that it took an access back: nothing to start, and nothing to revoke. */
export interface EndedAccess {
  /** As `accountOf` names it, for all connections there; or the id of one account. */
  readonly account: string;
  /** An error code of the provider's, as its token endpoint would give it. */
  readonly reason: string;
  /** Whoever signed in after that has another access. */
  readonly at: Date;
}

export type WebhookVerdict =
  | {
      readonly status: "events";
      readonly events: readonly PushedEvent[];
      readonly ended?: readonly EndedAccess[];
      /** What the operator should know of it; one sentence each. */
      readonly notes?: readonly string[];
    }
  /** The provider asks whether this is the right address. */
  | {
      readonly status: "challenge";
      readonly answer: { readonly contentType: string; readonly body: string };
    }
  /** The provider gives the secret that will sign from now on; taken only while the set-up is open. */
  | { readonly status: "secret"; readonly secret: string }
  /** `why` is for the operator, not for the sender. */
  | { readonly status: "refused"; readonly why: string };

/** How a provider pushes events: one address for all accounts of the operator's app, `/hooks/<provider>`. */
export interface ProviderWebhooks {
  /**
   * What signs: the OAuth client's secret, one of its own that the operator sets
   * (`SLACK_SIGNING_SECRET`), or one that the provider sends once.
   */
  readonly secret: "client-secret" | "signing-secret" | "sent-once";
  /** Verifies, then reads; never throws. `secret` is undefined only where none was set or sent yet. */
  readonly receive: (
    request: WebhookRequest,
    deps: { readonly secret: string | undefined; readonly now: Date },
  ) => WebhookVerdict;
  /** What events say of an account's id: its workspace. Absent where that is the id. */
  readonly accountOf?: (accountId: string) => string;
  /** What an operator does in the provider's console, one sentence a step; `{url}` stands for the address. */
  readonly setUp: readonly string[];
  readonly docs: string;
}
