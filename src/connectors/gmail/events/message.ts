import { z } from "zod";
import { type EventCall, EventCallError } from "../../../catalog/event.ts";

const header = z.looseObject({ name: z.string(), value: z.string() });
interface Part {
  readonly mimeType?: string | null | undefined;
  readonly filename?: string | null | undefined;
  readonly body?: { readonly data?: string | null | undefined } | null | undefined;
  readonly parts?: readonly Part[] | null | undefined;
}
const part: z.ZodType<Part> = z.lazy(() =>
  z.looseObject({
    mimeType: z.string().nullish(),
    filename: z.string().nullish(),
    body: z.looseObject({ data: z.string().nullish() }).nullish(),
    parts: z.array(part).nullish(),
  }),
);

/** https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages */
const answer = z.looseObject({
  id: z.string(),
  threadId: z.string().nullish(),
  labelIds: z.array(z.string()).nullish(),
  snippet: z.string().nullish(),
  internalDate: z.string().nullish(),
  payload: z
    .looseObject({ headers: z.array(header).nullish() })
    .and(z.looseObject({ parts: z.array(part).nullish() }))
    .nullish(),
});

/** What a function gets of an email. `text` and `attachments` are there where the permission to read content is. */
export const messagePayload = z.object({
  id: z.string().describe("Id of the email"),
  threadId: z.string().describe("Id of its conversation"),
  messageId: z.string().describe("Message-ID, to answer it"),
  from: z.string().describe("Address of the sender"),
  fromName: z.string().describe("Name of the sender, or the address"),
  fromDomain: z.string().describe("What stands behind the @ of the sender's address"),
  to: z.string().describe("Receivers, as the email names them"),
  recipients: z.array(z.string()).describe("Addresses under To and Cc"),
  subject: z.string().describe("Subject"),
  snippet: z.string().describe("How the text begins"),
  date: z.string().describe("When it arrived, ISO 8601"),
  labels: z.array(z.string()).describe("Names of its labels"),
  link: z.string().describe("Address of the conversation in Gmail"),
  text: z.string().optional().describe("The whole text; needs the permission to read email"),
  attachments: z
    .array(z.string())
    .optional()
    .describe("Names of the attached files; needs the permission to read email"),
});

const labelList = z.looseObject({
  labels: z.array(z.looseObject({ id: z.string(), name: z.string() })).nullish(),
});

/** Names of labels by id. */
export async function labelNames(call: EventCall): Promise<ReadonlyMap<string, string>> {
  const { labels } = labelList.parse(await call("gmail.users.labels.list", {}));
  return new Map((labels ?? []).map(({ id, name }) => [id, name]));
}

/**
 * Reads emails of one question: with their content as long as that is permitted, else what the
 * narrowest scope shows. An email that is gone is left out.
 */
export function messageReader(call: EventCall, names: ReadonlyMap<string, string>) {
  let format: "full" | "metadata" = "full";
  return async function read(id: string): Promise<z.output<typeof messagePayload> | undefined> {
    try {
      const message = await call("gmail.users.messages.get", { id, format });
      return payloadOf(answer.parse(message), format, names);
    } catch (error) {
      if (!(error instanceof EventCallError)) throw error;
      if (error.status === 404) return undefined;
      if (error.status !== 403 || format === "metadata") throw error;
      format = "metadata";
      return read(id);
    }
  };
}

function payloadOf(
  { id, threadId, labelIds, snippet, internalDate, payload }: z.output<typeof answer>,
  format: "full" | "metadata",
  names: ReadonlyMap<string, string>,
): z.output<typeof messagePayload> {
  const valueOf = (name: string) =>
    payload?.headers?.find((one) => one.name.toLowerCase() === name)?.value ?? "";
  const [sender] = mailboxesIn(valueOf("from"));
  const from = sender?.address ?? "";
  const conversation = threadId ?? id;
  return {
    id,
    threadId: conversation,
    messageId: valueOf("message-id"),
    from,
    fromName: sender?.name || from,
    fromDomain: from.split("@")[1] ?? "",
    to: valueOf("to"),
    recipients: mailboxesIn(`${valueOf("to")},${valueOf("cc")}`).map(({ address }) => address),
    subject: valueOf("subject"),
    snippet: snippet ?? "",
    date: new Date(Number(internalDate ?? 0)).toISOString(),
    labels: (labelIds ?? []).map((label) => names.get(label) ?? label),
    link: `https://mail.google.com/mail/u/0/#all/${conversation}`,
    ...(format === "full" && payload
      ? {
          text: textOf(payload),
          attachments: leavesOf(payload).flatMap(({ filename }) => filename || []),
        }
      : {}),
  };
}

/** `"Lovelace, Ada" <ada@example.org>, sam@example.com`. */
function mailboxesIn(value: string): readonly { name: string; address: string }[] {
  return (value.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? []).flatMap((one) => {
    const [, name = "", address = ""] = /^([^<]*)<([^<>]*)>/.exec(one.trim()) ?? ["", "", one];
    const plain = name
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .replaceAll(/\\(.)/g, "$1");
    return address.trim() === "" ? [] : [{ name: plain, address: address.trim().toLowerCase() }];
  });
}

/** The plain text, or what can be read of the HTML. */
function textOf(payload: Part): string {
  const leaves = leavesOf(payload).filter(({ filename }) => !filename);
  const plain = leaves.find(({ mimeType }) => mimeType === "text/plain");
  if (plain) return decoded(plain);
  const html = leaves.find(({ mimeType }) => mimeType === "text/html");
  return html ? readableHtml(decoded(html)) : "";
}

function leavesOf(one: Part): readonly Part[] {
  return one.parts?.length ? one.parts.flatMap(leavesOf) : [one];
}

function decoded({ body }: Part): string {
  return Buffer.from(body?.data ?? "", "base64url").toString("utf8");
}

const entities: Readonly<Record<string, string>> = {
  "&nbsp;": " ",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

function readableHtml(html: string): string {
  return html
    .replaceAll(/<(style|script|head)\b[^]*?<\/\1>/gi, "")
    .replaceAll(/<br\s*\/?>|<\/(?:p|div|tr|h\d|li)>/gi, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)
    .replaceAll(/[ \t]*\n\s*/g, "\n")
    .trim();
}
