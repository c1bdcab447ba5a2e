import * as oauth from "oauth4webapi";
import { PatchbayError } from "../core/errors.ts";
import type { Outbound } from "../core/outbound.ts";

export interface OidcSettings {
  /** As the provider's discovery document says it, without what follows in its address. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** On the button: “Sign in with …”. */
  readonly name: string;
  /** Whoever has a verified address there comes in as a viewer, without being invited. */
  readonly domains: readonly string[];
}

/** What is kept between the way to the provider and the way back. */
export interface OidcAttempt {
  readonly nonce: string;
  readonly verifier: string;
}

/** Who the provider says it is; nothing of it is believed beyond what the token's checks hold. */
export interface OidcIdentity {
  /** Issuer and subject, which together never mean somebody else. */
  readonly subject: string;
  /** In lower case; absent where the provider does not say that it is verified. */
  readonly verifiedEmail?: string;
  readonly name?: string;
}

interface OidcOptions {
  readonly settings: OidcSettings;
  readonly redirectUri: () => string;
  readonly outbound: Outbound;
}

const timeoutMs = 10_000;

/** A request as the library hands it on. */
interface Sent {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: URLSearchParams | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Single sign-on by OpenID Connect: authorization code, PKCE, nonce, a signed id token. */
export function createOidc({ settings, redirectUri, outbound }: OidcOptions) {
  const client: oauth.Client = { client_id: settings.clientId };
  const issuer = new URL(settings.issuer);
  const reach = {
    [oauth.customFetch]: (url: string, { body, signal, ...rest }: Sent) =>
      outbound(url, {
        ...rest,
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
        timeoutMs,
      }),
    // The operator named this issuer; over plain http only what outbound lets through is reached.
    [oauth.allowInsecureRequests]: issuer.protocol === "http:",
  };
  let known: Promise<oauth.AuthorizationServer> | undefined;

  /** Asked for once; after a failure it is asked for again. */
  function server(): Promise<oauth.AuthorizationServer> {
    known ??= discover().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  }

  async function discover(): Promise<oauth.AuthorizationServer> {
    const response = await oauth.discoveryRequest(issuer, reach);
    return oauth.processDiscoveryResponse(issuer, response);
  }

  return {
    settings,
    /** Where to send the browser, and what to keep until it is back. */
    async begin(state: string): Promise<{ url: string; attempt: OidcAttempt }> {
      const { authorization_endpoint: endpoint } = await told(server());
      if (endpoint === undefined) throw refused("It has no address to sign in at.");
      const attempt = {
        nonce: oauth.generateRandomNonce(),
        verifier: oauth.generateRandomCodeVerifier(),
      };
      const url = new URL(endpoint);
      for (const [name, value] of Object.entries({
        client_id: settings.clientId,
        redirect_uri: redirectUri(),
        response_type: "code",
        scope: "openid email profile",
        state,
        nonce: attempt.nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: "S256",
      }))
        url.searchParams.set(name, value);
      return { url: url.href, attempt };
    },
    /** Who came back; throws `access/oidc-refused` where that cannot be told for certain. */
    async complete(back: URL, state: string, attempt: OidcAttempt): Promise<OidcIdentity> {
      return told(identify(await told(server()), back, state, attempt));
    },
  };

  async function identify(
    as: oauth.AuthorizationServer,
    back: URL,
    state: string,
    { nonce, verifier }: OidcAttempt,
  ): Promise<OidcIdentity> {
    const answered = oauth.validateAuthResponse(as, client, back, state);
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      client,
      authentication(as),
      answered,
      redirectUri(),
      verifier,
      reach,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(as, client, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    // Also where TLS would do (OpenID Connect Core 3.1.3.7, 6): the issuer may be plain http of a test.
    await oauth.validateApplicationLevelSignature(as, response, reach);
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    if (!claims) throw refused("It sent no id token.");
    const more =
      claims["email"] === undefined ? await userInfo(as, tokens.access_token, claims.sub) : {};
    return identityOf({ ...more, ...claims });
  }

  /** Some providers say the address only here; the subject must be the token's. */
  async function userInfo(
    as: oauth.AuthorizationServer,
    accessToken: string,
    subject: string,
  ): Promise<Record<string, unknown>> {
    if (as.userinfo_endpoint === undefined) return {};
    const response = await oauth.userInfoRequest(as, client, accessToken, reach);
    return { ...(await oauth.processUserInfoResponse(as, client, subject, response)) };
  }

  /** RFC 6749 2.3.1 prefers the header; some providers take only the body. */
  function authentication(as: oauth.AuthorizationServer): oauth.ClientAuth {
    const methods = as.token_endpoint_auth_methods_supported;
    return methods && !methods.includes("client_secret_basic")
      ? oauth.ClientSecretPost(settings.clientSecret)
      : oauth.ClientSecretBasic(settings.clientSecret);
  }
}

export type Oidc = ReturnType<typeof createOidc>;

/** What a provider claims of a person, as far as it counts here. */
export function identityOf(claims: Readonly<Record<string, unknown>>): OidcIdentity {
  const { iss, sub, email, name } = claims;
  const isVerified = claims["email_verified"] === true && typeof email === "string";
  return {
    subject: `${String(iss)} ${String(sub)}`,
    ...(isVerified ? { verifiedEmail: email.toLowerCase() } : {}),
    ...(typeof name === "string" && name.trim() ? { name: name.trim().slice(0, 100) } : {}),
  };
}

function refused(why: string, cause?: unknown): PatchbayError {
  return new PatchbayError(
    "access/oidc-refused",
    `The sign-in with the provider did not work. ${why} Try again; where it stays so, whoever runs this server finds more in its log.`,
    { cause },
  );
}

/** Says in one way what the library says in many; codes and tokens are in none of its messages. */
async function told<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof PatchbayError && error.code.startsWith("access/")) throw error;
    const why =
      error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError
        ? `It answered ${error.error}.`
        : error instanceof PatchbayError
          ? error.message
          : "Its answer could not be verified.";
    throw refused(why, error);
  }
}
