import type { ConnectionRequestView } from "../contract/connection.ts";
import type { TokenKind } from "../catalog/operation.ts";
import type { AccountChoice } from "../store/connections.ts";

export type { AccountChoice } from "../store/connections.ts";

/** Where a provider is reached and with which client: real, sandbox, or pointed elsewhere. */
export interface ProviderEndpoints {
  readonly mode: "sandbox" | "live";
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly revokeUrl?: string;
  /** Origin that serves all of the provider's API hosts, paths unchanged; absent for the real hosts. */
  readonly apiBase?: string;
  /** Sent with every call of the API: its version, mostly. */
  readonly apiHeaders?: Readonly<Record<string, string>>;
  /** What signs pushed events, where that is no secret of the client's. */
  readonly signingSecret?: string;
}

/** Looked up at every use: a sandbox may start late and on any port. */
export type EndpointsOf = (providerId: string) => Promise<ProviderEndpoints>;

/** What a call needs to authenticate, or why it cannot. */
export type CredentialAnswer =
  | {
      readonly status: "ok";
      readonly accessToken: string;
      /** What it was granted for, less what was given back. */
      readonly scopes: readonly string[];
      readonly connectionId: string;
      /** Whose token it is: it goes to no other. */
      readonly mode: ProviderEndpoints["mode"];
      /** Origin of the API that takes it, where every account has its own. */
      readonly instance?: string;
    }
  | { readonly status: "not-connected" }
  | { readonly status: "reconnect-needed"; readonly connectionId: string };

/** The same for one account, whichever the app uses; it does not count as used by that. */
export interface AccountCredentials {
  getOf(connectionId: string, token: TokenKind): Promise<CredentialAnswer>;
  renewOf(connectionId: string, token: TokenKind, used: string): Promise<CredentialAnswer>;
}

/** The only way to a token. Nothing but the broker uses it. */
export interface Credentials {
  /** Refreshes first where the token is about to expire; one refresh for all concurrent callers. */
  get(providerId: string, token: TokenKind, choice?: AccountChoice): Promise<CredentialAnswer>;
  /** After a 401: refreshes once, unless somebody already did since `used` was handed out. */
  renew(
    providerId: string,
    token: TokenKind,
    used: string,
    choice?: AccountChoice,
  ): Promise<CredentialAnswer>;
}

/** A request whose sign-in ended, and who had begun it. */
export interface CompletedRequest extends ConnectionRequestView {
  readonly by: { readonly principal: string; readonly userId: string | undefined };
}
