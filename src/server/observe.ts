import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { createId } from "../core/ids.ts";
import type { Log } from "../core/log.ts";
import { forRequest } from "../core/request-id.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { inSpan } from "../telemetry/spans.ts";

interface Observing {
  readonly metrics: Metrics;
  readonly log: Log;
  /** Whether each request is a line of the log: for programs, a person would not see the rest. */
  readonly logsRequests: boolean;
}

/**
 * Gives each request an id, which its answer, its errors and the lines of the log name; counts and
 * traces it by the pattern of its address.
 */
export function observeRequests({ metrics, log, logsRequests }: Observing): MiddlewareHandler {
  return (c, next) => {
    const id = createId("req", Date.now());
    return forRequest(id, async () => {
      const { method } = c.req;
      const begun = performance.now();
      const attributes = { "http.request.method": method, "patchbay.request.id": id };
      const options = { kind: "SERVER", attributes, headers: c.req.raw.headers } as const;
      await inSpan(method, options, async (span) => {
        await next();
        const { status } = c.res;
        const route = routePath(c);
        const ms = performance.now() - begun;
        span.updateName(`${method} ${route}`);
        span.setAttributes({ "http.route": route, "http.response.status_code": status });
        metrics.requested({ method, route, status }, ms);
        if (logsRequests)
          log.write("info", "request", { method, route, status, ms: Math.round(ms) });
      });
      c.res.headers.set("x-request-id", id);
    });
  };
}
