import { type Context, Hono } from "hono";
import { sameOrigin } from "../../../../sandbox/kit/same-origin.ts";
import type { ApiDependencies } from "../ground/api.ts";
import { domain, people } from "../ground/people.ts";
import { type Authorization, judgeAuthorization } from "./authorization.ts";
import { consentPage, refusalPage } from "./consent-page.ts";
import { addCode, codeLifetimeMs, revokeAllOf } from "./grants.ts";
import { publicKeys, userinfo } from "./id-token.ts";
import { isIdentity, longName } from "./scopes.ts";
import { TokenRefusal, authenticateClient, exchange } from "./token.ts";

interface OAuthDependencies extends ApiDependencies {
  readonly redirectUris: readonly string[];
}

type Fields = Readonly<Record<string, string>>;

/** Google's sign-in. https://developers.google.com/identity/protocols/oauth2/web-server */
export function createOAuth({ state, clock, redirectUris }: OAuthDependencies): Hono {
  const app = new Hono();
  const tokenOf = (context: Context) => {
    const value = /^Bearer\s+(\S+)$/i.exec(context.req.header("authorization") ?? "")?.[1];
    const token = state.current.shared.tokens.find((one) => one.value === value);
    return token && !token.revoked && token.expiresAt > clock.now() ? token : undefined;
  };

  app.get("/o/oauth2/v2/auth", (context) => {
    const judged = judgeAuthorization(context.req.query(), state.current.shared, redirectUris);
    if (judged.status === "refused") return refusalPage(judged.error, judged.detail);
    const { authorization } = judged;
    // Nobody is signed in to the stand-in, so without a page nothing can be decided.
    return authorization.prompt.includes("none")
      ? back(context, authorization, { error: "interaction_required" })
      : consentPage(authorization);
  });

  app.post("/o/oauth2/v2/auth", sameOrigin, async (context) => {
    const form = await context.req.formData();
    const { asked_scope: scope = "", ...rest } = fieldsOf(form);
    const { shared } = state.current;
    const judged = judgeAuthorization({ ...rest, scope }, shared, redirectUris);
    if (judged.status === "refused") return refusalPage(judged.error, judged.detail);
    const { authorization } = judged;
    const ticked = form.getAll("scope").map(String);
    const own = authorization.scopes.filter((one) => !isIdentity(one));
    const allowed = own.filter((one) => ticked.includes(one));
    const isNothing = own.length > 0 && allowed.length === 0;
    if (form.get("decision") !== "allow" || isNothing)
      return back(context, authorization, { error: "access_denied" });
    const person = people.find(({ id }) => id === form.get("user"));
    if (!person) return refusalPage("invalid_request", "Choose an account.");
    const before = shared.grants.find(({ userId }) => userId === person.id);
    const identity = authorization.scopes.filter(isIdentity);
    // A sign-in that names an address or a profile is an OpenID sign-in as well.
    const asked = [...(identity.length > 0 ? ["openid"] : []), ...identity, ...allowed].map(
      longName,
    );
    const scopes = [
      ...new Set([...asked, ...(authorization.includesGranted ? (before?.scopes ?? []) : [])]),
    ];
    const { value } = addCode(shared, {
      userId: person.id,
      scopes,
      redirectUri: authorization.redirectUri,
      ...(authorization.codeChallenge === undefined
        ? {}
        : { codeChallenge: authorization.codeChallenge }),
      ...(authorization.nonce === undefined ? {} : { nonce: authorization.nonce }),
      // Only the first consent of a person gives a refresh token, or one that was asked for again.
      wantsRefresh:
        authorization.wantsRefresh && (!before || authorization.prompt.includes("consent")),
      expiresAt: clock.now() + codeLifetimeMs,
    });
    await state.save();
    return back(context, authorization, {
      code: value,
      scope: scopes.join(" "),
      authuser: "0",
      hd: domain,
      prompt: "consent",
    });
  });

  app.post("/token", async (context) => {
    const { shared } = state.current;
    try {
      const fields = fieldsOf(await context.req.formData());
      authenticateClient(fields, context.req.header("authorization"), shared);
      return context.json(exchange(fields, shared, clock.now(), redirectUris));
    } catch (error) {
      if (!(error instanceof TokenRefusal)) throw error;
      const body = { error: error.code, error_description: error.message };
      return Response.json(body, { status: error.http });
    } finally {
      await state.save();
    }
  });

  app.post("/revoke", async (context) => {
    const form = await context.req.formData().catch(() => new FormData());
    const token = String(form.get("token") ?? context.req.query("token") ?? "");
    if (revokeAllOf(state.current.shared, token) === undefined)
      return context.json(
        { error: "invalid_token", error_description: "Token expired or revoked" },
        400,
      );
    await state.save();
    return context.json({});
  });

  app.get("/v1/userinfo", (context) => {
    const token = tokenOf(context);
    if (!token?.scopes.includes("openid"))
      return context.json(
        { error: "invalid_request", error_description: "Invalid Credentials" },
        401,
      );
    return context.json(userinfo(token.userId));
  });

  app.get("/tokeninfo", (context) => {
    const value = context.req.query("access_token");
    const token = state.current.shared.tokens.find((one) => one.value === value);
    if (!token || token.revoked) return context.json({ error: "invalid_token" }, 400);
    const { client } = state.current.shared;
    const expiresIn = Math.max(0, Math.round((token.expiresAt - clock.now()) / 1000));
    return context.json({
      azp: client.id,
      aud: client.id,
      sub: token.userId,
      scope: token.scopes.join(" "),
      expires_in: String(expiresIn),
    });
  });

  app.get("/oauth2/v3/certs", (context) => context.json(publicKeys(state.current.shared)));
  app.get("/.well-known/openid-configuration", (context) => {
    const { origin } = new URL(context.req.url);
    return context.json({
      issuer: "https://accounts.google.com",
      authorization_endpoint: `${origin}/o/oauth2/v2/auth`,
      token_endpoint: `${origin}/token`,
      revocation_endpoint: `${origin}/revoke`,
      userinfo_endpoint: `${origin}/v1/userinfo`,
      jwks_uri: `${origin}/oauth2/v3/certs`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      code_challenge_methods_supported: ["S256"],
    });
  });

  return app;
}

function back(context: Context, { redirectUri, state }: Authorization, answer: Fields): Response {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== undefined) url.searchParams.set("state", state);
  return context.redirect(url.href, 302);
}

function fieldsOf(form: FormData): Fields {
  return Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
}
