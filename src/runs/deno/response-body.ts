/** Describes the connection between function and host, which the caller does not share. */
const hopHeaders = ["connection", "content-length", "keep-alive", "transfer-encoding", "upgrade"];
const bodyless = [204, 205, 304];

interface Head {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** The function's response, whose body is fed as it comes. Throws where the head is no HTTP. */
export function createStreamedResponse(head: Head, onCancel: () => void) {
  let feed: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      feed = controller;
    },
    cancel() {
      feed = undefined;
      onCancel();
    },
  });
  const headers = new Headers();
  for (const [name, value] of head.headers) {
    if (!hopHeaders.includes(name.toLowerCase())) headers.append(name, value);
  }
  const { status, statusText } = head;
  return {
    response: new Response(bodyless.includes(status) ? null : body, {
      status,
      statusText,
      headers,
    }),
    push: (bytes: Uint8Array) => feed?.enqueue(bytes),
    close(): void {
      feed?.close();
      feed = undefined;
    },
    fail(message: string): void {
      feed?.error(new Error(message));
      feed = undefined;
    },
  };
}

export type StreamedResponse = ReturnType<typeof createStreamedResponse>;
