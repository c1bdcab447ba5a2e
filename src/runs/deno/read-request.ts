/** The body of a request, whole, since a sandbox takes it in one frame. */
export async function readRequest(
  { body }: Pick<Request, "body">,
  maxBytes: number,
): Promise<Uint8Array | "too-large" | undefined> {
  if (!body) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) return "too-large";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
