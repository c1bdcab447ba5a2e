import { isRegisteredRedirect } from "../redirects.ts";
import type { OAuthRules } from "./rules.ts";
import type { OAuthState } from "./state.ts";

/** What an app asks for, as its authorization request says. */
export interface Authorization {
  readonly redirectUri: string;
  /** All or nothing, but where a person can untick them. */
  readonly scopes: readonly string[];
  readonly optionalScopes: readonly string[];
  readonly state: string | undefined;
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
  /** The parameters as they came, for the form. */
  readonly parameters: Readonly<Record<string, string>>;
}

export type JudgedAuthorization =
  | { readonly status: "ok"; readonly authorization: Authorization }
  /** Shown to the person; nobody is sent on to an address that is not registered. */
  | { readonly status: "refused"; readonly error: string; readonly detail: string };

/** Judges an authorization request (RFC 6749 4.1.1) by the provider's rules. */
export function judgeAuthorization(
  parameters: Readonly<Record<string, string>>,
  rules: OAuthRules,
  { client }: OAuthState,
  redirectUris: readonly string[],
): JudgedAuthorization {
  const { redirect_uri: redirectUri = "", response_type: type = "code", state } = parameters;
  if (parameters[rules.clientIdParameter] !== client.id)
    return refused("invalid_client", `No app is registered under this ${rules.clientIdParameter}.`);
  if (!isRegisteredRedirect(redirectUri, redirectUris)) {
    const known = redirectUris.join(", ") || "none";
    return refused("redirect_uri_mismatch", `Not a registered address; there are: ${known}`);
  }
  if (type !== "code") return refused("unsupported_response_type", "response_type must be code.");
  for (const [name, value] of Object.entries(rules.authorizeParameters ?? {})) {
    if (parameters[name] !== value) return refused("invalid_request", `${name} must be ${value}.`);
  }
  const listOf = (name: string | undefined) =>
    name === undefined ? [] : (parameters[name] ?? "").split(rules.scopeSeparator).filter(Boolean);
  const scopes = rules.scopes ? [...new Set(listOf("scope"))] : [];
  const optionalScopes = listOf(rules.optionalScopeParameter);
  const unknown = [...scopes, ...optionalScopes].filter((scope) => !rules.scopes?.has(scope));
  if (unknown.length > 0) return refused("invalid_scope", `Unknown scopes: ${unknown.join(", ")}`);
  if (rules.scopes && scopes.length === 0)
    return refused("invalid_scope", "The app asks for no scope.");
  const lacking = (rules.requiredScopes ?? []).filter((scope) => !scopes.includes(scope));
  if (lacking.length > 0)
    return refused(
      "invalid_scope",
      `Authorization failed because the provided scopes are insufficient: ${lacking.join(", ")}`,
    );
  // Salesforce reads a challenge without a method as S256; RFC 7636 4.3 would have it plain.
  const method = parameters["code_challenge_method"] ?? "S256";
  const codeChallenge = rules.pkce === "optional" ? parameters["code_challenge"] : undefined;
  if (codeChallenge !== undefined && method !== "S256")
    return refused("invalid_request", "code_challenge_method must be S256.");
  return {
    status: "ok",
    authorization: {
      redirectUri,
      scopes,
      optionalScopes,
      state,
      codeChallenge,
      nonce: parameters["nonce"],
      parameters,
    },
  };
}

function refused(error: string, detail: string): JudgedAuthorization {
  return { status: "refused", error, detail };
}
