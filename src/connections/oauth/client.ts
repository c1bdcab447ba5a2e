import * as oauth from "oauth4webapi";
import type { IssuedToken, Provider } from "../../catalog/provider.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { Outbound } from "../../core/outbound.ts";
import type { ProviderEndpoints } from "../types.ts";

/** What came back, unjudged. */
export interface RawAnswer {
  readonly status: number;
  /** Absent where it was longer than {@link maxAnswerBytes}. */
  readonly body?: string;
}

/** A token answer is some 2 KB; id tokens with many claims reach 20. */
const maxAnswerBytes = 256 * 1024;

/** Shorter than the lease on a refresh, so that nobody else starts one meanwhile. */
const timeoutMs = 20_000;

/** Sends the OAuth requests of one provider; every judgement is in `answer.ts`. Throws `outbound/*`. */
export function createOAuthClient(
  provider: Provider,
  endpoints: ProviderEndpoints,
  outbound: Outbound,
) {
  const server = serverOf(provider, endpoints);
  const client = clientOf(endpoints);
  const authentication =
    provider.clientAuthentication === "client_secret_basic"
      ? basic(endpoints)
      : inBody(provider, endpoints);
  const options = {
    [oauth.customFetch]: (url: string, init: RequestInit) =>
      outbound(url, { ...asTaken(provider, init), timeoutMs }),
    // The outbound door decides which origins may be plain http.
    [oauth.allowInsecureRequests]: true,
  };
  return {
    async exchange(
      parameters: URLSearchParams,
      {
        redirectUri,
        codeVerifier,
      }: { readonly redirectUri: string; readonly codeVerifier?: string },
    ): Promise<RawAnswer> {
      return readAnswer(
        await oauth.authorizationCodeGrantRequest(
          server,
          client,
          authentication,
          parameters,
          redirectUri,
          codeVerifier ?? oauth.nopkce,
          options,
        ),
        endpoints.tokenUrl,
      );
    },
    /** As an exchange, with a code that nobody issued: what is said of it tells whether the client is known. */
    async probe(redirectUri: string): Promise<RawAnswer> {
      const parameters = {
        code: "made-up-code-of-a-test",
        redirect_uri: redirectUri,
        ...(provider.pkce ? { code_verifier: oauth.generateRandomCodeVerifier() } : {}),
      };
      return readAnswer(
        await oauth.genericTokenEndpointRequest(
          server,
          client,
          authentication,
          "authorization_code",
          parameters,
          options,
        ),
        endpoints.tokenUrl,
      );
    },
    async refresh(refreshToken: string): Promise<RawAnswer> {
      return readAnswer(
        await oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, options),
        endpoints.tokenUrl,
      );
    },
    /** Undefined where the provider has no revocation. */
    async revoke(token: string): Promise<RawAnswer | undefined> {
      if (!endpoints.revokeUrl || !provider.revocation) return undefined;
      const hint = provider.revokes;
      return readAnswer(
        provider.revocation === "bearer"
          ? await outbound(endpoints.revokeUrl, {
              method: "POST",
              headers: { authorization: `Bearer ${token}` },
              timeoutMs,
            })
          : await oauth.revocationRequest(server, client, authentication, token, {
              ...options,
              ...(hint === undefined ? {} : { additionalParameters: { token_type_hint: hint } }),
            }),
        endpoints.revokeUrl,
      );
    },
    /** Asks whose account a token is for; undefined where the provider has no such call. */
    async identify({ accessToken, instance }: IssuedToken): Promise<RawAnswer | undefined> {
      const { identity } = provider;
      if (!identity) return undefined;
      if (identity.by === "introspection") {
        const at = {
          ...server,
          introspection_endpoint: new URL(identity.path, endpoints.tokenUrl).href,
        };
        const request = oauth.introspectionRequest(
          at,
          client,
          authentication,
          accessToken,
          options,
        );
        return readAnswer(await request, at.introspection_endpoint);
      }
      const own = identity.host === undefined ? instance : `https://${identity.host}`;
      const url = new URL(identity.path, endpoints.apiBase ?? own);
      const headers = { ...endpoints.apiHeaders, authorization: `Bearer ${accessToken}` };
      return readAnswer(await outbound(url, { headers, timeoutMs }), url.href);
    },
  };
}

/** The provider in the words of oauth4webapi. */
export function serverOf(
  provider: Provider,
  endpoints: ProviderEndpoints,
): oauth.AuthorizationServer {
  return {
    // Without a known issuer a callback that carries `iss` is refused, as RFC 9207 2.4 advises.
    issuer: issuerOf(provider, endpoints) ?? endpoints.authorizeUrl,
    authorization_response_iss_parameter_supported:
      provider.issuer !== undefined && !provider.allowCallbackWithoutIssuer,
    token_endpoint: endpoints.tokenUrl,
    ...(endpoints.revokeUrl ? { revocation_endpoint: endpoints.revokeUrl } : {}),
  };
}

/** A server that stands in by configuration goes by its own name. */
export function issuerOf(provider: Provider, { authorizeUrl, tokenUrl }: ProviderEndpoints) {
  const isOwn = authorizeUrl === provider.authorizeUrl || !provider.allowCallbackWithoutIssuer;
  // Its sign-in page may stand below an address of ours; where it gives tokens is its own.
  return isOwn ? provider.issuer : new URL(tokenUrl).origin;
}

export function clientOf(endpoints: ProviderEndpoints): oauth.Client {
  return { client_id: endpoints.clientId };
}

/**
 * HTTP Basic with both parts form-encoded (RFC 6749 2.3.1). The library's own encodes `-`, `.` and
 * `_` as well, which providers that do not decode (most) take for another client.
 */
function basic({ clientId, clientSecret }: ProviderEndpoints): oauth.ClientAuth {
  const encode = (text: string) => new URLSearchParams([["", text]]).toString().slice(1);
  const credentials = Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`);
  return (_server, _client, _body, headers) =>
    headers.set("authorization", `Basic ${credentials.toString("base64")}`);
}

/** The client in the body (RFC 6749 2.3.1), by the name that the provider has for it. */
function inBody(
  { clientIdParameter = "client_id" }: Provider,
  { clientId, clientSecret }: ProviderEndpoints,
): oauth.ClientAuth {
  return (_server, _client, body) => {
    body.set(clientIdParameter, clientId);
    body.set("client_secret", clientSecret);
  };
}

/** A request of the library as this provider takes it: with its headers, and as JSON where it has that. */
function asTaken({ tokenBody, tokenHeaders }: Provider, init: RequestInit): RequestInit {
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries(tokenHeaders ?? {})) headers.set(name, value);
  if (tokenBody !== "json" || !(init.body instanceof URLSearchParams)) return { ...init, headers };
  headers.set("content-type", "application/json");
  return { ...init, headers, body: JSON.stringify(Object.fromEntries(init.body)) };
}

/** Reads an answer to its end, or to where it is too long. */
export async function readAnswer(response: Response, url: string): Promise<RawAnswer> {
  const { status } = response;
  if (!response.body) return { status, body: "" };
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body) {
      bytes += chunk.byteLength;
      // Leaving the loop cancels the body.
      if (bytes > maxAnswerBytes) return { status };
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new PatchbayError(
      "outbound/failed",
      `${new URL(url).host} did not finish its answer within ${timeoutMs} ms or broke it off.`,
      { cause },
    );
  }
  return { status, body: Buffer.concat(chunks).toString("utf8") };
}
