import { timingSafeEqual } from "node:crypto";
import { type Context, Hono } from "hono";
import { sameOrigin } from "../../../sandbox/kit/same-origin.ts";
import type { ApiDependencies } from "./api.ts";
import { type Authorization, allowedScopes, judgeAuthorization } from "./authorization.ts";
import { consentPage, refusalPage } from "./consent-page.ts";
import { addCode, codeLifetimeMs, install, rotate, tokenFields } from "./grants.ts";
import { Refusal, refuse } from "./refusal.ts";
import type { State } from "./state.ts";

interface OAuthDependencies extends ApiDependencies {
  readonly redirectUris: readonly string[];
}

type Fields = Readonly<Record<string, string>>;

/** The consent page and the token endpoint. https://docs.slack.dev/authentication/installing-with-oauth */
export function createOAuth({ state, clock, redirectUris }: OAuthDependencies): Hono {
  const app = new Hono();

  app.get("/oauth/v2/authorize", (context) => {
    const judged = judgeAuthorization(context.req.query(), state.current, redirectUris);
    return judged.status === "ok"
      ? consentPage(state.current, judged.authorization)
      : refusalPage(judged.error, judged.detail);
  });

  app.post("/oauth/v2/authorize", sameOrigin, async (context) => {
    const form = await context.req.formData();
    const judged = judgeAuthorization(askedIn(fieldsOf(form)), state.current, redirectUris);
    if (judged.status === "refused") return refusalPage(judged.error, judged.detail);
    const { authorization } = judged;
    const ticked = (field: string) => form.getAll(field).map(String);
    const bot = allowedScopes(authorization.bot, ticked("scope"));
    const own = allowedScopes(authorization.own, ticked("user_scope"));
    const person = state.current.users.find(
      ({ id, email }) => id === form.get("user") && email !== undefined,
    );
    if (form.get("decision") !== "allow" || bot.length + own.length === 0)
      return back(context, authorization, { error: "access_denied" });
    if (!person) return refusalPage("user_not_found", "Choose who you are.");
    const { redirectUri } = authorization;
    const { code } = addCode(state.current, {
      ...(redirectUri === undefined ? {} : { redirectUri }),
      user: person.id,
      bot: [...bot],
      own: [...own],
      expiresAt: clock.now() + codeLifetimeMs,
    });
    await state.save();
    return back(context, authorization, { code });
  });

  // Errors have status 200, as with every method.
  app.post("/api/oauth.v2.access", async (context) => {
    try {
      const fields = fieldsOf(
        await context.req.formData().catch(() => refuse("invalid_form_data")),
      );
      authenticateClient(context, fields, state.current);
      const answer = exchange(fields, state.current, clock.now());
      await state.save();
      return context.json({ ok: true, ...answer });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return context.json({ ok: false, error: error.code });
    }
  });

  return app;
}

function back(context: Context, { returnTo, state }: Authorization, answer: Fields): Response {
  const url = new URL(returnTo);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== undefined) url.searchParams.set("state", state);
  return context.redirect(url.href, 302);
}

function fieldsOf(form: FormData): Fields {
  return Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
}

/** The request that the consent form carries; `scope` itself is what the person left ticked. */
function askedIn({ asked_scope: scope = "", asked_user_scope: own = "", ...rest }: Fields): Fields {
  return { ...rest, scope, user_scope: own };
}

/** By HTTP Basic or by form fields. */
function authenticateClient(context: Context, fields: Fields, { app }: State): void {
  const basic = /^Basic\s+(\S+)$/i.exec(context.req.header("authorization") ?? "")?.[1];
  const [id = "", secret = ""] =
    basic === undefined
      ? [fields["client_id"], fields["client_secret"]]
      : Buffer.from(basic, "base64").toString("utf8").split(":");
  if (id !== app.clientId) refuse("invalid_client_id");
  if (!isEqual(secret, app.clientSecret)) refuse("bad_client_secret");
}

function isEqual(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function exchange(fields: Fields, state: State, now: number) {
  if (fields["code_verifier"]) refuse("pkce_not_allowed");
  const { app, team } = state;
  const common = {
    app_id: app.id,
    team: { id: team.id, name: team.name },
    enterprise: null,
    is_enterprise_install: false,
  };
  if (fields["grant_type"] === "refresh_token") {
    const token =
      rotate(state, fields["refresh_token"] ?? "", now) ?? refuse("invalid_refresh_token");
    const bot = token.kind === "bot" ? { bot_user_id: app.botUser } : {};
    return { ...tokenFields(token), ...bot, ...common };
  }
  if (fields["grant_type"] && fields["grant_type"] !== "authorization_code")
    refuse("invalid_grant_type");
  const code = state.codes.find((one) => one.code === fields["code"]) ?? refuse("invalid_code");
  if (code.used) refuse("code_already_used");
  if (code.expiresAt <= now) refuse("invalid_code");
  if (code.redirectUri !== fields["redirect_uri"]) refuse("bad_redirect_uri");
  code.used = true;
  const { botToken, ownToken } = install(state, code, now);
  return {
    ...(botToken ? { ...tokenFields(botToken), bot_user_id: app.botUser } : {}),
    ...common,
    authed_user: { id: code.user, ...(ownToken ? tokenFields(ownToken) : {}) },
  };
}
