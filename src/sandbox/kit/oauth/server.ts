import { createHash, timingSafeEqual } from "node:crypto";
import { type Context, Hono } from "hono";
import type { Clock } from "../../../core/clock.ts";
import { sameOrigin } from "../same-origin.ts";
import type { SandboxUser } from "../types.ts";
import { type Authorization, judgeAuthorization } from "./authorization.ts";
import { consentPage, refusalPage } from "./consent-page.ts";
import type { OAuthFault, OAuthRules } from "./rules.ts";
import { type Code, type OAuthState, type Token, createSecret } from "./state.ts";

interface OAuthServerOptions {
  readonly rules: OAuthRules;
  readonly state: () => OAuthState;
  readonly save: () => Promise<void>;
  readonly clock: Clock;
  readonly users: readonly SandboxUser[];
  readonly redirectUris: readonly string[];
  /** CSS of the pages. */
  readonly style: string;
}

type Fields = Readonly<Record<string, string>>;

/** A refusal of the token endpoint; the rules say how it looks. */
class Fault extends Error {
  readonly fault: OAuthFault;
  constructor(fault: OAuthFault) {
    super(fault);
    this.fault = fault;
  }
}

function refuse(fault: OAuthFault): never {
  throw new Fault(fault);
}

/** An authorization server that does what RFC 6749 says, but where the provider's rules differ. */
export function createOAuthServer({
  rules,
  state,
  save,
  clock,
  users,
  redirectUris,
  style,
}: OAuthServerOptions): Hono {
  const app = new Hono();
  const judge = (parameters: Fields) =>
    judgeAuthorization(parameters, rules, state(), redirectUris);

  app.get(rules.authorizePath, (context) => {
    const judged = judge(context.req.query());
    return judged.status === "ok"
      ? consentPage(rules, judged.authorization, users, style)
      : refusalPage(rules.name, judged.error, judged.detail, style);
  });

  app.post(rules.authorizePath, sameOrigin, async (context) => {
    const form = await context.req.formData();
    const judged = judge(askedIn(form));
    if (judged.status === "refused")
      return refusalPage(rules.name, judged.error, judged.detail, style);
    const { authorization } = judged;
    const user = users.find(({ id }) => id === form.get("user"));
    if (form.get("decision") !== "allow")
      return back(context, authorization, {
        error: rules.deniedError,
        error_description: "The user denied the request",
      });
    if (!user) return refusalPage(rules.name, "invalid_request", "Choose who you are.", style);
    const scopes = grantedScopes(authorization, user, form.getAll("scope").map(String));
    rules.picker?.picked(user, form);
    const { redirectUri, codeChallenge, nonce } = authorization;
    const code: Code = {
      value: createSecret(rules.prefixes.code),
      userId: user.id,
      scopes: [...scopes],
      redirectUri,
      ...(codeChallenge === undefined ? {} : { codeChallenge }),
      ...(nonce === undefined ? {} : { nonce }),
      expiresAt: clock.now() + rules.codeLifetimeSeconds * 1000,
      used: false,
    };
    const current = state();
    current.codes = [...current.codes.filter(({ expiresAt }) => expiresAt > clock.now()), code];
    await save();
    const more = rules.callbackParameters?.(scopes) ?? {};
    return back(context, authorization, { code: code.value, ...more });
  });

  function grantedScopes(
    { scopes, optionalScopes }: Authorization,
    user: SandboxUser,
    ticked: readonly string[],
  ): readonly string[] {
    const unavailable = rules.unavailableScopes?.(user) ?? [];
    const all = [...scopes, ...optionalScopes.filter((scope) => !unavailable.includes(scope))];
    return rules.canUntick ? all.filter((scope) => ticked.includes(scope)) : all;
  }

  for (const path of rules.tokenPaths) {
    app.post(path, (context) =>
      answering(context, async () => {
        const fields = await fieldsOf(context, rules);
        authenticate(context, fields, rules, state());
        const now = clock.now();
        const origin = new URL(context.req.url).origin;
        const answer = exchange(fields, now, origin);
        await save();
        return answer;
      }),
    );
  }
  for (const path of rules.revokePaths) {
    app.post(path, (context) =>
      answering(context, async () => {
        const fields = await fieldsOf(context, rules);
        if (!rules.revokesWithoutClient) authenticate(context, fields, rules, state());
        revoke(fields["token"] ?? "", clock.now());
        await save();
        return rules.revoked();
      }),
    );
  }
  for (const path of rules.introspectPaths ?? []) {
    app.post(path, (context) =>
      answering(context, async () => {
        const fields = await fieldsOf(context, rules);
        authenticate(context, fields, rules, state());
        const now = clock.now();
        const { tokens, refreshTokens } = state();
        const token = [...tokens, ...refreshTokens].find((one) => one.value === fields["token"]);
        const living = token && isLiving(token, now) ? token : undefined;
        return rules.introspection?.(living, userOf(living?.userId), now);
      }),
    );
  }

  async function answering(
    context: Context,
    act: () => Promise<Readonly<Record<string, unknown>> | undefined>,
  ): Promise<Response> {
    try {
      const answer = await act();
      return answer === undefined ? context.body(null, 200) : context.json(answer);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const { status, body } = rules.refusal(error.fault);
      return context.json(body, status);
    }
  }

  const userOf = (id: string | undefined) => users.find((user) => user.id === id);

  function exchange(fields: Fields, now: number, origin: string) {
    const grantType = fields["grant_type"];
    if (grantType === "authorization_code") return redeem(fields, now, origin);
    if (grantType === "refresh_token") return refresh(fields, now, origin);
    return refuse("bad-grant-type");
  }

  function redeem(fields: Fields, now: number, origin: string) {
    const code = state().codes.find(({ value }) => value === fields["code"]);
    if (!code || code.used || code.expiresAt <= now) return refuse("bad-code");
    if (fields["redirect_uri"] !== code.redirectUri) refuse("bad-redirect");
    checkVerifier(code, fields["code_verifier"]);
    code.used = true;
    const { userId, scopes, nonce } = code;
    if (rules.newScopesEndOthers) endOthers(userId, scopes);
    return issue({ userId, scopes, grant: createSecret("", 9) }, { now, origin, nonce });
  }

  function endOthers(userId: string, scopes: readonly string[]): void {
    const wanted = scopes.toSorted().join(" ");
    const { tokens, refreshTokens } = state();
    for (const token of [...tokens, ...refreshTokens]) {
      const isOther = token.scopes.toSorted().join(" ") !== wanted;
      if (token.userId === userId && isOther) token.revoked = true;
    }
  }

  /** Verifiers longer than RFC 7636 4.1 allows are taken: jsforce sends 171 characters. */
  function checkVerifier({ codeChallenge }: Code, verifier: string | undefined): void {
    if (rules.pkce === "none" && verifier !== undefined) refuse("bad-verifier");
    if (rules.pkce !== "optional" || codeChallenge === undefined) return;
    const hash = createHash("sha256").update(verifier ?? "");
    if (hash.digest("base64url") !== codeChallenge) refuse("bad-verifier");
  }

  function refresh(fields: Fields, now: number, origin: string) {
    const current = state();
    const old = current.refreshTokens.find(({ value }) => value === fields["refresh_token"]);
    if (!old || !isLiving(old, now)) return refuse("bad-refresh-token");
    // The former access token dies with a refresh token that rotates.
    if (rules.refresh?.rotates) {
      for (const token of [old, ...current.tokens.filter(({ grant }) => grant === old.grant)])
        token.revoked = true;
    }
    return issue(old, { now, origin, old });
  }

  function issue(
    { userId, scopes, grant }: Pick<Token, "userId" | "scopes" | "grant">,
    about: { now: number; origin: string; old?: Token; nonce?: string | undefined },
  ) {
    const { now, origin, old, nonce } = about;
    const current = state();
    const { tokenLifetimeSeconds: expiresIn, prefixes } = rules;
    const base = { userId, scopes: [...scopes], revoked: false, grant };
    const token: Token = {
      ...base,
      value: createSecret(prefixes.access, 48),
      ...(expiresIn === undefined ? {} : { expiresAt: now + expiresIn * 1000 }),
    };
    // Those that ended long ago are forgotten; a revoked one is still known for what it is.
    const isKept = ({ expiresAt = now }: Token) => expiresAt > now - dayMs;
    current.tokens = [...current.tokens.filter(isKept), token];
    const refreshToken = refreshTokenFor(base, now, old);
    const end = refreshToken?.expiresAt;
    const user = userOf(userId);
    if (!user) return refuse("bad-code");
    return rules.answer({
      token,
      user,
      refreshing: old !== undefined,
      origin,
      now,
      ...(nonce === undefined ? {} : { nonce }),
      ...(refreshToken ? { refreshToken } : {}),
      ...(expiresIn === undefined ? {} : { expiresIn }),
      ...(end === undefined ? {} : { refreshExpiresIn: Math.floor((end - now) / 1000) }),
    });
  }

  /** The one that lives on, a new one, or none. */
  function refreshTokenFor(
    base: Omit<Token, "value" | "expiresAt">,
    now: number,
    old: Token | undefined,
  ): Token | undefined {
    const kind = rules.refresh;
    if (!kind || (kind.needsScope !== undefined && !base.scopes.includes(kind.needsScope)))
      return undefined;
    if (old && !kind.rotates) return old;
    const first = kind.keepsEnd ? old?.expiresAt : undefined;
    const lifetime = kind.lifetimeSeconds;
    const end = first ?? (lifetime === undefined ? undefined : now + lifetime * 1000);
    const token: Token = {
      ...base,
      value: createSecret(rules.prefixes.refresh, 48),
      ...(end === undefined ? {} : { expiresAt: end }),
    };
    state().refreshTokens.push(token);
    return token;
  }

  function revoke(value: string, now: number): void {
    const { tokens, refreshTokens } = state();
    const isAccess = tokens.some((token) => token.value === value);
    const one = [...tokens, ...refreshTokens].find((token) => token.value === value);
    const kind = isAccess ? "access" : "refresh";
    if (!one || !isLiving(one, now) || (rules.revokes ?? kind) !== kind) return refuse("bad-token");
    const ends = (token: Token) =>
      token === one ||
      (rules.revocationEnds === "grant" && token.grant === one.grant) ||
      (rules.revocationEnds === "all-of-user" && token.userId === one.userId);
    for (const token of [...tokens, ...refreshTokens].filter(ends)) token.revoked = true;
  }

  return app;
}

