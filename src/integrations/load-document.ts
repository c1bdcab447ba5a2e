import { PatchbayError } from "../core/errors.ts";
import type { Outbound } from "../core/outbound.ts";

/** The largest public documents have some 12 MB. */
export const maxDocumentBytes = 16 * 1024 * 1024;
const maxRedirects = 3;
const timeoutMs = 20_000;

/**
 * Loads a document from the public internet. Redirects are followed one by one, each judged as the
 * first address was; what is too large is not read to its end.
 */
export async function loadDocument(address: string, outbound: Outbound): Promise<string> {
  let url = address;
  for (let count = 0; count <= maxRedirects; count++) {
    const answer = await outbound(url, {
      timeoutMs,
      headers: { accept: "application/json, application/yaml, text/yaml, */*;q=0.5" },
    });
    const location = answer.headers.get("location");
    if (answer.status < 300 || answer.status >= 400 || location === null) {
      if (answer.ok) return readText(answer, url);
      await answer.body?.cancel();
      throw wrong(`${url} answered with status ${answer.status}.`);
    }
    await answer.body?.cancel();
    url = new URL(location, url).href;
  }
  throw wrong(`${address} sends on more than ${maxRedirects} times.`);
}

async function readText(answer: Response, url: string): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.byteLength;
    if (size > maxDocumentBytes)
      throw wrong(`${url} is larger than ${maxDocumentBytes / 1024 / 1024} MB.`);
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

function wrong(message: string): PatchbayError {
  return new PatchbayError("integration/document", message, { where: "url" });
}
