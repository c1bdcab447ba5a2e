import type { WebhookRequest } from "../catalog/webhooks.ts";
import type { RunView } from "../contract/run.ts";
import type { RunCause, RunTrigger } from "../store/runs.ts";

/** A start that something owes an automation. */
export interface Owed {
  readonly automation: string;
  /** The same for the same event, however often it is told. */
  readonly key: string;
  readonly payload: unknown;
}

/** What the sender is answered; only once the deliveries are kept. */
export interface PushAnswer {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: string;
}

/** Takes what a provider pushes to `/hooks/<provider>`; undefined where no provider has that id. */
export type ReceivePush = (
  provider: string,
  request: WebhookRequest,
) => Promise<{ readonly answer: PushAnswer; readonly deliveries: readonly Owed[] } | undefined>;

/** Runs functions and waits for their end. */
export interface StartRun {
  (
    name: string,
    input: unknown,
    options: {
      readonly trigger: RunTrigger;
      readonly automation?: RunCause;
      readonly signal?: AbortSignal;
    },
  ): Promise<RunView>;
}
