import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

/** What an app has at this moment, by state. */
export interface AppCounts {
  readonly deliveries: () => Promise<Readonly<Record<string, number>>>;
  readonly connections: () => Promise<Readonly<Record<string, number>>>;
}

/** In seconds: from a read of the database to a function that waits for a provider. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** Series of hosts; a maker may add any, and each is kept by whoever collects. */
const maxHosts = 200;

/**
 * Figures of this process for Prometheus, named as it wants them:
 * https://prometheus.io/docs/practices/naming/. No label holds what a person wrote.
 */
export function createMetrics(version: string) {
  const registry = new Registry();
  const registers = [registry];
  const apps = new Set<AppCounts>();
  const hosts = new Set<string>();
  const requests = new Histogram({
    name: "patchbay_http_request_duration_seconds",
    help: "Requests that were answered, up to the head of the answer",
    labelNames: ["method", "route", "status"],
    buckets,
    registers,
  });
  const runs = new Histogram({
    name: "patchbay_run_duration_seconds",
    help: "Runs of functions, by how they ended",
    labelNames: ["status", "kind"],
    buckets,
    registers,
  });
  const outbound = new Histogram({
    name: "patchbay_outbound_request_duration_seconds",
    help: "Requests to providers and models, up to the head of the answer",
    labelNames: ["host", "method", "status"],
    buckets,
    registers,
  });
  const modelTokens = new Counter({
    name: "patchbay_model_tokens_total",
    help: "Tokens that models were given and gave",
    labelNames: ["model", "direction"],
    registers,
  });
  new Gauge({
    name: "patchbay_build_info",
    help: "1, with the version as its label",
    labelNames: ["version"],
    registers,
  }).set({ version }, 1);
  counted("patchbay_deliveries", "Starts of automations, by state", "deliveries");
  counted("patchbay_connections", "Connected accounts, by state", "connections");

  function counted(name: string, help: string, of: keyof AppCounts): void {
    const gauge: Gauge<"status"> = new Gauge({
      name,
      help,
      labelNames: ["status"],
      registers: [],
      async collect() {
        gauge.reset();
        const all = await Promise.all([...apps].map((app) => app[of]()));
        for (const [status, count] of all.flatMap((one) => Object.entries(one)))
          gauge.inc({ status }, count);
      },
    });
    registry.registerMetric(gauge);
  }

  function hostLabel(host: string): string {
    if (hosts.size < maxHosts) hosts.add(host);
    return hosts.has(host) ? host : "other";
  }

  return {
    contentType: registry.contentType,
    /** As text, for `/metrics`. */
    read: () => registry.metrics(),
    /** Memory, event loop and garbage collection of this process too. */
    watchProcess: () => collectDefaultMetrics({ register: registry }),
    /** Counts an app at each reading, until what it answers is called. */
    addApp(app: AppCounts): () => void {
      apps.add(app);
      return () => void apps.delete(app);
    },
    requested(labels: { method: string; route: string; status: number }, ms: number): void {
      requests.observe(labels, ms / 1000);
    },
    ran(labels: { status: string; kind: "run" | "dry-run" }, ms: number): void {
      runs.observe(labels, ms / 1000);
    },
    sent(labels: { host: string; method: string; status: number | "failed" }, ms: number): void {
      outbound.observe({ ...labels, host: hostLabel(labels.host) }, ms / 1000);
    },
    usedModel(model: string, input: number, output: number): void {
      modelTokens.inc({ model, direction: "input" }, input);
      modelTokens.inc({ model, direction: "output" }, output);
    },
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
