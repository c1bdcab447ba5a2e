import type { Outbound } from "./outbound.ts";

/**
 * Hands the calls of one origin to a handler in this process, and sends all others on. Nothing
 * listens there, so only what calls through this outbound can reach the handler.
 */
export function withLocalOrigin(
  outbound: Outbound,
  origin: string,
  handler: (request: Request) => Promise<Response>,
): Outbound {
  return (request, init = {}) => {
    const url = new URL(request);
    if (url.origin !== origin) return outbound(url, init);
    const { timeoutMs, signal, ...rest } = init;
    const signals = [
      ...(signal ? [signal] : []),
      ...(timeoutMs === undefined ? [] : [AbortSignal.timeout(timeoutMs)]),
    ];
    return handler(new Request(url, { ...rest, signal: AbortSignal.any(signals) }));
  };
}
