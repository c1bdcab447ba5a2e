import type { Catalog } from "../catalog/catalog.ts";
import type { Provider } from "../catalog/provider.ts";
import type { ConnectionRequestView, settlings } from "../contract/connection.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Permission } from "../permissions/compute.ts";
import type {
  ConnectionRequestStatus,
  ConnectionRequestStore,
  StoredConnectionRequest,
} from "../store/connection-requests.ts";
import type { ProviderEndpoints } from "./types.ts";

/** How it went, once a sign-in came back. */
export interface RequestOutcome {
  readonly missing?: readonly Permission[];
  readonly detail?: string;
  readonly accountLabel?: string;
  /** Each person connects their own instead. */
  readonly choseOwn?: true;
}

/** What is kept of a connection request beside its status. */
export interface RequestBody {
  readonly permissions: readonly Permission[];
  readonly outcome?: RequestOutcome;
  /** A further account: the app goes on with the one that it has. */
  readonly beside?: true;
  /** Which of several accounts is asked for, by its name. */
  readonly account?: string;
  /** What a new account will be called. */
  readonly name?: string;
  /** The connection to be renewed, where it is not the one that the app uses. */
  readonly renews?: string;
  /** Whose own account it is about; absent for one of the whole app. */
  readonly userId?: string;
  /** Whether each person may connect their own instead: nobody said whose account it is. */
  readonly offersOwn?: true;
}

export type ConnectionRequest = StoredConnectionRequest<RequestBody>;

/** Finds requests. Each throws `connection/request-not-found`. */
export function createRequestLoads(requests: Pick<ConnectionRequestStore<RequestBody>, "find">) {
  const noRequest = (requestId: string) =>
    new PatchbayError(
      "connection/request-not-found",
      `No connection request "${requestId}". Ask for the connection again in the chat.`,
    );

  async function loadAnybodys(requestId: string): Promise<ConnectionRequest> {
    const request = await requests.find(requestId);
    if (request) return request;
    throw noRequest(requestId);
  }

  return {
    loadAnybodys,
    /** One that is for the whole app, or for this person: to everybody else a person's own is not there. */
    async load(requestId: string, forUser?: string): Promise<ConnectionRequest> {
      const request = await loadAnybodys(requestId);
      const { userId } = request.body;
      if (userId === undefined || userId === forUser) return request;
      throw noRequest(requestId);
    },
  };
}

/** From where a person may still skip it. */
const open: readonly ConnectionRequestStatus[] = [
  "pending",
  "connecting",
  "denied",
  "failed",
  "closed",
  "expired",
];
/** From where a sign-in may start: anew, after one that came to nothing, or for what is still missing. */
const startable: readonly ConnectionRequestStatus[] = [...open, "partly-granted"];
/** A window that only seemed closed may still come back with a code. */
const completable: readonly ConnectionRequestStatus[] = ["connecting", "closed"];
/** What a person does with a card instead of signing in, or a window did. */
export type Settling = (typeof settlings)[number];
/** Skipping decides for the person, closing tells what a window did. */
const settleable: Readonly<Record<Settling, readonly ConnectionRequestStatus[]>> = {
  skipped: open,
  own: open,
  closed: ["pending", "connecting"],
};

/** Throws `connection/request-closed` where a sign-in cannot start from this status. */
export function requireStartable(request: ConnectionRequest): void {
  if (!startable.includes(request.status)) throw closed(request);
}

/** Throws `connection/request-closed` where a callback comes too late. */
export function requireCompletable(request: ConnectionRequest): void {
  if (!completable.includes(request.status)) throw closed(request);
}

/** Whether the request still waits for what would settle it. */
export function isSettleable({ status, body }: ConnectionRequest, to: Settling): boolean {
  return settleable[to].includes(status) && (to !== "own" || body.offersOwn === true);
}

/** Throws `connection/request-closed` where the request is decided already. */
export function requireSettleable(request: ConnectionRequest, to: Settling): void {
  if (!isSettleable(request, to)) throw closed(request);
}

function closed({ status }: ConnectionRequest): PatchbayError {
  return new PatchbayError(
    "connection/request-closed",
    `This connection request is ${status} already. Load it again, or ask for a new one in the chat.`,
    { extra: { status } },
  );
}

/** What the "Action required" card shows. */
export function requestView(
  request: ConnectionRequest,
  about: {
    readonly provider: Provider;
    readonly catalog: Catalog;
    readonly mode: ProviderEndpoints["mode"];
    readonly missing: readonly Permission[];
    /** Whether the account that is asked for is connected. */
    readonly isHeld: boolean;
    /** What a person should know before a first sign-in came back. */
    readonly detail?: string;
  },
): ConnectionRequestView {
  const { permissions, outcome } = request.body;
  const detail = outcome?.detail ?? about.detail;
  const named = new Set(permissions.map(({ connector }) => connector));
  const connectors = about.catalog.connectors.filter(
    ({ id, provider }) => provider === about.provider.id && (!named.size || named.has(id)),
  );
  return {
    id: request.id,
    provider: about.provider.id,
    providerName: about.provider.name,
    mode: about.mode,
    connectors: connectors.map(({ id, name, logo }) => ({ id, name, logo })),
    account: request.body.userId === undefined && !outcome?.choseOwn ? "shared" : "user",
    ...ownOf(request),
    ...(request.body.account === undefined ? {} : { accountName: request.body.account }),
    ...(about.isHeld && request.body.account !== undefined ? { widens: true as const } : {}),
    status: request.status,
    permissions: [...permissions],
    missing: [...new Set((outcome?.missing ?? about.missing).map(({ scope }) => scope))],
    ...(detail === undefined ? {} : { detail }),
    ...(about.provider.consentNote === undefined ? {} : { note: about.provider.consentNote }),
    ...loginHostsOf(about.provider, about.mode),
    ...(outcome?.accountLabel === undefined ? {} : { accountLabel: outcome.accountLabel }),
    ...(request.chatId === undefined ? {} : { chatId: request.chatId }),
    expiresAt: request.expiresAt,
  };
}

function ownOf(request: ConnectionRequest): Pick<ConnectionRequestView, "own"> {
  if (request.body.outcome?.choseOwn) return { own: "chosen" };
  return isSettleable(request, "own") ? { own: "offered" } : {};
}

/** A stand-in has one place to sign in. */
function loginHostsOf({ loginHosts }: Provider, mode: ProviderEndpoints["mode"]) {
  if (!loginHosts || mode === "sandbox") return {};
  const { choices, example } = loginHosts;
  return { loginHosts: { choices: choices.map(({ host, label }) => ({ host, label })), example } };
}
