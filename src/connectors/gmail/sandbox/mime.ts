import { invalid } from "../../google/sandbox/ground/refusal.ts";

export interface Header {
  readonly name: string;
  readonly value: string;
}

/** A part of an email as Gmail answers it. */
export interface Part {
  readonly partId: string;
  readonly mimeType: string;
  readonly filename: string;
  readonly headers: readonly Header[];
  readonly body: { readonly size: number; readonly data?: string; readonly attachmentId?: string };
  readonly parts?: readonly Part[];
}

/** Reads RFC 2822 and MIME. Header names keep their case; encoded words are read (RFC 2047). */
export function parseMessage(raw: Buffer): {
  readonly headers: readonly Header[];
  readonly payload: Part;
} {
  const payload = parsePart(raw.toString("latin1"), "");
  if (payload.headers.length === 0) invalid("Invalid email: no headers.", "invalidArgument");
  return { headers: payload.headers, payload };
}

export function headerOf(headers: readonly Header[], name: string): string {
  return headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value ?? "";
}

/** All addresses of a header, without their names. */
export function addressesIn(value: string): readonly string[] {
  return (value.match(/(?:"[^"]*"|[^,])+/g) ?? [])
    .map((one) => (/<([^<>]+)>/.exec(one)?.[1] ?? one).trim().toLowerCase())
    .filter(Boolean);
}

/** The first text of a message, for snippets and searches. */
export function textOf({ mimeType, body, parts = [], filename }: Part): string {
  if (parts.length > 0) return parts.map(textOf).find(Boolean) ?? "";
  if (!mimeType.startsWith("text/") || filename) return "";
  return Buffer.from(body.data ?? "", "base64url").toString("utf8");
}

export function partsOf(part: Part): readonly Part[] {
  return [part, ...(part.parts ?? []).flatMap(partsOf)];
}

function parsePart(text: string, partId: string): Part {
  const end = text.search(/\r?\n\r?\n/);
  const headers = headersOf(end < 0 ? text : text.slice(0, end));
  const content = end < 0 ? "" : text.slice(end).replace(/^\r?\n\r?\n/, "");
  const type = headerOf(headers, "Content-Type") || "text/plain";
  const mimeType = (type.split(";")[0] ?? "text/plain").trim().toLowerCase();
  const filename =
    /filename="?([^";]+)"?/i.exec(headerOf(headers, "Content-Disposition"))?.[1] ?? "";
  const common = { partId, mimeType, filename, headers };
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (mimeType.startsWith("multipart/") && boundary !== undefined) {
    const parts = content
      .split(
        new RegExp(
          `(?:^|\\r?\\n)--${boundary.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?:--)?[ \\t]*(?:\\r?\\n|$)`,
        ),
      )
      .slice(1)
      .filter((part) => part.trim() !== "")
      .map((part, index) => parsePart(part, partId === "" ? String(index) : `${partId}.${index}`));
    return { ...common, body: { size: 0 }, parts };
  }
  const bytes = decoded(content, headerOf(headers, "Content-Transfer-Encoding"));
  const body = filename
    ? {
        size: bytes.length,
        attachmentId: `ANGjdJ${partId}${bytes.length}`,
        data: bytes.toString("base64url"),
      }
    : { size: bytes.length, data: bytes.toString("base64url") };
  return { ...common, body };
}

function headersOf(text: string): readonly Header[] {
  const unfolded = text.replaceAll(/\r?\n[ \t]+/g, " ");
  return unfolded.split(/\r?\n/).flatMap((line) => {
    const match = /^([!-9;-~]+):\s*(.*)$/.exec(line);
    const [, name = "", value = ""] = match ?? [];
    return match ? [{ name, value: encodedWords(name, value) }] : [];
  });
}

const encodedWord = /=\?([\w-]+)\?([BQ])\?([^?]*)\?=/gi;
const addressHeader = /^(?:From|To|Cc|Bcc|Reply-To|Sender)$/i;

/**
 * Space between two encoded words is no part of the text (RFC 2047 6.2). A name with a comma gets
 * quotes, or it would be read as two addresses.
 */
function encodedWords(name: string, value: string): string {
  return value
    .replaceAll(/(\?=)\s+(=\?)/g, "$1$2")
    .replaceAll(/(?:=\?[\w-]+\?[BQ]\?[^?]*\?=)+/gi, (run) => {
      const text = run.replaceAll(encodedWord, (_, __, kind: string, word: string) =>
        decodedWord(kind, word),
      );
      return addressHeader.test(name) && /[",;<>@]/.test(text)
        ? `"${text.replaceAll('"', "")}"`
        : text;
    });
}

function decodedWord(kind: string, word: string): string {
  return kind.toUpperCase() === "B"
    ? Buffer.from(word, "base64").toString("utf8")
    : unescaped(word.replaceAll("_", " ")).toString("utf8");
}

/** Quoted-printable: `=C3=BC`. */
function unescaped(text: string): Buffer {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1");
}

function decoded(content: string, encoding: string): Buffer {
  switch (encoding.trim().toLowerCase()) {
    case "base64":
      return Buffer.from(content, "base64");
    case "quoted-printable":
      return unescaped(content.replaceAll(/=\r?\n/g, ""));
    default:
      return Buffer.from(content, "latin1");
  }
}
