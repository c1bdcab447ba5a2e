import {
  type Attributes,
  type Span,
  SpanKind,
  SpanStatusCode,
  context,
  propagation,
  trace,
} from "@opentelemetry/api";

export interface SpanOptions {
  readonly kind: keyof typeof SpanKind;
  readonly attributes: Attributes;
  /** Of a request that may belong to somebody else's trace (https://www.w3.org/TR/trace-context/). */
  readonly headers?: Headers;
}

/** Does some work within a span. Costs next to nothing while no traces are exported. */
export async function inSpan<T>(
  name: string,
  { kind, attributes, headers }: SpanOptions,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const parent = headers
    ? propagation.extract(context.active(), headers, {
        get: (from, key) => from.get(key) ?? undefined,
        keys: (from) => [...from.keys()],
      })
    : context.active();
  const options = { kind: SpanKind[kind], attributes };
  return trace.getTracer("patchbay").startActiveSpan(name, options, parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      // The error's text may repeat what a person or a provider wrote.
      span.setStatus({ code: SpanStatusCode.ERROR });
      if (error instanceof Error) span.setAttribute("error.type", error.name);
      throw error;
    } finally {
      span.end();
    }
  });
}
