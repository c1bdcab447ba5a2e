import { z } from "zod";
import type { TokenKind } from "../../catalog/operation.ts";
import type { Account, IssuedToken, Provider, TokenAnswer } from "../../catalog/provider.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { RawAnswer } from "./client.ts";

export type JudgedTokens =
  | { readonly status: "tokens"; readonly answer: TokenAnswer }
  /** The provider said no, with its error code. */
  | { readonly status: "refused"; readonly error: string }
  /** Neither tokens nor an error: nothing is known about the grant. */
  | { readonly status: "unexpected"; readonly why: string };

/** Judges an answer of the token endpoint. No part of the answer but an error code gets into a text. */
export function judgeTokens(
  raw: RawAnswer,
  provider: Provider,
  refreshing?: TokenKind,
): JudgedTokens {
  if (raw.status === 429 || raw.status >= 500) return unexpected(`status ${raw.status}`);
  const json = jsonOf(raw);
  if ("why" in json) return unexpected(json.why);
  const error = errorOf(raw, json.value, provider);
  if (error !== undefined) return { status: "refused", error };
  if (!isSuccess(raw)) return unexpected(`status ${raw.status} without an error code`);
  const answer = readTokens(provider, json.value, refreshing);
  if (!answer) return unexpected("an answer whose tokens cannot be read");
  if (answer.tokens.length === 0) return unexpected("an answer without an access token");
  return { status: "tokens", answer };
}

export type JudgedRefresh =
  | { readonly status: "renewed"; readonly token: IssuedToken }
  /** Only a new sign-in helps. */
  | { readonly status: "reconnect-needed"; readonly error: string };

/**
 * Judges an answer to a refresh. Throws `oauth/refused` where the operator's settings are at fault
 * and `oauth/unexpected-answer` where nothing is known about the grant: it may well be alive.
 */
export function judgeRefresh(raw: RawAnswer, provider: Provider, kind: TokenKind): JudgedRefresh {
  const judged = judgeTokens(raw, provider, kind);
  if (judged.status === "refused") {
    const { error } = judged;
    if (error === "invalid_grant" || provider.reconnectErrors.includes(error))
      return { status: "reconnect-needed", error };
    throw new PatchbayError(
      "oauth/refused",
      `${provider.name} refused to renew the connection (${error}). Try again; if it stays so, check its client under Settings.`,
    );
  }
  const token =
    judged.status === "tokens"
      ? judged.answer.tokens.find((issued) => issued.kind === kind)
      : undefined;
  if (token) return { status: "renewed", token };
  const why = judged.status === "unexpected" ? judged.why : `an answer without a ${kind} token`;
  throw new PatchbayError(
    "oauth/unexpected-answer",
    `${provider.name} answered the renewal of the connection with ${why}. Try again later.`,
  );
}

/** The account that an answer to the identity call names; undefined where it is no such answer. */
export function judgeIdentity(raw: RawAnswer, provider: Provider): Account | undefined {
  const json = jsonOf(raw);
  if (!isSuccess(raw) || "why" in json || provider.readError(json.value) !== undefined)
    return undefined;
  try {
    return accountShape.safeParse(provider.identity?.read(json.value)).data;
  } catch {
    // What a reader throws may quote the answer.
    return undefined;
  }
}

export type JudgedCheck =
  | { readonly status: "works" }
  /** The token is refused: a new one may be taken. */
  | { readonly status: "stale" }
  | { readonly status: "unclear"; readonly why: string };

/** Judges an answer to a call that only looks whether a token works, as the broker judges those of a run. */
export function judgeCheck(raw: RawAnswer, provider: Provider): JudgedCheck {
  const json = jsonOf(raw);
  const error = "value" in json ? provider.readError(json.value) : undefined;
  const isVain = error !== undefined && provider.renewalIsVain?.includes(error) === true;
  const isRefused = raw.status === 401 || provider.reconnectErrors.includes(error ?? "");
  if (isRefused && !isVain) return { status: "stale" };
  // RFC 7662 2.2: of a token that is over it says just that.
  if (
    "value" in json &&
    provider.identity?.by === "introspection" &&
    json.value["active"] === false
  )
    return { status: "stale" };
  if (error !== undefined && !isVain)
    return { status: "unclear", why: `it answered ${cleanErrorCode(error)}` };
  return isSuccess(raw) || isVain
    ? { status: "works" }
    : { status: "unclear", why: `it answered with status ${raw.status}` };
}

