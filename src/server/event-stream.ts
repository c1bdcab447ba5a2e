interface StreamedEvent {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

/** How often a silent stream says that it is still there; proxies cut silent connections. */
const heartbeatMs = 15_000;
const encoder = new TextEncoder();

/** Events as browsers read them: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function eventStream(
  events: ReadableStream<StreamedEvent>,
  everyMs: number = heartbeatMs,
): Response {
  const reader = events.getReader();
  let heartbeat: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // At once as well, so that the head goes out before anything happens.
      controller.enqueue(encoder.encode(":\n\n"));
      heartbeat = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(":\n\n"));
      }, everyMs).unref();
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) {
        clearInterval(heartbeat);
        controller.close();
        return;
      }
      const { id, event, data } = value;
      // JSON has no line break outside of its texts, and writes those in them as \n.
      const text = `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
      controller.enqueue(encoder.encode(text));
    },
    cancel(reason) {
      clearInterval(heartbeat);
      return reader.cancel(reason);
    },
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-cache" },
  });
}

/** Whether a client wants events rather than JSON. */
export function wantsEvents(accept: string | undefined): boolean {
  return /\btext\/event-stream\b/i.test(accept ?? "");
}
