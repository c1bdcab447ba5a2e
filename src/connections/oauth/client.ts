import * as oauth from "oauth4webapi";
import type { Provider } from "../../catalog/provider.ts";
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
      : oauth.ClientSecretPost(endpoints.clientSecret);
  const options = {
    [oauth.customFetch]: (url: string, init: RequestInit) => outbound(url, { ...init, timeoutMs }),
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
      return read(
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
    async refresh(refreshToken: string): Promise<RawAnswer> {
      return read(
        await oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, options),
        endpoints.tokenUrl,
      );
    },
    /** Undefined where the provider has no revocation. */
    async revoke(token: string): Promise<RawAnswer | undefined> {
      if (!endpoints.revokeUrl || !provider.revocation) return undefined;
      return read(
        provider.revocation === "bearer"
          ? await outbound(endpoints.revokeUrl, {
              method: "POST",
              headers: { authorization: `Bearer ${token}` },
              timeoutMs,
            })
          : await oauth.revocationRequest(server, client, authentication, token, options),
        endpoints.revokeUrl,
      );
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
export function issuerOf(provider: Provider, { authorizeUrl }: ProviderEndpoints) {
  const isOwn = authorizeUrl === provider.authorizeUrl || !provider.allowCallbackWithoutIssuer;
  return isOwn ? provider.issuer : new URL(authorizeUrl).origin;
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

async function read(response: Response, url: string): Promise<RawAnswer> {
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
