/** Whole, or as it comes. */
export type EgressBody = Uint8Array | ReadableStream<Uint8Array>;

/** What a function gets for an outbound call. */
export type EgressAnswer =
  | {
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: EgressBody;
    }
  | {
      /** No answer came; `fetch` throws with this text. */
      readonly failed: string;
    };

/** A refusal as the function sees it (RFC 9457). */
export function problemAnswer(
  status: number,
  title: string,
  detail: string,
  extra: Readonly<Record<string, string>> = {},
  headers: readonly (readonly [string, string])[] = [],
): EgressAnswer {
  const problem = { type: "about:blank", title, status, detail, ...extra };
  return {
    status,
    statusText: "",
    headers: [["content-type", "application/problem+json"], ...headers],
    body: new TextEncoder().encode(JSON.stringify(problem)),
  };
}

/** Up to here an answer is read whole: to find the provider's error in it, and to send one frame. */
const maxWholeBytes = 512 * 1024;

/** The body as bytes where it is short text, else as a stream of all of it. */
export async function readBody(response: Response): Promise<EgressBody> {
  const { body } = response;
  if (!body) return new Uint8Array(0);
  const length = Number(response.headers.get("content-length") ?? Number.NaN);
  if (length <= maxWholeBytes) return new Uint8Array(await response.arrayBuffer());
  const type = response.headers.get("content-type") ?? "";
  if (!/\bjson\b|\+json/.test(type) || /stream|ndjson|jsonl/.test(type)) return body;
  return readStart(body);
}

/** Reads until the end or the limit; beyond the limit what was read is put in front again. */
async function readStart(body: ReadableStream<Uint8Array>): Promise<EgressBody> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  for (let size = 0; size <= maxWholeBytes;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(Buffer.concat(chunks));
    chunks.push(value);
    size += value.byteLength;
  }
  return new ReadableStream({
    async pull(controller) {
      const held = chunks.shift();
      if (held) return controller.enqueue(held);
      const { done, value } = await reader.read();
      return done ? controller.close() : controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** The JSON object in a short body, in which an error would stand; a long answer is not parsed twice. */
export function jsonOf(body: EgressBody): Readonly<Record<string, unknown>> | undefined {
  return body instanceof Uint8Array && body.byteLength <= maxErrorBytes
    ? wholeJsonOf(body)
    : undefined;
}

/** The JSON object (or list, whose entries then are its members) in a body that was read whole, or undefined. */
export function wholeJsonOf(body: EgressBody): Readonly<Record<string, unknown>> | undefined {
  if (!(body instanceof Uint8Array) || (body[0] !== 0x7b && body[0] !== 0x5b)) return undefined;
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8"));
  } catch {
    return undefined;
  }
}

const maxErrorBytes = 16 * 1024;

/** The body without the credential, should the provider repeat it; one that streams is read as it comes. */
export function withoutToken(body: EgressBody, accessToken: string): EgressBody {
  const mark = Buffer.from(accessToken);
  if (body instanceof Uint8Array) return body.byteLength < mark.length ? body : cleaned(body, mark);
  let held: Uint8Array = new Uint8Array();
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(part, controller) {
        const bytes = cleaned(Buffer.concat([held, part]), mark);
        const end = bytes.byteLength - beginningAtEnd(bytes, mark);
        held = bytes.subarray(end);
        if (end > 0) controller.enqueue(bytes.subarray(0, end));
      },
      flush(controller) {
        if (held.byteLength > 0) controller.enqueue(held);
      },
    }),
  );
}

function cleaned(body: Uint8Array, mark: Buffer): Uint8Array {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, from)) {
    parts.push(bytes.subarray(from, at), Buffer.from("[redacted]"));
    from = at + mark.length;
  }
  return from === 0 ? body : new Uint8Array(Buffer.concat([...parts, bytes.subarray(from)]));
}

/** How many bytes at the end could be the beginning of the mark: they wait for what comes next. */
function beginningAtEnd(bytes: Uint8Array, mark: Buffer): number {
  for (let length = Math.min(mark.length - 1, bytes.byteLength); length > 0; length--) {
    if (mark.subarray(0, length).equals(bytes.subarray(bytes.byteLength - length))) return length;
  }
  return 0;
}
