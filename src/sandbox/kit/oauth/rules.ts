import type { Html } from "../html.ts";
import type { SandboxUser } from "../types.ts";
import type { Token } from "./state.ts";

/** Why the token endpoint says no; each provider has codes of its own for these. */
export type OAuthFault =
  | "bad-client"
  | "bad-secret"
  | "bad-code"
  | "bad-redirect"
  | "bad-verifier"
  | "bad-refresh-token"
  | "bad-grant-type"
  | "bad-body"
  | "bad-token";

export interface Issued {
  readonly token: Token;
  readonly refreshToken?: Token;
  readonly user: SandboxUser;
  /** Of the authorization request. */
  readonly nonce?: string;
  /** Seconds the access token lives. */
  readonly expiresIn?: number;
  /** Seconds the refresh token lives. */
  readonly refreshExpiresIn?: number;
  readonly refreshing: boolean;
  /** Origin of the stand-in. */
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What one provider's authorization server does in its own way. */
export interface OAuthRules {
  readonly name: string;
  readonly authorizePath: string;
  /** The first one is current, the others still work. */
  readonly tokenPaths: readonly string[];
  readonly revokePaths: readonly string[];
  readonly introspectPaths?: readonly string[];
  readonly clientIdParameter: "client_id" | "client_key";
  /** Ways in which a client may say who it is at the token endpoint. */
  readonly clientAuthentication: readonly ("basic" | "body")[];
  /** Whether anybody who has a token may revoke it. */
  readonly revokesWithoutClient?: boolean;
  readonly body: "form" | "json";
  /** What may be asked for, as people read it; absent where there are no scopes. */
  readonly scopes?: ReadonlyMap<string, string>;
  readonly scopeSeparator: " " | ",";
  readonly optionalScopeParameter?: string;
  /** Scopes without which the authorization request is refused. */
  readonly requiredScopes?: readonly string[];
  /** Whether a person can leave out single scopes. */
  readonly canUntick: boolean;
  /** Scopes of `optionalScopeParameter` that the account cannot grant: dropped without a word. */
  readonly unavailableScopes?: (user: SandboxUser) => readonly string[];
  /**
   * `none`: a verifier at the token endpoint makes the exchange fail; `ignored`: it is passed over;
   * `optional`: checked where a challenge was sent.
   */
  readonly pkce: "none" | "ignored" | "optional";
  /** Parameters of the authorization request that must have this value. */
  readonly authorizeParameters?: Readonly<Record<string, string>>;
  readonly deniedError: string;
  /** Put into the callback besides `code` and `state`. */
  readonly callbackParameters?: (granted: readonly string[]) => Readonly<Record<string, string>>;
  readonly prefixes: { readonly code: string; readonly access: string; readonly refresh: string };
  readonly codeLifetimeSeconds: number;
  /** Absent where access tokens live until they are revoked. */
  readonly tokenLifetimeSeconds?: number;
  /** `undefined` where a sign-in gives no refresh token. */
  readonly refresh?:
    | {
        readonly rotates: boolean;
        readonly lifetimeSeconds?: number;
        /** Whether the first sign-in decides when it ends. */
        readonly keepsEnd?: boolean;
        /** Only where this scope was granted. */
        readonly needsScope?: string;
      }
    | undefined;
  /** Whether a sign-in with other scopes ends the person's earlier tokens. */
  readonly newScopesEndOthers?: boolean;
  /** Which of a grant's tokens end with the one that is revoked. */
  readonly revocationEnds: "token" | "grant" | "all-of-user";
  /** Only this kind can be revoked; either where absent. */
  readonly revokes?: "access" | "refresh";
  /** The answer to a code or a refresh. */
  readonly answer: (issued: Issued) => Readonly<Record<string, unknown>>;
  /** The answer to a revocation: JSON, or nothing. */
  readonly revoked: () => Readonly<Record<string, unknown>> | undefined;
  readonly introspection?: (
    token: Token | undefined,
    user: SandboxUser | undefined,
    now: number,
  ) => Readonly<Record<string, unknown>>;
  /** Status and JSON by which the token endpoint says no. */
  readonly refusal: (fault: OAuthFault) => {
    readonly status: 400 | 401;
    readonly body: Readonly<Record<string, unknown>>;
  };
  /** What a person picks besides: pages, a company page. */
  readonly picker?: {
    readonly markup: (user: SandboxUser | undefined) => Html;
    readonly picked: (user: SandboxUser, form: FormData) => void;
  };
  /** Read by the person before they allow anything. */
  readonly consentNote?: string;
}
