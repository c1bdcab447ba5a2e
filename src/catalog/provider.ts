import type { ClientSetUp } from "./client-setup.ts";
import type { TokenKind } from "./operation.ts";
import type { ProviderWebhooks } from "./webhooks.ts";

/** One token as a provider issued it. Plain text: it lives in memory only, the vault encrypts it. */
export interface IssuedToken {
  readonly kind: TokenKind;
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Seconds from now; absent where the token does not expire. */
  readonly expiresIn?: number;
  /** Seconds until the refresh token ends; absent where that is not stated. */
  readonly refreshExpiresIn?: number;
  /** Origin of the API that takes this token, where every account has its own (Salesforce's `instance_url`). */
  readonly instance?: string;
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

/** A call that says whose account a new token is for. */
export interface IdentityCall {
  /**
   * `bearer`: a GET with the token itself; `introspection`: RFC 7662, with the client's credentials,
   * at the host of the token endpoint.
   */
  readonly by: "bearer" | "introspection";
  /** Absent where the account's own instance answers. */
  readonly host?: string;
  /** With its query. */
  readonly path: string;
  /** Undefined where the answer does not say it. */
  readonly read: (answer: Readonly<Record<string, unknown>>) => Account | undefined;
}

/** An API that has another host for each account. */
export interface Instances {
  /** Stands for that host in operations and in generated code. */
  readonly placeholder: string;
  /** What such hosts end in: a token goes to no other, whatever an answer says. */
  readonly suffixes: readonly string[];
}

/** Hosts among which a person chooses where to sign in. */
export interface LoginHosts {
  /** The first is the one in `authorizeUrl`. */
  readonly choices: readonly { readonly host: string; readonly label: string }[];
  /** Any other host must end in one of these: the client's secret is sent there. */
  readonly suffixes: readonly string[];
  /** How such a host looks: `your-company.my.salesforce.com`. */
  readonly example: string;
}

/** A credential that people have already, and how a call carries it. */
export type KeyUse =
  /** Calls carry none. */
  | { readonly kind: "none" }
  | {
      /** `basic` is a user name and a password (RFC 7617). */
      readonly kind: "key" | "basic";
      readonly in: "header" | "query";
      /** Of the header or the query parameter. */
      readonly name: string;
      /** What stands before it in a header: `Bearer `. */
      readonly prefix: string;
    };

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
  /** Where the API has another host for each account. */
  readonly instances?: Instances;
  readonly loginHosts?: LoginHosts;
  /** The header that names the API's version, with the one this catalog was written for; `…_VERSION` sets another. */
  readonly apiVersion?: { readonly header: string; readonly value: string };
  /** Sent with every call of the API. */
  readonly apiHeaders?: Readonly<Record<string, string>>;
  /** Headers that code may set beside the usual ones, in lower case. */
  readonly codeHeaders?: readonly string[];
  /** The authorization parameter that carries the scopes of each token kind; none where there are no scopes to ask for. */
  readonly scopeParameters: Readonly<Partial<Record<TokenKind, string>>>;
  readonly scopeSeparator: " " | ",";
  /** Takes the scopes that an account may be unable to grant; the others then do not fail with them. */
  readonly optionalScopeParameter?: string;
  readonly authorizeParameters?: Readonly<Record<string, string>>;
  /** Asked for beside the others at every sign-in, only to know whose account it is; never counted as a permission. */
  readonly identityScopes?: readonly string[];
  /** Parameters that merge what was granted before into the new token: then only what is missing is asked for. */
  readonly incrementalParameters?: Readonly<Record<string, string>>;
  /** The parameter that names the account whose grant is widened. */
  readonly accountHint?: string;
  /** In place of OAuth: people give a key of theirs. */
  readonly key?: KeyUse;
  /**
   * Who answers its calls where that is no server elsewhere: the hosted model of this Patchbay. Then
   * there is no client and no stand-in, and the built-in model, which could not run it, does not know it.
   */
  readonly answeredBy?: "model";
  /** RFC 7636; S256 only. */
  readonly pkce: boolean;
  readonly clientAuthentication: "client_secret_basic" | "client_secret_post";
  /** What the provider calls `client_id`. */
  readonly clientIdParameter?: string;
  /** What the token endpoint takes in place of a form (RFC 6749 4.1.3). */
  readonly tokenBody?: "json";
  readonly tokenHeaders?: Readonly<Record<string, string>>;
  /** Error codes of a callback that mean "no", besides `access_denied`. */
  readonly deniedErrors?: readonly string[];
  /** Expected `iss` of the callback (RFC 9207) and of id tokens, where the provider sends one. */
  readonly issuer?: string;
  /** Loosens RFC 9207: a callback without `iss` is taken. */
  readonly allowCallbackWithoutIssuer?: boolean;
  /** Who the account is stands in an id token of the token answer (OpenID Connect Core 3.1.3.3). */
  readonly usesIdToken?: boolean;
  /** Says it where the token answer does not, or says it better. */
  readonly identity?: IdentityCall;
  /** A GET that any token may make, whatever it was granted for: shows whether one works where `identity` does not. */
  readonly look?: {
    readonly host: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
  /** What a person should know before they allow anything; one or two sentences. */
  readonly consentNote?: string;
  /** Reads a successful JSON answer of the token endpoint, for a code as for a refresh. */
  readonly readTokens: (
    answer: Readonly<Record<string, unknown>>,
    refreshing?: TokenKind,
  ) => TokenAnswer;
  /** Reads an error code out of an answer that may come with status 200; undefined where there is none. */
  readonly readError: (answer: Readonly<Record<string, unknown>>) => string | undefined;
  /** Codes by which `errors` of the operations name a refusal, the most telling first; what `readError` gives where absent. */
  readonly readErrorCodes?: (answer: Readonly<Record<string, unknown>>) => readonly string[];
  /** A refresh token works until it is revoked or ends; where absent each refresh may replace it (RFC 6749 6). */
  readonly keepsRefreshToken?: true;
  /** API errors with status 401 that a new token does not mend. */
  readonly renewalIsVain?: readonly string[];
  /** Token endpoint and API errors after which only a new sign-in helps. */
  readonly reconnectErrors: readonly string[];
  /**
   * Those of them by which it says that the access itself was taken back, rather than that it ran
   * out; `invalid_grant` alone where absent (RFC 6749 5.2 has it for either).
   */
  readonly revokedErrors?: readonly string[];
  /** What a person should know of such an error, besides that they have to connect again. */
  readonly reconnectHints?: Readonly<Record<string, string>>;
  /** Revocation answers that mean the token was gone already. */
  readonly goneErrors: readonly string[];
  /** How the revocation endpoint takes the token: as bearer credential, or as RFC 7009 form. */
  readonly revocation?: "bearer" | "rfc7009";
  /** The one token that it takes; both where absent. */
  readonly revokes?: "access_token" | "refresh_token";
  /**
   * What revoking a token ends beside it: all connections that have the same token, all to the same
   * account whatever their tokens are, or nothing.
   */
  readonly sharedGrant: "token" | "account" | false;
  /** How a dry run makes up its answers: what its ids look like, with `*` for what differs, and what says that a call succeeded. */
  readonly madeUp?: {
    readonly id?: string;
    readonly body?: Readonly<Record<string, unknown>>;
  };
  /** How an operator gets a client of it; absent where there is none to get. */
  readonly setUp?: ClientSetUp;
  /** Absent where it pushes nothing to an address of the operator's app. */
  readonly webhooks?: ProviderWebhooks;
  readonly docs: string;
}

export function defineProvider<const P extends Provider>(provider: P): P {
  return provider;
}
