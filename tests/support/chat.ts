import { Chat } from "@ai-sdk/react";
import {
  DefaultChatTransport,
  lastAssistantMessageIsCompleteWithApprovalResponses,
  lastAssistantMessageIsCompleteWithToolCalls,
} from "ai";
import type { ChatMessage } from "../../src/agent/agent.ts";
import type { TestServer } from "./server.ts";

/** The AI SDK's own client, unmodified, as the page uses it. */
export function openChat(
  server: TestServer,
  id: string,
  messages: ChatMessage[] = [],
  headers: Record<string, string> = { authorization: `Bearer ${server.server.apiKey}` },
): Chat<ChatMessage> {
  return new Chat<ChatMessage>({
    id,
    messages,
    transport: new DefaultChatTransport({
      api: `${server.origin}/api/chat`,
      headers,
    }),
    sendAutomaticallyWhen: (state) =>
      lastAssistantMessageIsCompleteWithToolCalls(state) ||
      lastAssistantMessageIsCompleteWithApprovalResponses(state),
  });
}

type Part = ChatMessage["parts"][number];

export function partsOf<Type extends Part["type"]>(
  chat: Chat<ChatMessage>,
  type: Type,
): Extract<Part, { type: Type }>[] {
  return chat.messages.flatMap(({ parts }) =>
    parts.filter((part): part is Extract<Part, { type: Type }> => part.type === type),
  );
}

export function textOf(chat: Chat<ChatMessage>): string {
  const last = chat.messages.at(-1);
  return last?.parts.flatMap((part) => (part.type === "text" ? part.text : [])).join("\n") ?? "";
}

/** Waits until the client is done with everything it sends by itself. */
export async function settled(chat: Chat<ChatMessage>): Promise<void> {
  for (let quiet = 0; quiet < 3;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    quiet = chat.status === "ready" || chat.status === "error" ? quiet + 1 : 0;
  }
}

/** Says something, waits for the end of the answer and gives its text. */
export async function sayIn(chat: Chat<ChatMessage>, text: string): Promise<string> {
  await chat.sendMessage({ text });
  await settled(chat);
  return textOf(chat);
}

/** The name of the function that the chat wrote first. */
export function writtenName(chat: Chat<ChatMessage>): string {
  const output = partsOf(chat, "tool-write_function")[0]?.output;
  return output?.status === "saved" ? output.name : "";
}
