import * as oauth from "oauth4webapi";
import type { TokenKind } from "../../catalog/operation.ts";
import type { Provider } from "../../catalog/provider.ts";
import { createSecret } from "../../core/ids.ts";
import type { GrantedScopes } from "../../store/connections.ts";
import type { ProviderEndpoints } from "../types.ts";
import { cleanErrorCode } from "./answer.ts";
import { clientOf, serverOf } from "./client.ts";
import { atLoginHost } from "./hosts.ts";

/** What must be remembered between leaving for the provider and coming back; kept encrypted. */
export interface AttemptSecret {
  readonly state: string;
  /** RFC 7636; absent where the provider takes no PKCE. */
  readonly codeVerifier?: string;
  /** Sent again with the code, character by character the same (RFC 6749 4.1.3). */
  readonly redirectUri: string;
  readonly asked: GrantedScopes;
  /** The client it was begun with; absent in attempts of older versions. */
  readonly clientId?: string;
  /** Where the person signs in, if they chose: the code is good there only. */
  readonly loginHost?: string;
}

interface AuthorizationRequest extends Pick<AttemptSecret, "asked" | "redirectUri" | "loginHost"> {
  /** Those of the scopes that the account may be unable to grant. */
  readonly optional?: readonly string[];
  /** Whether what was granted before is to be merged in. */
  readonly widens?: boolean;
  /** Id of the account that is meant, where one is connected already. */
  readonly account?: string;
}

/** The address to send the browser to, and the secret of the attempt. */
export async function startAuthorization(
  provider: Provider,
  endpoints: ProviderEndpoints,
  { asked, optional = [], redirectUri, loginHost, widens, account }: AuthorizationRequest,
): Promise<{ readonly url: string; readonly secret: AttemptSecret }> {
  const state = createSecret();
  const codeVerifier = provider.pkce ? oauth.generateRandomCodeVerifier() : undefined;
  const url = new URL(atLoginHost(endpoints, provider, loginHost).authorizeUrl);
  const parameters = {
    ...provider.authorizeParameters,
    ...(widens ? provider.incrementalParameters : {}),
    ...(account !== undefined && provider.accountHint ? { [provider.accountHint]: account } : {}),
    ...scopeParameters(provider, asked, optional),
    response_type: "code",
    [provider.clientIdParameter ?? "client_id"]: endpoints.clientId,
    redirect_uri: redirectUri,
    state,
    ...(codeVerifier === undefined
      ? {}
      : {
          code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
          code_challenge_method: "S256",
        }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  // Not every provider reads "+" as a space; all read %20.
  url.search = url.search.replaceAll("+", "%20");
  return {
    url: url.href,
    secret: {
      state,
      ...(codeVerifier === undefined ? {} : { codeVerifier }),
      redirectUri,
      asked,
      clientId: endpoints.clientId,
      ...(loginHost === undefined ? {} : { loginHost }),
    },
  };
}

function scopeParameters(
  provider: Provider,
  asked: GrantedScopes,
  optional: readonly string[],
): Record<string, string> {
  const { optionalScopeParameter, identityScopes = [], scopeSeparator } = provider;
  const isOptional = (scope: string) =>
    optionalScopeParameter !== undefined && optional.includes(scope);
  const kinds: readonly TokenKind[] = ["bot", "user"];
  const parameters = kinds.flatMap((kind) => {
    const wanted = asked[kind] ?? [];
    const certain = wanted.filter((scope) => !isOptional(scope));
    const scopes = wanted.length ? [...new Set([...identityScopes, ...certain])] : [];
    return [
      [provider.scopeParameters[kind], scopes] as const,
      [optionalScopeParameter, wanted.filter(isOptional)] as const,
    ];
  });
  return Object.fromEntries(
    parameters.flatMap(([parameter, scopes]) =>
      parameter && scopes.length ? [[parameter, scopes.join(scopeSeparator)]] : [],
    ),
  );
}

/** The `state` a callback carries, or undefined where there is none or more than one. */
export function stateOf(callback: URL): string | undefined {
  const [state, ...more] = callback.searchParams.getAll("state");
  return more.length ? undefined : state;
}

export type Callback =
  /** Checked parameters, as the token request takes them. */
  | { readonly status: "code"; readonly parameters: URLSearchParams }
  | { readonly status: "denied" }
  | { readonly status: "failed"; readonly why: string };

/** Judges where the browser came back to: `state`, `iss` (RFC 9207), `error` and `code`. */
export function judgeCallback(
  callback: URL,
  attempt: Pick<AttemptSecret, "state">,
  provider: Provider,
  endpoints: ProviderEndpoints,
): Callback {
  try {
    const parameters = oauth.validateAuthResponse(
      serverOf(provider, endpoints),
      clientOf(endpoints),
      callback,
      attempt.state,
    );
    const [code, ...more] = parameters.getAll("code");
    return code && more.length === 0
      ? { status: "code", parameters }
      : { status: "failed", why: "it sent no code" };
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError) {
      return ["access_denied", ...(provider.deniedErrors ?? [])].includes(error.error)
        ? { status: "denied" }
        : { status: "failed", why: cleanErrorCode(error.error) };
    }
    // The library's message names the parameter; its cause holds the code and must not go on.
    if (
      error instanceof oauth.OperationProcessingError ||
      error instanceof oauth.UnsupportedOperationError
    )
      return { status: "failed", why: error.message };
    throw error;
  }
}
