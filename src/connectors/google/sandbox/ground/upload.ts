import { createHexId } from "./ids.ts";
import { notFound } from "./refusal.ts";
import type { Shared, Token, Upload } from "./state.ts";

interface Beginning {
  readonly url: URL;
  readonly request: Request;
  readonly body: Readonly<Record<string, unknown>>;
  readonly params: Record<string, string>;
  readonly method: string;
  readonly token: Token;
}

/** Notes what is to be uploaded; the answer is the address that takes the content, for a week. */
export function beginUpload(
  shared: Shared,
  { url, request, body, params, method, token }: Beginning,
): string {
  const id = createHexId(40);
  shared.uploads.push({
    id,
    method,
    params,
    query: url.search,
    body: { ...body },
    type: request.headers.get("x-upload-content-type") ?? "application/octet-stream",
    token: token.value,
  });
  const session = new URL(url);
  session.searchParams.set("upload_id", id);
  return session.href;
}

type Taken =
  | { readonly response: Response }
  | {
      readonly upload: Upload;
      readonly body: Upload["body"];
      readonly media: { bytes: Uint8Array; type: string };
    };

/** The content of a resumable upload, sent whole; a question after its state gets `308`. */
export async function takeUpload(shared: Shared, url: URL, request: Request): Promise<Taken> {
  const id = url.searchParams.get("upload_id");
  const upload = shared.uploads.find((one) => one.id === id) ?? notFound("No such upload.");
  if (request.headers.get("content-range")?.startsWith("bytes */")) {
    return { response: new Response(null, { status: 308 }) };
  }
  const type = request.headers.get("content-type") ?? upload.type;
  const media = { bytes: new Uint8Array(await request.arrayBuffer()), type };
  shared.uploads.splice(shared.uploads.indexOf(upload), 1);
  return { upload, body: upload.body, media };
}
