import { z } from "zod";
import type { Outbound } from "../core/outbound.ts";

const timeoutMs = 10_000;
const maxBytes = 2 * 1024 * 1024;
const maxModels = 1_000;

const listShape = z.looseObject({
  data: z.array(z.looseObject({ id: z.string().max(200) })),
});

/** Ids of a server's models, sorted; none where it has no such list or refuses it. */
export async function listModels(
  url: string,
  apiKey: string,
  outbound: Outbound,
): Promise<readonly string[]> {
  try {
    const headers = { authorization: `Bearer ${apiKey}`, accept: "application/json" };
    const response = await outbound(url, { headers, timeoutMs });
    if (!response.ok) return [];
    const { data } = listShape.parse(JSON.parse(await textOf(response)));
    const ids = data.map(({ id }) => id).filter((id) => /^[\x21-\x7e]+$/.test(id));
    return [...new Set(ids)].toSorted().slice(0, maxModels);
  } catch {
    // A list is a help for typing; the test says what is wrong.
    return [];
  }
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new RangeError("too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
