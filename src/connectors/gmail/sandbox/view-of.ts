import { parsed } from "./mailbox.ts";
import { type Part, textOf } from "./mime.ts";
import type { Message } from "./state.ts";

/** A message in one of Gmail's formats. */
export function messageView(
  message: Message | undefined,
  format: string,
  headers: readonly string[] = [],
) {
  if (!message) return { snippet: "", historyId: "" };
  const { id, threadId, labelIds, raw, date, historyId } = message;
  const { payload } = parsed(message);
  const common = {
    id,
    threadId,
    labelIds,
    snippet: textOf(payload).replaceAll(/\s+/g, " ").trim().slice(0, 200),
    sizeEstimate: Buffer.from(raw, "base64url").length,
    historyId: String(historyId),
    internalDate: String(date),
  };
  if (format === "raw") return { ...common, raw };
  if (format === "minimal") return common;
  if (format === "metadata") {
    const wanted = headers.map((name) => name.toLowerCase());
    const shown = payload.headers.filter(
      ({ name }) => wanted.length === 0 || wanted.includes(name.toLowerCase()),
    );
    return { ...common, payload: { mimeType: payload.mimeType, headers: shown } };
  }
  return { ...common, payload: partView(payload) };
}

export function threadView(messages: readonly Message[], format: string) {
  const [first] = messages;
  return {
    id: first?.threadId,
    historyId: String(first?.historyId),
    messages: messages.map((message) => messageView(message, format)),
  };
}

/** The content of an attachment is fetched by its id. */
function partView({ body, parts, ...part }: Part): object {
  const { attachmentId, size, data } = body;
  return {
    ...part,
    body: attachmentId === undefined ? { size, ...(data ? { data } : {}) } : { attachmentId, size },
    ...(parts ? { parts: parts.map(partView) } : {}),
  };
}
