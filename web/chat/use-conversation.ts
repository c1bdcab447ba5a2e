import { useChat } from "@ai-sdk/react";
import { DefaultChatTransport } from "ai";
import { under } from "../base.ts";
import { useEffect, useRef, useState } from "react";
import { z } from "zod";
import type { ChatAbout } from "../../src/contract/chat.ts";
import { ask } from "../data/api.ts";
import { problemOf, wantsSignIn } from "../data/problem.ts";
import { useServer } from "../data/server.tsx";
import { type ChatMessage, goesOn, madeSince, mayHaveChanged, storedChat } from "./message.ts";
import type { Ways } from "./message-view.tsx";

interface ConversationOptions {
  readonly id: string;
  readonly messages: ChatMessage[];
  /** Whether the server is writing an answer, which is then read from its start. */
  readonly running: boolean;
  readonly about: ChatAbout | undefined;
  /** Told when an answer has come to its end, and whether it may have changed something. */
  readonly ended: (hasChanged: boolean) => void;
  /** The focus belongs to the composer: what had it goes. */
  readonly refocus: () => void;
}

/** A chat with the server, and all that a person can do in it. */
export function useConversation(options: ConversationOptions) {
  const { id, about, ended, refocus } = options;
  const { reloadChats } = useServer();
  // A message whose place another one takes, until the server has taken it.
  const replacing = useRef<string>(undefined);
  const [transport] = useState(() => createTransport(about, replacing));
  const chat = useChat<ChatMessage>({
    id,
    messages: options.messages,
    resume: options.running,
    transport,
    throttle: 40,
    sendAutomaticallyWhen: goesOn,
    onFinish: ({ message }) => {
      reloadChats();
      ended(mayHaveChanged(message));
    },
    onError: reloadChats,
  });
  const { messages, status, error, sendMessage, regenerate } = chat;
  const isBusy = status === "submitted" || status === "streaming";
  useEffect(() => {
    if (status === "submitted") reloadChats();
    if (status === "streaming") replacing.current = undefined;
  }, [status, reloadChats]);

  async function reload() {
    replacing.current = undefined;
    const kept = await ask(storedChat, pathOf(id));
    chat.clearError();
    chat.setMessages(kept.messages);
    if (kept.running) void chat.resumeStream();
  }
  async function stop() {
    await ask(z.unknown(), `${pathOf(id)}/stop`, { method: "POST" }).catch(() => undefined);
    await chat.stop();
    // What the server kept of a broken-off answer is what the next turn goes on from.
    await reload().catch(() => undefined);
    refocus();
  }
  function retry() {
    // A decision that did not reach the server is sent again; a failed answer is begun anew.
    const problem = error && problemOf(error);
    const unsent = problem && (problem.code === "network" || wantsSignIn(problem));
    void (unsent && goesOn({ messages }) ? sendMessage() : regenerate());
  }
  function edit(messageId: string, text: string) {
    replacing.current = messageId;
    refocus();
    void sendMessage({ text, messageId });
  }
  const now: Ways = {
    answerCard: (toolCallId, output) =>
      void chat.addToolOutput({ tool: "request_connection", toolCallId, output }),
    decide: (approval, approved) => void chat.addToolApprovalResponse({ id: approval, approved }),
    retry,
    askBuiltin: () => void regenerate({ body: { model: "builtin" } }),
    // What stands in the composer stays; the form that had the focus goes.
    say: (said) => {
      refocus();
      void sendMessage({ text: said });
    },
    edit,
    madeSince: (messageId) => madeSince(messages, messageId),
  };
  return {
    messages,
    error,
    isBusy,
    ways: useSteady(now),
    send: (text: string) => void sendMessage({ text }),
    stop: () => void stop(),
    reload: () => void reload().catch(() => undefined),
  };
}

/** The same object as long as it lives, doing what the newest one does: what is given it need not be drawn again. */
function useSteady(newest: Ways): Ways {
  const latest = useRef(newest);
  useEffect(() => {
    latest.current = newest;
  });
  const [steady] = useState<Ways>(() => ({
    answerCard: (...given) => latest.current.answerCard(...given),
    decide: (...given) => latest.current.decide(...given),
    retry: () => latest.current.retry(),
    askBuiltin: () => latest.current.askBuiltin(),
    say: (text) => latest.current.say(text),
    edit: (...given) => latest.current.edit(...given),
    madeSince: (messageId) => latest.current.madeSince(messageId),
  }));
  return steady;
}

/** Only the last message is sent, with who should answer it and whose place it takes: the server keeps the rest. */
function createTransport(
  about: ChatAbout | undefined,
  replacing: { readonly current: string | undefined },
) {
  return new DefaultChatTransport<ChatMessage>({
    api: under("/api/chat"),
    prepareSendMessagesRequest: ({ id, messages, body }) => {
      const message = messages.at(-1);
      const replaces = message !== undefined && message.id === replacing.current;
      return {
        body: {
          ...body,
          id,
          message,
          ...(about ? { about } : {}),
          ...(replaces ? { replace: message.id } : {}),
        },
      };
    },
  });
}

function pathOf(id: string): string {
  return `/api/chats/${encodeURIComponent(id)}`;
}