const dayMs = 86_400_000;

function isLiving({ revoked, expiresAt }: Token, now: number): boolean {
  return !revoked && (expiresAt === undefined || expiresAt > now);
}

/** The request that the consent form carries; `scope` itself is what the person left ticked. */
function askedIn(form: FormData): Fields {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith("asked_") ? [[name.slice("asked_".length), String(value)]] : [],
    ),
  );
}

function back(context: Context, { redirectUri, state }: Authorization, answer: Fields): Response {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== undefined) url.searchParams.set("state", state);
  return context.redirect(url.href, 302);
}

/** Strings only: a number in a JSON body is no parameter of OAuth. */
async function fieldsOf(context: Context, { body }: OAuthRules): Promise<Fields> {
  const type = context.req.header("content-type") ?? "";
  const isTaken = body === "json" ? type.includes("json") : type.includes("urlencoded");
  if (!isTaken) return refuse("bad-body");
  const read = body === "json" ? context.req.json() : context.req.parseBody();
  const given: unknown = await read.catch(() => refuse("bad-body"));
  if (typeof given !== "object" || given === null) return refuse("bad-body");
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
}

function authenticate(
  context: Context,
  fields: Fields,
  { clientAuthentication, clientIdParameter }: OAuthRules,
  { client }: OAuthState,
): void {
  const header = /^Basic\s+(\S+)$/i.exec(context.req.header("authorization") ?? "")?.[1];
  const basic = header === undefined ? undefined : Buffer.from(header, "base64").toString("utf8");
  const inBasic = basic?.split(":").map(formDecoded);
  const given =
    inBasic && clientAuthentication.includes("basic")
      ? inBasic
      : clientAuthentication.includes("body")
        ? [fields[clientIdParameter], fields["client_secret"]]
        : [];
  const [id = "", secret = ""] = given;
  if (id !== client.id) refuse("bad-client");
  if (!isEqual(secret, client.secret)) refuse("bad-secret");
}

/** Both halves are form-encoded (RFC 6749 2.3.1); what is no encoding stays as it is. */
function formDecoded(part: string): string {
  return new URLSearchParams(`v=${part.replaceAll("&", "%26")}`).get("v") ?? "";
}

function isEqual(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
