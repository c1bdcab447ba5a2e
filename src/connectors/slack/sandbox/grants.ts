import { createToken } from "./ids.ts";
import type { Code, State, Token, TokenKind } from "./state.ts";

export const codeLifetimeMs = 10 * 60_000;
/** https://docs.slack.dev/authentication/using-token-rotation */
const tokenLifetimeSeconds = 43_200;

/** What a person allowed, before it is exchanged. */
export function addCode(state: State, grant: Omit<Code, "code" | "used">): Code {
  const code: Code = { ...grant, code: createToken(`${state.app.clientId}.`), used: false };
  state.codes = [
    ...state.codes.filter(({ expiresAt }) => expiresAt > grant.expiresAt - 2 * codeLifetimeMs),
    code,
  ];
  return code;
}

/** Exchanges a code for tokens: one for the app, one for the person, as scopes were granted. */
export function install(state: State, { user, bot, own }: Code, now: number) {
  const botToken = bot.length
    ? issue(state, { kind: "bot", user: state.app.botUser, scopes: bot }, now)
    : undefined;
  const ownToken = own.length ? issue(state, { kind: "user", user, scopes: own }, now) : undefined;
  if (botToken) joinPublicChannels(state);
  return { botToken, ownToken };
}

/** The first post simply works: here the app is a member of every public channel. */
function joinPublicChannels({ channels, app }: State): void {
  for (const { kind, members } of channels) {
    if (kind === "public_channel" && !members.includes(app.botUser)) members.push(app.botUser);
  }
}

/** Grants add up; without rotation the same token comes again. */
function issue(
  state: State,
  { kind, user, scopes }: { kind: TokenKind; user: string; scopes: readonly string[] },
  now: number,
): Token {
  const living = state.tokens.filter(
    (token) =>
      token.kind === kind &&
      token.user === user &&
      !token.revoked &&
      (token.expiresAt === undefined || token.expiresAt > now || token.refresh?.used === false),
  );
  const union = [...new Set([...living.flatMap((token) => token.scopes), ...scopes])];
  const lasting = living.find(({ expiresAt }) => expiresAt === undefined);
  if (lasting && !state.rotation) {
    lasting.scopes = union;
    return lasting;
  }
  return addToken(state, { kind, user, scopes: union }, now);
}

function addToken(
  state: State,
  grant: Pick<Token, "kind" | "user" | "scopes">,
  now: number,
): Token {
  const prefix = grant.kind === "bot" ? "xoxb-" : "xoxp-";
  const token: Token = {
    ...grant,
    value: createToken(state.rotation ? `xoxe.${prefix}` : prefix),
    issuedAt: now,
    ...(state.rotation
      ? {
          expiresAt: now + tokenLifetimeSeconds * 1000,
          refresh: { value: createToken("xoxe-1-"), used: false },
        }
      : {}),
    revoked: false,
  };
  state.tokens.push(token);
  return token;
}

/** Each refresh token works once; undefined where this one does not. */
export function rotate(state: State, refreshToken: string, now: number): Token | undefined {
  const before = state.tokens.find(({ refresh }) => refresh?.value === refreshToken);
  if (!before?.refresh || before.refresh.used || before.revoked) return undefined;
  before.refresh.used = true;
  const { kind, user, scopes } = before;
  return addToken(state, { kind, user, scopes }, now);
}

/** A token in the members of an answer. */
export function tokenFields({ value, kind, scopes, refresh, expiresAt }: Token) {
  return {
    access_token: value,
    token_type: kind,
    scope: scopes.join(","),
    ...(refresh && expiresAt !== undefined
      ? { refresh_token: refresh.value, expires_in: tokenLifetimeSeconds }
      : {}),
  };
}
