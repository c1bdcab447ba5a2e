import type { ChatMessage } from "../agent/agent.ts";

/** What the last function was asked for: the last message, with those before it that were answered by questions. */
export function requestIn(messages: readonly ChatMessage[]): string {
  const said: string[] = [];
  let isOpen = true;
  for (const message of messages.toReversed()) {
    if (message.role === "user") {
      if (!isOpen) break;
      said.unshift(textIn(message));
      isOpen = false;
    } else if (said.length > 0) {
      isOpen = message.parts.at(-1)?.type === "tool-ask_person";
    }
  }
  return said.join("\n");
}

function textIn({ parts }: ChatMessage): string {
  return parts.flatMap((part) => (part.type === "text" ? part.text : [])).join("\n");
}
