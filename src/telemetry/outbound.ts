import type { Outbound } from "../core/outbound.ts";
import type { Metrics } from "./metrics.ts";
import { inSpan } from "./spans.ts";

/**
 * The same way out, counted and traced: https://opentelemetry.io/docs/specs/semconv/http/http-spans/.
 * Of an address only the host is told, since path and query may hold what is private; and a provider
 * is told nothing of our traces.
 */
export function observeOutbound(outbound: Outbound, metrics: Metrics): Outbound {
  return (request, init) => {
    const { host } = new URL(request);
    const method = init?.method ?? "GET";
    const attributes = { "http.request.method": method, "server.address": host };
    return inSpan(`${method} ${host}`, { kind: "CLIENT", attributes }, async (span) => {
      const begun = performance.now();
      let status: number | "failed" = "failed";
      try {
        const response = await outbound(request, init);
        status = response.status;
        span.setAttribute("http.response.status_code", status);
        return response;
      } finally {
        metrics.sent({ host, method, status }, performance.now() - begun);
      }
    });
  };
}
