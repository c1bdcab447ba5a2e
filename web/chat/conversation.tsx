import { useChat } from "@ai-sdk/react";
import { DefaultChatTransport } from "ai";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { z } from "zod";
import type { ChatAbout } from "../../src/contract/chat.ts";
import { ask } from "../data/api.ts";
import { problemOf } from "../data/problem.ts";
import { useServer } from "../data/server.tsx";
import { besideWords } from "../words/chat.ts";
import { strings } from "../words/strings.ts";
import { Failure } from "../ui/states.tsx";
import { BesideStart } from "./beside-start.tsx";
import { Composer } from "./composer.tsx";
import { Hero } from "./hero.tsx";
import {
  type ChatMessage,
  goesOn,
  mayHaveChanged,
  saidIn,
  saysFailure,
  storedChat,
  waitsForPerson,
} from "./message.ts";
import { MessageView, type Ways } from "./message-view.tsx";
import { QuietLine } from "./parts/quiet-line.tsx";
import { useStickToEnd } from "./use-stick-to-end.ts";
import "./conversation.css";

const words = strings.chat;

/** The sentence that a link elsewhere in the page put into a new chat. */
const promptInAddress = () => new URLSearchParams(location.search).get("prompt") ?? "";

interface ConversationProps {
  readonly id: string;
  readonly messages: ChatMessage[];
  /** Whether the server is writing an answer, which is then read from its start. */
  readonly running: boolean;
  /** Given where it stands beside what it is about. */
  readonly beside?: BesideWays;
  /** Told when the first message goes out. */
  readonly begun: () => void;
  /** Told when an answer has come to its end. */
  readonly ended?: () => void;
}

export interface BesideWays {
  readonly about: ChatAbout;
  /** Told when an answer may have changed it. */
  readonly changed: () => void;
  /** Whether the person is about to write. */
  readonly focus: boolean;
}

/** A chat as it goes on: what was said, what waits, and where to write. */
export function Conversation({
  id,
  messages: stored,
  running,
  beside,
  begun,
  ended,
}: ConversationProps) {
  const { reloadChats } = useServer();
  const [transport] = useState(() => createTransport(beside?.about));
  const chat = useChat<ChatMessage>({
    id,
    messages: stored,
    resume: running,
    transport,
    throttle: 40,
    sendAutomaticallyWhen: goesOn,
    onFinish: ({ message }) => {
      reloadChats();
      ended?.();
      if (mayHaveChanged(message)) beside?.changed();
    },
    onError: reloadChats,
  });
  const { messages, status, error, sendMessage, regenerate } = chat;
  const [text, setText] = useState(beside ? "" : promptInAddress);
  const field = useRef<HTMLTextAreaElement>(null);
  const busy = status === "submitted" || status === "streaming";

  async function reload() {
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
    field.current?.focus();
  }
  function send(said: string) {
    setText("");
    if (messages.length === 0) begun();
    void sendMessage({ text: said });
  }
  function retry() {
    // A decision that did not reach the server is sent again; a failed answer is begun anew.
    const unsent = error !== undefined && problemOf(error).code === "network";
    void (unsent && goesOn({ messages }) ? sendMessage() : regenerate());
  }
  function choose(prompt: string) {
    setText(prompt);
    field.current?.focus();
  }
  useEffect(() => {
    if (status === "submitted") reloadChats();
  }, [status, reloadChats]);

  const ways: Ways = {
    answerCard: (toolCallId, output) =>
      void chat.addToolOutput({ tool: "request_connection", toolCallId, output }),
    decide: (approval, approved) => void chat.addToolApprovalResponse({ id: approval, approved }),
    retry,
    askBuiltin: () => void regenerate({ body: { model: "builtin" } }),
    // What stands in the composer stays; the form that had the focus goes.
    say: (said) => {
      field.current?.focus();
      void sendMessage({ text: said });
    },
  };

  const composer = (
    <Composer
      text={text}
      change={setText}
      send={send}
      stop={busy ? () => void stop() : undefined}
      placeholder={placeholderOf(beside?.about, messages.length === 0)}
      takesFocus={beside?.focus ?? true}
      field={field}
    />
  );
  if (messages.length === 0 && !busy && !error) {
    return beside ? (
      <BesideStart about={beside.about} choose={choose}>
        {composer}
      </BesideStart>
    ) : (
      <Hero choose={choose}>{composer}</Hero>
    );
  }
  return (
    <div className="conversation">
      {!beside && <h1 className="visually-hidden">{words.conversation}</h1>}
      <Messages busy={busy}>
        {messages.map((message, index) => (
          <MessageView
            key={message.id}
            message={message}
            ways={index === messages.length - 1 ? ways : undefined}
            reply={replyTo(messages, index)}
          />
        ))}
        {busy && !isSpeaking(messages.at(-1)) && <QuietLine state="doing" text={words.thinking} />}
        {error && !saysFailure(messages.at(-1)) && (
          <ChatFailure error={error} retry={retry} reload={() => void reload()} />
        )}
      </Messages>
      <p className="visually-hidden" role="status">
        {busy ? words.answering : waitsForPerson(messages.at(-1)) ? words.waiting : words.answered}
      </p>
      <div className="conversation-foot">{composer}</div>
    </div>
  );
}

function Messages({ busy, children }: { readonly busy: boolean; readonly children: ReactNode }) {
  const box = useStickToEnd();
  return (
    <div ref={box} className="messages" role="log" aria-label={words.conversation} aria-busy={busy}>
      {children}
    </div>
  );
}

interface ChatFailureProps {
  readonly error: Error;
  readonly retry: () => void;
  readonly reload: () => void;
}

/** After a conflict the chat went on elsewhere: what the server has comes first. */
function ChatFailure({ error, retry, reload }: ChatFailureProps) {
  const { code, message } = problemOf(error);
  const elsewhere = code === "chat/forged" || code === "chat/busy";
  const way = elsewhere
    ? { label: words.reloadChat, go: reload }
    : { label: strings.retry, go: retry };
  return <Failure detail={message} way={way} />;
}

/** What the person said after a message. */
function replyTo(messages: readonly ChatMessage[], index: number): string | undefined {
  const next = messages[index + 1];
  return next?.role === "user" ? saidIn(next) : undefined;
}

/** Whether the answer itself shows that it is being written. */
function isSpeaking(message: ChatMessage | undefined): boolean {
  const last = message?.parts.at(-1);
  if (message?.role !== "assistant" || !last) return false;
  if (last.type === "text") return last.text !== "";
  return "state" in last && (last.state === "input-streaming" || last.state === "input-available");
}

function placeholderOf(about: ChatAbout | undefined, isFirst: boolean): string {
  if (!isFirst) return words.placeholderMore;
  return about ? besideWords.placeholder[about.kind] : words.placeholder;
}

/** Only the last message is sent, with who should answer it: the server keeps the rest. */
function createTransport(about: ChatAbout | undefined) {
  return new DefaultChatTransport<ChatMessage>({
    prepareSendMessagesRequest: ({ id, messages, body }) => ({
      body: { ...body, id, message: messages.at(-1), ...(about ? { about } : {}) },
    }),
  });
}

function pathOf(id: string): string {
  return `/api/chats/${encodeURIComponent(id)}`;
}