export type JudgedRevocation =
  | { readonly status: "revoked" }
  /** `isOwed` where it may well succeed another time. */
  | { readonly status: "failed"; readonly why: string; readonly isOwed: boolean };

/** Judges an answer of the revocation endpoint; a token that was gone already is revoked. */
export function judgeRevocation(raw: RawAnswer, provider: Provider): JudgedRevocation {
  const isOwed = raw.status === 429 || raw.status >= 500;
  const json = jsonOf(raw);
  const error = "value" in json ? errorOf(raw, json.value, provider) : undefined;
  if (error !== undefined) {
    return provider.goneErrors.includes(error)
      ? { status: "revoked" }
      : { status: "failed", why: error, isOwed };
  }
  // RFC 7009 2.2: the body of a success is to be ignored, and is mostly empty.
  return isSuccess(raw)
    ? { status: "revoked" }
    : { status: "failed", why: `status ${raw.status}`, isOwed };
}

/**
 * An error code as it may be shown and stored. Providers use plain words; anything else could be
 * markup, a sentence to be believed, or a token echoed back.
 */
export function cleanErrorCode(code: string): string {
  return /^(?:[a-z_.]{1,64}|[A-Z_]{1,64})$/.test(code) ? code : "an error code that is no word";
}

const b68 = /^[\x21-\x7e]+$/; // what a header can carry; RFC 6750 2.1 is narrower, providers are not
const tenYearsInSeconds = 10 * 365 * 24 * 60 * 60;

const accountShape = z.object({ id: z.string().min(1), label: z.string() });

/** What a provider's reader made of an answer it does not control. */
const tokenAnswer = z.object({
  tokens: z.array(
    z.object({
      kind: z.enum(["bot", "user"]),
      accessToken: z.string().regex(b68),
      refreshToken: z.string().min(1).optional(),
      expiresIn: z.number().nonnegative().max(tenYearsInSeconds).optional(),
      refreshExpiresIn: z.number().nonnegative().max(tenYearsInSeconds).optional(),
      instance: z.url().optional(),
      scopes: z.array(z.string()).optional(),
    }),
  ),
  account: accountShape.optional(),
  idToken: z.string().optional(),
});

function readTokens(
  provider: Provider,
  json: Readonly<Record<string, unknown>>,
  refreshing: TokenKind | undefined,
): TokenAnswer | undefined {
  try {
    const answer = provider.readTokens(json, refreshing);
    return tokenAnswer.safeParse(answer).success ? answer : undefined;
  } catch {
    // What a reader throws may quote the answer.
    return undefined;
  }
}

function errorOf(
  raw: RawAnswer,
  json: Readonly<Record<string, unknown>>,
  provider: Provider,
): string | undefined {
  const said = provider.readError(json);
  if (said !== undefined) return cleanErrorCode(said);
  const standard = json["error"]; // RFC 6749 5.2
  return !isSuccess(raw) && typeof standard === "string" ? cleanErrorCode(standard) : undefined;
}

function jsonOf(
  raw: RawAnswer,
): { readonly value: Readonly<Record<string, unknown>> } | { readonly why: string } {
  if (raw.body === undefined) return { why: "an answer that is too long" };
  try {
    const value: unknown = JSON.parse(raw.body);
    if (isObject(value)) return { value };
  } catch {
    // A parser's message quotes the text.
  }
  return { why: `status ${raw.status} with something that is no JSON object` };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSuccess({ status }: RawAnswer): boolean {
  return status >= 200 && status < 300;
}

function unexpected(why: string): JudgedTokens {
  return { status: "unexpected", why };
}
