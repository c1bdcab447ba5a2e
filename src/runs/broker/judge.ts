import type { Operation, TokenKind } from "../../catalog/operation.ts";
import type { Provider } from "../../catalog/provider.ts";
import type { RateClass } from "../../catalog/rate-limit.ts";
import { fitsHost } from "../../catalog/host-pattern.ts";
import { pathPattern } from "../../catalog/path-pattern.ts";
import { accountNamed, accountText } from "./account.ts";
import { carriesCredential } from "./credential-parameters.ts";
import { readTarget } from "./target.ts";

/** An operation that a run may call: the rights of a run, read with the catalog. */
export interface Grant {
  readonly operation: Operation;
  readonly token: TokenKind;
  /** Which of several accounts; absent for the default. */
  readonly account?: string;
  readonly provider: Provider;
  /** Whether its calls go to the real provider: a token of the other never goes along. */
  readonly mode: "live" | "sandbox";
  /** The limit that its calls count to, where the provider states one. */
  readonly rateClass?: RateClass;
  /** Sent with every call. */
  readonly apiHeaders: Readonly<Record<string, string>>;
  /** Origin that stands for the provider's API hosts, where it is pointed elsewhere. */
  readonly apiBase?: string;
}

/** An outbound call as the function wants it. Hostile input. */
export interface EgressCall {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: Uint8Array;
}

export type Verdict =
  | {
      readonly status: "allowed";
      readonly grant: Grant;
      /** `none` for a call that belongs to the operation but goes out without a credential. */
      readonly token: TokenKind | "none";
      /** Of the API; none for what does not go to it. */
      readonly headers: Readonly<Record<string, string>>;
      /** Where it is sent; never another path or query than was asked for. */
      readonly target: URL;
    }
  | { readonly status: "refused"; readonly why: string };

/** Whether a call is one of the granted operations, and then which; sends nothing. */
export function judge(call: EgressCall, grants: readonly Grant[]): Verdict {
  const read = readTarget(
    call.url,
    grants.flatMap(({ apiBase }) => apiBase ?? []),
    grants.map(({ operation }) => operation.request.host),
  );
  if (read.status === "refused") return read;
  const { url } = read;
  if (carriesCredential(url, call)) {
    return refused("the call carries a credential of its own. Patchbay attaches the credential.");
  }
  const named = accountNamed(call);
  if (named.status === "refused") return named;
  const { account } = named;
  const approved = grants.filter((grant) => matchesOperation(grant, call.method, url));
  const matching = approved.filter((grant) => grant.account === account);
  const grant =
    matching.find(({ operation }) => operation.request.path === url.pathname) ?? matching[0];
  if (grant) {
    const token = grant.provider.key?.kind === "none" ? "none" : grant.token;
    return allowed(grant, token, url, grant.apiHeaders);
  }
  const open = grants.find((one) => matchesUncredentialed(one, call.method, url));
  if (open) return allowed(open, "none", url, {});
  const [other] = approved;
  if (other) return refused(notWith(account, other, approved));
  const known = [...new Set(grants.map(({ operation }) => operation.id))].join(", ");
  return refused(
    `${call.method} ${url.host}${url.pathname} is not an approved operation of this function. ` +
      `Approved: ${known || "none"}.`,
  );
}

function notWith(
  account: string | undefined,
  { operation, provider }: Grant,
  approved: readonly Grant[],
): string {
  const accounts = new Set(approved.map((one) => accountText(provider.id, one.account)));
  return `${operation.id} is not approved with ${accountText(provider.id, account)}. Approved: ${[...accounts].join(", ")}.`;
}

function allowed(
  grant: Grant,
  token: TokenKind | "none",
  url: URL,
  headers: Readonly<Record<string, string>>,
): Verdict {
  const target = new URL(grant.apiBase ?? url.origin);
  target.pathname = url.pathname;
  target.search = url.search;
  return { status: "allowed", grant, token, headers, target };
}

function refused(why: string): Verdict {
  return { status: "refused", why };
}

function matchesOperation(grant: Grant, method: string, url: URL): boolean {
  const { request } = grant.operation;
  const isWay = [request, ...(request.also ?? [])].some(
    (way) =>
      way.method === method &&
      pathPattern(way.path ?? request.path, request.resources, request.shapes).test(url.pathname),
  );
  return isWay && isHost(grant, request.host, url);
}

function matchesUncredentialed(grant: Grant, method: string, url: URL): boolean {
  return (grant.operation.uncredentialed ?? []).some(
    (one) =>
      one.method === method &&
      isHost(grant, one.host, url) &&
      pathPattern(one.path).test(url.pathname),
  );
}

/** The stand-in's origin counts as the host: addresses in its answers (Slack's `upload_url`) name it. */
function isHost({ apiBase }: Grant, host: string, url: URL): boolean {
  if (url.protocol === "https:" && fitsHost(host, url.host)) return true;
  return apiBase !== undefined && url.origin === new URL(apiBase).origin;
}
