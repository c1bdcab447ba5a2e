import type { Clock } from "../../core/clock.ts";

/** A seeded person of a stand-in, as whom one can sign in. */
export interface SandboxUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** What a stand-in is started with. */
export interface SandboxOptions {
  /** The file that holds its state; made where it is missing. */
  readonly stateFile: string;
  readonly clock: Clock;
  /** Exact addresses the registered client may return to; the first counts where none is asked for. */
  readonly redirectUris: readonly string[];
  /** Where it sends events; absent where nobody listens. Asked at each event: the listener may start later. */
  readonly eventsUrl?: (() => string | undefined) | undefined;
}

/** A started stand-in: a web application with one registered client. */
export interface SandboxApp {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What signs its events, where that is no secret of the client's. */
  readonly signingSecret?: string;
  readonly users: readonly SandboxUser[];
  /** Stops what it does by itself: deliveries under way are dropped. */
  readonly close?: () => void;
}

/** A stand-in for a provider: its paths are the provider's own. */
export interface SandboxDefinition {
  readonly provider: string;
  readonly authorizePath: string;
  readonly tokenPath: string;
  /** Absent where tokens cannot be revoked. */
  readonly revokePath?: string;
  readonly create: (options: SandboxOptions) => SandboxApp;
}
