import { isRegisteredRedirect } from "../../../sandbox/kit/redirects.ts";
import { scopes } from "./scopes.ts";
import type { State, TokenKind } from "./state.ts";

/** What an app asks for, as its authorization request says. */
export interface Authorization {
  readonly clientId: string;
  /** As given; where left out, the first registered one is returned to. */
  readonly redirectUri: string | undefined;
  readonly returnTo: string;
  readonly bot: readonly string[];
  readonly own: readonly string[];
  readonly state: string | undefined;
}

export type JudgedAuthorization =
  | { readonly status: "ok"; readonly authorization: Authorization }
  /** Shown to the person; nobody is sent on to an address that is not registered. */
  | { readonly status: "refused"; readonly error: string; readonly detail: string };

/**
 * Judges the parameters of `/oauth/v2/authorize`. Stricter than Slack in one thing: the redirect
 * address must be a registered one to the letter.
 * https://docs.slack.dev/authentication/installing-with-oauth
 */
export function judgeAuthorization(
  parameters: Readonly<Record<string, string>>,
  { app, team }: State,
  redirectUris: readonly string[],
): JudgedAuthorization {
  const { client_id: clientId, redirect_uri: redirectUri, team: asked } = parameters;
  if (clientId !== app.clientId)
    return refused("invalid_client_id", "No app is registered under this client_id.");
  const returnTo = redirectUri ?? redirectUris[0];
  if (returnTo === undefined || !isRegisteredRedirect(returnTo, redirectUris)) {
    const known = redirectUris.join(", ") || "none";
    return refused("bad_redirect_uri", `Not a registered redirect address; there are: ${known}`);
  }
  if (asked && asked !== team.id)
    return refused("invalid_team_for_non_distributed_app", `There is only ${team.id} here.`);
  const [bot, own] = [listOf(parameters["scope"]), listOf(parameters["user_scope"])];
  const wrong = [...unknownScopes(bot, "bot"), ...unknownScopes(own, "user")];
  if (wrong.length)
    return refused("invalid_scope", `Not a scope of this kind of token: ${wrong.join(", ")}`);
  if (bot.length + own.length === 0) return refused("no_scopes", "The app asks for no scope.");
  return {
    status: "ok",
    authorization: { clientId, redirectUri, returnTo, bot, own, state: parameters["state"] },
  };
}

function refused(error: string, detail: string): JudgedAuthorization {
  return { status: "refused", error, detail };
}

function listOf(text: string | undefined): readonly string[] {
  return [...new Set((text ?? "").split(/[, ]/).filter(Boolean))];
}

/** Addresses of people are never given without the people: the pair must be asked for together. */
function unknownScopes(asked: readonly string[], kind: TokenKind): readonly string[] {
  return asked.filter(
    (scope) =>
      !scopes.get(scope)?.tokens.includes(kind) ||
      (scope === "users:read.email" && !asked.includes("users:read")),
  );
}

/** Those of the asked scopes that the person left ticked. */
export function allowedScopes(
  asked: readonly string[],
  ticked: readonly string[],
): readonly string[] {
  return asked.filter(
    (scope) =>
      ticked.includes(scope) && (scope !== "users:read.email" || ticked.includes("users:read")),
  );
}
