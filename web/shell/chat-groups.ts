/** The days that chats are listed by, where the reader is. */
export type ChatGroup = "today" | "yesterday" | "earlier";

/** Which day a chat went on last; times in ISO 8601. */
export function groupOf(updatedAt: string, now: Date): ChatGroup {
  const dayOf = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  const days = Math.round((dayOf(now) - dayOf(new Date(updatedAt))) / 86_400_000);
  if (days <= 0) return "today";
  return days === 1 ? "yesterday" : "earlier";
}
