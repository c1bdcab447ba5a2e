/**
 * The wire between host and sandbox: binary frames, both ways. It has no imports, since both sides
 * load it. What comes from a sandbox is hostile: a function can write to the same file descriptor.
 *
 * A frame is 19 bytes of header, big-endian, then head (JSON) and body (bytes):
 * magic u16 · kind u8 · run u32 · call u32 · length of head u32 · length of body u32.
 */
export const frameKinds = {
  /** Sandbox: started and warmed. */
  up: 1,
  /** Host: `{sdkAt, secretNames}`, body: the code. */
  load: 2,
  /** Sandbox: `{error?}`. */
  loaded: 3,
  /** Host: a request to the function, `{method, url, headers}`, body: all of it. */
  run: 4,
  /** Host: the run shall end. */
  abort: 5,
  /** Sandbox: `{level}`, body: the text. */
  log: 6,
  /** Sandbox: an outbound call, `{method, url, headers}`, body: all of it. */
  fetch: 7,
  /** Sandbox: nobody waits for that call any more. */
  fetchAbort: 8,
  /** Host: `{status, statusText, headers, complete}` with the first bytes, or `{failed}`. */
  answer: 9,
  /** Host: more bytes of an answer. */
  answerChunk: 10,
  /** Host: `{failed?}`. */
  answerEnd: 11,
  /** Sandbox: head of the function's response, `{status, statusText, headers}`. */
  response: 12,
  /** Sandbox: bytes of the function's response. */
  responseChunk: 13,
  /** Sandbox: the run is over, `{error?, aborted?}`. */
  end: 14,
  /** Host, before the code that imports it: Base44's SDK as one module. */
  sdk: 15,
} as const;

export type FrameKind = (typeof frameKinds)[keyof typeof frameKinds];

export interface Frame {
  readonly kind: FrameKind;
  /** Which run of the process; 0 for the process itself. */
  readonly run: number;
  /** Which outbound call of the run; 0 for none. */
  readonly call: number;
  /** JSON, not judged yet; undefined where the frame has none. */
  readonly head: unknown;
  readonly body: Uint8Array;
}

/** The stream is not made of frames, or a frame is larger than is taken. */
export class FrameError extends Error {}

const magic = 0x5042;
const headerBytes = 19;
/** A head is a URL and headers; bodies carry the rest. */
const maxHeadBytes = 256 * 1024;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });
const empty = new Uint8Array(0);
const knownKinds = new Map<number, FrameKind>(
  Object.values(frameKinds).map((kind) => [kind, kind]),
);

/** The frame as bytes. */
export function encodeFrame(
  kind: FrameKind,
  run: number,
  { call = 0, head, body = empty }: { call?: number; head?: unknown; body?: Uint8Array } = {},
): Uint8Array {
  const headText = head === undefined ? empty : encoder.encode(JSON.stringify(head));
  const frame = new Uint8Array(headerBytes + headText.byteLength + body.byteLength);
  const view = new DataView(frame.buffer);
  view.setUint16(0, magic);
  view.setUint8(2, kind);
  view.setUint32(3, run);
  view.setUint32(7, call);
  view.setUint32(11, headText.byteLength);
  view.setUint32(15, body.byteLength);
  frame.set(headText, headerBytes);
  frame.set(body, headerBytes + headText.byteLength);
  return frame;
}

/**
 * Cuts a stream of bytes into frames, however it was split. Throws `FrameError` on the first byte
 * that cannot be right, before anything of that frame is kept; after that it is of no more use.
 */
export function createFrameReader({ maxBodyBytes }: { readonly maxBodyBytes: number }) {
  let chunks: Uint8Array[] = [];
  let size = 0;
  /** Bytes that must be there before it is worth looking. */
  let needed = headerBytes;

  function* frames(): Generator<Frame> {
    while (size >= needed) {
      const bytes = joined(chunks, size);
      const header = readHeader(bytes, maxBodyBytes);
      const end = headerBytes + header.headBytes + header.bodyBytes;
      if (bytes.byteLength < end) {
        chunks = [bytes];
        needed = end;
        return;
      }
      const rest = bytes.subarray(end);
      chunks = [rest];
      size = rest.byteLength;
      needed = headerBytes;
      const { kind, run, call, headBytes } = header;
      const head = bytes.subarray(headerBytes, headerBytes + headBytes);
      yield {
        kind,
        run,
        call,
        head: readHead(head),
        body: bytes.subarray(headerBytes + headBytes, end),
      };
    }
  }

  return {
    push(chunk: Uint8Array): Generator<Frame> {
      chunks.push(chunk);
      size += chunk.byteLength;
      return frames();
    },
  };
}

function readHeader(bytes: Uint8Array, maxBodyBytes: number) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = knownKinds.get(view.getUint8(2));
  const [headBytes, bodyBytes] = [view.getUint32(11), view.getUint32(15)];
  if (view.getUint16(0) !== magic || kind === undefined) throw new FrameError("not a frame");
  if (headBytes > maxHeadBytes || bodyBytes > maxBodyBytes) throw new FrameError("too large");
  return { kind, run: view.getUint32(3), call: view.getUint32(7), headBytes, bodyBytes };
}

function readHead(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) return undefined;
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    throw new FrameError("its head is not JSON", { cause });
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [first] = chunks;
  if (first && chunks.length === 1) return first;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
