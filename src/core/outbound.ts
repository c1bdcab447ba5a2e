import { PatchbayError } from "./errors.ts";
import { isPublicAddress, literalAddress, notPublic } from "./public-address.ts";

/** `fetch` as every outbound request of the product uses it. */
export type Outbound = (request: string | URL, init?: OutboundInit) => Promise<Response>;

export interface OutboundInit extends RequestInit {
  /** Ends the request, body included. */
  readonly timeoutMs?: number;
  /**
   * For a caller whose signal ends it in time anyway. A timer holds what belongs to its request
   * until it is due: at thousands of requests a second that is most of the host's memory.
   */
  readonly skipTimeout?: boolean;
  readonly duplex?: "half";
}

const defaultTimeoutMs = 30_000;

/**
 * The one door out. `https` to the public internet everywhere; plain `http` and private addresses
 * only to the origins named here (sandbox providers on loopback, a local model server). Redirects are handed back, never followed: a
 * credential must not travel to a host nobody named.
 */
export function createOutbound(options: {
  /** Reaches public addresses only, whatever a name stands for. */
  readonly fetch: typeof fetch;
  /** Reaches the origins that are named; as `fetch` where absent. */
  readonly fetchNamed?: typeof fetch;
  readonly allowInsecureOrigin: (origin: string) => boolean;
}): Outbound {
  return async (request, init = {}) => {
    const url = new URL(request);
    if (url.username || url.password) {
      throw new PatchbayError(
        "outbound/refused",
        `${url.host}: an address must not carry a user name or password.`,
      );
    }
    const isNamed = options.allowInsecureOrigin(url.origin);
    if (url.protocol !== "https:" && !(url.protocol === "http:" && isNamed)) {
      throw new PatchbayError(
        "outbound/refused",
        `${url.origin}: only https is allowed to this address.`,
      );
    }
    const address = literalAddress(url.hostname);
    if (!isNamed && address !== undefined && !isPublicAddress(address)) throw notPublic(address);
    const { timeoutMs = defaultTimeoutMs, skipTimeout = false, signal, ...rest } = init;
    const limit = signal && skipTimeout ? undefined : AbortSignal.timeout(timeoutMs);
    try {
      return await (isNamed ? (options.fetchNamed ?? options.fetch) : options.fetch)(url, {
        ...rest,
        redirect: "manual",
        signal: signal && limit ? AbortSignal.any([signal, limit]) : (limit ?? signal ?? null),
      });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      const inner = cause instanceof Error ? cause.cause : undefined;
      for (const one of [cause, inner]) if (one instanceof PatchbayError) throw one;
      const why = limit?.aborted ? `no answer within ${timeoutMs} ms` : reason(cause);
      throw new PatchbayError("outbound/failed", `${url.host} could not be reached: ${why}.`, {
        cause,
      });
    }
  };
}

function reason(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message : String(inner);
}
