import type { TokenKind } from "./operation.ts";

/** One token as a provider issued it. Plain text: it lives in memory only, the vault encrypts it. */
export interface IssuedToken {
  readonly kind: TokenKind;
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Seconds from now; absent where the token does not expire. */
  readonly expiresIn?: number;
  /** Scopes granted; absent where the answer does not say (RFC 6749 5.1: then as asked). */
  readonly scopes?: readonly string[];
}

export interface TokenAnswer {
  readonly tokens: readonly IssuedToken[];
  /** Whose account it is, where the answer says so; a first sign-in without it fails. */
  readonly account?: Account;
  /** OpenID Connect's id token, which says it instead. */
  readonly idToken?: string;
}

export interface Account {
  /** Stable id of the account at the provider. */
  readonly id: string;
  /** What a person recognises it by: workspace, mail address. */
  readonly label: string;
}

/** Who issues the credential: OAuth as data; a function only where a field cannot say it. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  /** Environment variables start with it: `SLACK` gives `SLACK_CLIENT_ID`, `SLACK_API_BASE`. */
  readonly env: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly revokeUrl?: string;
  /** All hosts of its API, which are the only ones an operation may call; `…_API_BASE` serves all of them with the paths unchanged. */
  readonly apiHosts: readonly string[];
  /** The authorization parameter that carries the scopes of each token kind. */
  readonly scopeParameters: Readonly<Partial<Record<TokenKind, string>>>;
  readonly scopeSeparator: " " | ",";
  readonly authorizeParameters?: Readonly<Record<string, string>>;
  /** Asked for beside the others at every sign-in, only to know whose account it is; never counted as a permission. */
  readonly identityScopes?: readonly string[];
  /** Parameters that merge what was granted before into the new token: then only what is missing is asked for. */
  readonly incrementalParameters?: Readonly<Record<string, string>>;
  /** The parameter that names the account whose grant is widened. */
  readonly accountHint?: string;
  /** RFC 7636; S256 only. */
  readonly pkce: boolean;
  readonly clientAuthentication: "client_secret_basic" | "client_secret_post";
  /** Expected `iss` of the callback (RFC 9207) and of id tokens, where the provider sends one. */
  readonly issuer?: string;
  /** Loosens RFC 9207: a callback without `iss` is taken. */
  readonly allowCallbackWithoutIssuer?: boolean;
  /** Who the account is stands in an id token of the token answer (OpenID Connect Core 3.1.3.3). */
  readonly usesIdToken?: boolean;
  /** Reads a successful JSON answer of the token endpoint, for a code as for a refresh. */
  readonly readTokens: (
    answer: Readonly<Record<string, unknown>>,
    refreshing?: TokenKind,
  ) => TokenAnswer;
  /** Reads an error code out of an answer that may come with status 200; undefined where there is none. */
  readonly readError: (answer: Readonly<Record<string, unknown>>) => string | undefined;
  /** Codes by which `errors` of the operations name a refusal, the most telling first; what `readError` gives where absent. */
  readonly readErrorCodes?: (answer: Readonly<Record<string, unknown>>) => readonly string[];
  /** Token endpoint and API errors after which only a new sign-in helps. */
  readonly reconnectErrors: readonly string[];
  /** What a person should know of such an error, besides that they have to connect again. */
  readonly reconnectHints?: Readonly<Record<string, string>>;
  /** Revocation answers that mean the token was gone already. */
  readonly goneErrors: readonly string[];
  /** How the revocation endpoint takes the token: as bearer credential, or as RFC 7009 form. */
  readonly revocation?: "bearer" | "rfc7009";
  /** Whether one token serves all connections to the same account, so that revoking ends them all. */
  readonly sharedGrant: boolean;
  readonly docs: string;
}

export function defineProvider<const P extends Provider>(provider: P): P {
  return provider;
}
