import type { FunctionRequest } from "../types.ts";

/** The body of a request, whole, since a sandbox takes it in one frame. */
export async function readRequest(
  { body }: Pick<FunctionRequest, "body">,
  maxBytes: number,
): Promise<Uint8Array | "too-large" | undefined> {
  if (!body) return undefined;
  if (body instanceof Uint8Array) return body.byteLength > maxBytes ? "too-large" : body;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) return "too-large";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
