import { maxChatTitle } from "../contract/chat.ts";

/** What a chat is called: the first sentence that was said, as far as it fits. */
export function titleOf(said: string): string {
  const text = said.replace(/\s+/g, " ").trim();
  // `v1.2`, `e.g.` and a name with a dot do not end a sentence.
  const sentence =
    /^.{12,}?[^\s.]{2}(?=[.!?](?:\s+\p{Lu}|$))|^.+?[。！？]/u.exec(text)?.[0] ?? text;
  const mark = text.charAt(sentence.length);
  const whole = mark === "?" || mark === "!" ? sentence + mark : sentence;
  if (whole.length <= maxChatTitle) return whole;
  const cut = whole.slice(0, maxChatTitle - 1);
  const space = cut.lastIndexOf(" ");
  return `${cut
    .slice(0, space > maxChatTitle / 2 ? space : undefined)
    .replace(/[\s,;:]+$/, "")
    .replace(/[\uD800-\uDBFF]$/, "")}…`;
}
