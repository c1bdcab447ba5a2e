import { useState } from "react";
import type { ChatMessage } from "./message.ts";

export type Times = Readonly<Record<string, string>>;

/** When each message was begun, in ISO 8601: as the server has it, or as this page saw it come. */
export function useTimes(messages: readonly ChatMessage[], kept: Times): Times {
  const [times, setTimes] = useState(kept);
  const fresh = messages.filter(({ id }) => times[id] === undefined);
  if (fresh.length === 0) return times;
  const now = new Date().toISOString();
  const next = { ...times, ...Object.fromEntries(fresh.map(({ id }) => [id, now])) };
  setTimes(next);
  return next;
}
