import { keptBytes } from "./record.ts";

/** Read beyond what is kept, so that a credential at the edge is whole when it is looked for. */
const edgeBytes = 8 * 1024;
const recordBytes = keptBytes + edgeBytes;

/**
 * What a function answered: as JSON where it is JSON, else as text, of which the start is read; by
 * default what a record may hold. Never throws.
 */
export async function readOutput(response: Response, maxBytes = recordBytes): Promise<unknown> {
  const text = await readStart(response.body, Math.max(maxBytes, recordBytes));
  if (text === "") return null;
  if (!/\bjson\b/.test(response.headers.get("content-type") ?? "")) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Reads to the end, so that the source is not held up, and keeps the start. */
async function readStart(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<string> {
  if (!body) return "";
  const kept: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      if (size < maxBytes) kept.push(chunk.subarray(0, maxBytes - size));
      size += chunk.byteLength;
    }
  } catch {
    // A cut answer: the run's error says why.
  }
  return Buffer.concat(kept).toString("utf8");
}
