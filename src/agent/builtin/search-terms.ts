import { isThing } from "./roles.ts";
import type { Slot } from "./slots.ts";
import { rawOf, type Token } from "./tokens.ts";

/** Gmail's own search words. https://support.google.com/mail/answer/7190 */
const operator =
  /^(?:from|to|subject|label|is|in|has|filename|after|before|older_than|newer_than|larger|smaller|category|-\w+):\S+$/;
export const attachments =
  /^(?:attachment|attachments|attachement|anhang|anhangen|anhange|adjunto|adjuntos|jointe|jointes|anexo|anexos)$/;
const starred = /^(?:starred|markierte|markierten|destacados|destacado|suivis|estrela)$/;
const important = /^(?:important|wichtige|wichtigen|importantes|importants)$/;
const withWords = /^(?:with|have|has|having|mit|con|avec|com|piece|pieces)$/;

/** Conditions on mail: `with attachments`, `starred`, `older than 30 days`, and Gmail's own. */
export function mailSlots(tokens: readonly Token[]): readonly Slot[] {
  const slots: Slot[] = [];
  const add = (value: string) =>
    slots.push({ kind: "mail-query", value, sure: false, bound: true, of: undefined, before: [] });
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "quote") continue;
    const around = [tokens[index - 1]?.norm, tokens[index - 2]?.norm];
    if (attachments.test(token.norm) && around.some((word) => withWords.test(word ?? "")))
      add("has:attachment");
    if (starred.test(token.norm)) add("is:starred");
    if (important.test(token.norm) && isThing(tokens[index + 1]?.norm ?? "")) add("is:important");
  }
  const written = writtenTogether(tokens).filter((word) => operator.test(word));
  if (written.length > 0) add(written.join(" "));
  return slots;
}

/** What stands without space between, `label:work`. */
function writtenTogether(tokens: readonly Token[]): readonly string[] {
  return rawOf(tokens.filter(({ kind }) => kind !== "quote")).split(" ");
}

const negations = /^(?:not|without|no|nicht|ohne|sin|sans|sem|except|exclude|excluding)$/;

/** Whether a value is one that what is sought must not have. */
export function isNegated(tokens: readonly Token[], index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - 7); at--) {
    const token = tokens[at];
    if (!token || token.kind === "quote") return false;
    if (negations.test(token.norm) || token.norm.endsWith("n't")) return true;
    if (token.norm === "," || token.norm === "and") return false;
  }
  return false;
}

/** The kinds of files that people name, as Drive has them. https://developers.google.com/workspace/drive/api/guides/mime-types */
export const fileTypes: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  pdfs: "application/pdf",
  csv: "text/csv",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
};
