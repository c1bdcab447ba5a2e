import type { Catalog } from "../catalog/catalog.ts";
import type { TokenKind } from "../catalog/operation.ts";
import type { Account, Provider, TokenAnswer } from "../catalog/provider.ts";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Outbound } from "../core/outbound.ts";
import type { Permission } from "../permissions/compute.ts";
import type {
  ConnectionMode,
  ConnectionStore,
  GrantedScopes,
  StoredConnection,
} from "../store/connections.ts";
import { judgeIdentity, judgeTokens } from "./oauth/answer.ts";
import { type AttemptSecret, judgeCallback } from "./oauth/authorization.ts";
import { keepConnection } from "./keep.ts";
import { createOAuthClient } from "./oauth/client.ts";
import { atLoginHost, isOwnInstance } from "./oauth/hosts.ts";
import { judgeIdToken } from "./oauth/id-token.ts";
import type { RequestOutcome } from "./requests.ts";
import { missingFrom } from "./scopes.ts";
import { type TokenCipher, type Tokens, storedToken } from "./tokens.ts";
import type { ProviderEndpoints } from "./types.ts";

interface SignInDeps {
  readonly catalog: Catalog;
  readonly connections: ConnectionStore;
  readonly cipher: TokenCipher;
  readonly clock: Clock;
  readonly outbound: Outbound;
}

/** How a sign-in ended; none of these is a fault of ours. */
export interface EndedSignIn {
  readonly status: "granted" | "partly-granted" | "denied" | "failed";
  readonly outcome: RequestOutcome;
}

/** Judges a callback whose `state` was ours, gets the tokens and stores them. */
export async function finishSignIn(
  deps: SignInDeps,
  back: {
    readonly provider: Provider;
    readonly endpoints: ProviderEndpoints;
    readonly callback: URL;
    readonly secret: AttemptSecret;
    readonly permissions: readonly Permission[];
    /** The app goes on with the account that it has. */
    readonly beside: boolean;
    /** Whose it becomes; the whole app's where it is nobody's. */
    readonly userId: string | undefined;
    /** What a new account is called. */
    readonly name: string | undefined;
    /** Which of several accounts was asked for, by its name: signing in gives it. */
    readonly meant: string | undefined;
    /** Throws where somebody decided otherwise while the provider was asked. */
    readonly requireWanted: () => Promise<void>;
  },
): Promise<EndedSignIn> {
  const { provider, endpoints, callback, secret, permissions, meant, userId } = back;
  const name = back.name ?? meant;
  // Functions that name no account go on with the one that they have.
  const beside =
    back.beside || (meant !== undefined && (await hasOther(deps.connections, provider.id, meant)));
  // A code is good where it was issued; elsewhere it, and what proves it, would be told to a stranger.
  if (secret.clientId !== undefined && secret.clientId !== endpoints.clientId)
    return failed(provider, "its set-up was changed in between");
  const judged = judgeCallback(callback, secret, provider, endpoints);
  if (judged.status === "denied") {
    const detail = `Access was denied at ${provider.name}. Connect again to allow it, or skip.`;
    return { status: "denied", outcome: { detail } };
  }
  if (judged.status === "failed") return failed(provider, judged.why);
  const chosen = atLoginHost(endpoints, provider, secret.loginHost);
  const client = createOAuthClient(provider, chosen, deps.outbound);
  const raw = await client.exchange(judged.parameters, secret).catch(messageOf);
  if (typeof raw === "string") return failed(provider, raw);
  const tokens = judgeTokens(raw, provider);
  if (tokens.status === "refused") return failed(provider, tokens.error);
  if (tokens.status === "unexpected") return failed(provider, `it answered with ${tokens.why}`);
  const { answer } = tokens;
  if (answer.tokens.some(({ instance }) => !isOwnInstance(provider, endpoints, instance)))
    return failed(provider, "it named an address for its API that is not its own");
  const named = await accountByCall(client, answer, provider);
  const whose = named
    ? { account: named }
    : accountOf(answer, provider, endpoints, deps.clock.now());
  if ("why" in whose) return failed(provider, whose.why);
  await back.requireWanted();
  const { account } = whose;
  const { asked, loginHost } = secret;
  const { mode } = endpoints;
  const kept = { provider, mode, account, answer, asked, loginHost, beside, name, userId };
  const connection = await store(deps, kept);
  if (meant !== undefined) {
    const other = await otherOfName(deps, connection, meant);
    if (other) {
      const { label } = connection.account;
      const why = `${label} is not the account "${meant}", which is ${other}; choose that one`;
      const { status, outcome } = failed(provider, why);
      return { status, outcome: { ...outcome, accountLabel: label } };
    }
  }
  const missing = missingFrom(connection, permissions, deps.catalog);
  const accountLabel = connection.account.label;
  if (missing.length === 0) return { status: "granted", outcome: { missing, accountLabel } };
  const detail = partlyGrantedDetail(provider, missing);
  return { status: "partly-granted", outcome: { missing, accountLabel, detail } };
}

