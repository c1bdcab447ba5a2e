import { invalid } from "./refusal.ts";

interface Content {
  readonly body: Readonly<Record<string, unknown>>;
  readonly media: { readonly bytes: Uint8Array; readonly type: string } | undefined;
}

/** The JSON object of a body; nothing counts as an empty one. */
export async function jsonBody(request: Request): Promise<Readonly<Record<string, unknown>>> {
  return request.method === "GET" ? {} : jsonObject(await request.text());
}

/**
 * Content sent to an upload path: the bytes alone (`media`), or JSON and bytes in one body (`multipart`).
 * The first request of a resumable upload carries the JSON alone.
 * https://developers.google.com/workspace/drive/api/guides/manage-uploads
 */
export async function readMedia(request: Request, query: URLSearchParams): Promise<Content> {
  const type = request.headers.get("content-type") ?? "application/octet-stream";
  switch (query.get("uploadType")) {
    case "media":
      return { body: {}, media: { bytes: new Uint8Array(await request.arrayBuffer()), type } };
    case "multipart":
      return multipart(Buffer.from(await request.arrayBuffer()), type);
    case "resumable":
      return { body: await jsonBody(request), media: undefined };
    default:
      return invalid("uploadType must be media, multipart or resumable.", "badRequest");
  }
}

/** RFC 2387: JSON first, then the content. */
function multipart(body: Buffer, type: string): Content {
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary === undefined) return invalid("Missing multipart boundary.", "badContent");
  const mark = `--${boundary}`;
  const parts: { type: string; bytes: Buffer }[] = [];
  for (let at = body.indexOf(mark); at >= 0;) {
    const start = body.indexOf("\r\n\r\n", at);
    const end = body.indexOf(`\r\n${mark}`, at + mark.length);
    if (start < 0 || end < 0) break;
    const head = body.subarray(at, start).toString("latin1");
    const bytes = body.subarray(start + 4, end);
    const encoded = /content-transfer-encoding:\s*base64/i.test(head);
    parts.push({
      type: /content-type:\s*([^\r\n]+)/i.exec(head)?.[1]?.trim() ?? "application/octet-stream",
      bytes: encoded ? Buffer.from(bytes.toString("latin1"), "base64") : bytes,
    });
    at = end + 2;
  }
  const [metadata, content] = parts;
  if (!metadata || !content) return invalid("Malformed multipart body.", "badContent");
  return {
    body: jsonObject(metadata.bytes.toString("utf8")),
    media: { bytes: new Uint8Array(content.bytes), type: content.type },
  };
}

function jsonObject(text: string): Readonly<Record<string, unknown>> {
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return invalid("Invalid JSON payload received. Unexpected token.", "parseError");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return invalid("Invalid JSON payload received. Root element must be a message.", "parseError");
  }
  return { ...value };
}
