import type { AutomationStore, StoredAutomation } from "../store/automations.ts";

/** What is remembered of an event that is asked for. */
export interface AutomationState {
  /** Of the last question; absent before the first. */
  readonly cursor?: unknown;
  /** Questions in a row that failed, and what the last one said. */
  readonly failed?: { readonly times: number; readonly message: string };
  /** What the provider tells us by; its token is the automation's secret. */
  readonly channel?: {
    readonly id: string;
    /** Where it sends to. */
    readonly address: string;
    readonly state: Readonly<Record<string, unknown>>;
    /** ISO 8601. */
    readonly endsAt: string;
  };
  /** Until then no channel is tried, since the provider refused one. ISO 8601. */
  readonly noChannelUntil?: string;
}

export type Automation = StoredAutomation<AutomationState>;
export type Automations = AutomationStore<AutomationState>;
