import { registerTelemetry } from "ai";
import type { Metrics } from "./metrics.ts";

interface TraceSettings {
  /** Base address of a collector that takes OTLP over HTTP. */
  readonly endpoint?: string | undefined;
  readonly serviceName: string;
  readonly version: string;
}

/**
 * Counts what models use, and sends traces to a collector where one is set. It is of the whole
 * process, so the command that serves begins it, once. What models were told and said stays out:
 * each call of theirs says so (`recordInputs`, `recordOutputs`).
 */
export async function startTelemetry(
  { endpoint, serviceName, version }: TraceSettings,
  metrics: Metrics,
): Promise<{ close(): Promise<void> }> {
  metrics.watchProcess();
  registerTelemetry({
    onLanguageModelCallEnd: ({ modelId, usage }) =>
      metrics.usedModel(modelId, usage.inputTokens ?? 0, usage.outputTokens ?? 0),
  });
  if (endpoint === undefined) return { close: async () => {} };
  // Most servers do without these, and start sooner.
  const [{ OpenTelemetry }, { OTLPTraceExporter }, { resourceFromAttributes }, sdk, names] =
    await Promise.all([
      import("@ai-sdk/otel"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
      import("@opentelemetry/sdk-trace-node"),
      import("@opentelemetry/semantic-conventions"),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({
      [names.ATTR_SERVICE_NAME]: serviceName,
      [names.ATTR_SERVICE_VERSION]: version,
    }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });
  provider.register();
  registerTelemetry(new OpenTelemetry());
  return { close: () => provider.shutdown() };
}
