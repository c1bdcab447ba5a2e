import { isRegisteredRedirect } from "../../../../sandbox/kit/redirects.ts";
import type { Shared } from "../ground/state.ts";
import { isIdentity, sentenceOf } from "./scopes.ts";

/** What an app asks for, as its authorization request says. */
export interface Authorization {
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  readonly prompt: readonly string[];
  readonly wantsRefresh: boolean;
  readonly includesGranted: boolean;
  /** Address or id of the account that is meant. */
  readonly loginHint: string | undefined;
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
  /** The parameters as they came, for the form. */
  readonly parameters: Readonly<Record<string, string>>;
}

export type JudgedAuthorization =
  | { readonly status: "ok"; readonly authorization: Authorization }
  /** Shown to the person; nobody is sent on to an address that is not registered. */
  | { readonly status: "refused"; readonly error: string; readonly detail: string };

/** Judges the parameters. https://developers.google.com/identity/protocols/oauth2/web-server#creatingclient */
export function judgeAuthorization(
  parameters: Readonly<Record<string, string>>,
  { client }: Shared,
  redirectUris: readonly string[],
): JudgedAuthorization {
  const {
    client_id: clientId,
    redirect_uri: redirectUri = "",
    response_type: responseType,
    scope = "",
    code_challenge: codeChallenge,
    code_challenge_method: challengeMethod,
    access_type: accessType = "online",
  } = parameters;
  if (clientId !== client.id) return refused("invalid_client", "The OAuth client was not found.");
  if (!isRegisteredRedirect(redirectUri, redirectUris)) {
    const known = redirectUris.join(", ") || "none";
    return refused(
      "redirect_uri_mismatch",
      `Not a registered redirect address; there are: ${known}`,
    );
  }
  if (responseType !== "code") return refused("invalid_request", "response_type must be code.");
  if (!["online", "offline"].includes(accessType))
    return refused("invalid_request", `Invalid parameter value for access_type: ${accessType}`);
  if (codeChallenge !== undefined && challengeMethod !== "S256")
    return refused("invalid_request", "code_challenge_method must be S256.");
  const scopes = [...new Set(scope.split(" ").filter(Boolean))];
  if (scopes.length === 0) return refused("invalid_request", "Missing required parameter: scope");
  const unknown = scopes.filter((one) => !isIdentity(one) && sentenceOf(one) === undefined);
  if (unknown.length > 0)
    return refused("invalid_scope", `Some requested scopes were invalid: ${unknown.join(", ")}`);
  return {
    status: "ok",
    authorization: {
      redirectUri,
      scopes,
      state: parameters["state"],
      prompt: (parameters["prompt"] ?? "").split(" ").filter(Boolean),
      wantsRefresh: accessType === "offline",
      includesGranted: parameters["include_granted_scopes"] === "true",
      loginHint: parameters["login_hint"],
      codeChallenge,
      nonce: parameters["nonce"],
      parameters,
    },
  };
}

function refused(error: string, detail: string): JudgedAuthorization {
  return { status: "refused", error, detail };
}
