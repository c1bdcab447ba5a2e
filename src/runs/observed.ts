import { context, trace } from "@opentelemetry/api";
import type { Metrics } from "../telemetry/metrics.ts";
import type { Broker } from "./broker/broker.ts";
import type { Runner } from "./deno/runner.ts";

/** The same runner, whose runs are counted and traced. */
export function observeRunner(runner: Runner, metrics: Metrics): Runner {
  return {
    run(options) {
      const { target, rights } = options;
      const kind = rights.dryRun ? "dry-run" : "run";
      const attributes = {
        "patchbay.function": target.function,
        "patchbay.function.version": target.version,
        "patchbay.run.id": rights.runId,
        "patchbay.run.kind": kind,
      };
      const span = trace.getTracer("patchbay").startSpan(`run ${target.function}`, { attributes });
      const running = context.with(trace.setSpan(context.active(), span), () =>
        runner.run(options),
      );
      void running.done.then(({ status, ms }) => {
        span.setAttribute("patchbay.run.status", status).end();
        metrics.ran({ status, kind }, ms);
      });
      return running;
    },
  };
}

/** Frames of a function come from its process, outside of all traces: its calls belong to its run. */
export function observeBroker(broker: Broker): Broker {
  return {
    open(...given) {
      const egress = broker.open(...given);
      const run = context.active();
      return { ...egress, call: (...call) => context.with(run, () => egress.call(...call)) };
    },
  };
}