/** Whether the default is another account than the one of this name. */
async function hasOther(
  connections: ConnectionStore,
  provider: string,
  name: string,
): Promise<boolean> {
  const usual = await connections.current(provider);
  return usual !== undefined && usual.id !== (await connections.current(provider, { name }))?.id;
}

/** Gives the account the name where nobody has it; whose it is where somebody has. */
async function otherOfName(
  { connections }: SignInDeps,
  connection: StoredConnection,
  name: string,
): Promise<string | undefined> {
  const { provider } = connection;
  if (!(await connections.current(provider, { name }))) await connections.rename(connection, name);
  const meant = await connections.current(provider, { name });
  return meant?.id === connection.id ? undefined : meant?.account.label;
}

/** Whose account it is, where the provider has a call that says so; a failure of it leaves what the answer says. */
async function accountByCall(
  client: ReturnType<typeof createOAuthClient>,
  { tokens: [token] }: TokenAnswer,
  provider: Provider,
): Promise<Account | undefined> {
  const raw = token && (await client.identify(token).catch(messageOf));
  return raw === undefined || typeof raw === "string" ? undefined : judgeIdentity(raw, provider);
}

function accountOf(
  { account, idToken }: TokenAnswer,
  provider: Provider,
  endpoints: ProviderEndpoints,
  now: number,
): { readonly account: Account } | { readonly why: string } {
  if (account) return { account };
  if (!provider.usesIdToken || idToken === undefined)
    return { why: "it did not say whose account it is" };
  return judgeIdToken(idToken, provider, endpoints, now);
}

function failed(provider: Provider, why: string): EndedSignIn {
  const detail = `${provider.name} did not complete the sign-in: ${why.replace(/\.$/, "")}. Connect again.`;
  return { status: "failed", outcome: { detail } };
}

function messageOf(error: unknown): string {
  if (error instanceof PatchbayError) return error.message;
  throw error;
}

/** What a person reads where less was granted than asked. */
function partlyGrantedDetail(provider: Provider, missing: readonly Permission[]): string {
  const sentences = [...new Set(missing.map(({ sentence }) => `“${sentence}”`))].join(", ");
  const steps = [...new Set(missing.flatMap(({ neededBy }) => neededBy.map(({ step }) => step)))];
  const cannot = steps.length
    ? ` Without it ${steps.length === 1 ? "this step" : "these steps"} cannot work: ${steps.join(", ")}.`
    : "";
  return `${provider.name} did not grant ${sentences}.${cannot} Connect again to allow it.`;
}

/** A successful answer to a code, and what had been asked for. */
interface SignIn {
  readonly provider: Provider;
  readonly mode: ConnectionMode;
  readonly account: Account;
  readonly answer: TokenAnswer;
  /** Where an answer names no scopes, these were granted (RFC 6749 5.1). */
  readonly asked: GrantedScopes;
  readonly loginHost: string | undefined;
  readonly beside: boolean;
  readonly userId: string | undefined;
  readonly name: string | undefined;
}

/** Stores the tokens of a sign-in: they are replaced by kind, and one that was not asked for this time keeps its own. */
async function store(
  deps: SignInDeps,
  { answer, asked, loginHost, ...kept }: SignIn,
): Promise<StoredConnection> {
  const merge = (before: Tokens, keepRefresh: boolean): Tokens => {
    const issued = answer.tokens.map((token): [TokenKind, Tokens[TokenKind]] => {
      const refreshToken = keepRefresh ? before[token.kind]?.refreshToken : undefined;
      const known = {
        scopes: [...(asked[token.kind] ?? [])],
        ...(refreshToken === undefined ? {} : { refreshToken }),
        ...(loginHost === undefined ? {} : { loginHost }),
      };
      const narrowed = before[token.kind]?.narrowed ? { narrowed: true } : {};
      return [token.kind, { ...storedToken(token, known, deps.clock.now()), ...narrowed }];
    });
    return { ...before, ...Object.fromEntries(issued) };
  };
  return keepConnection(deps, kept, merge);
}
