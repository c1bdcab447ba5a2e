import { Suspense, useEffect, useRef } from "react";
import type { ChatAbout } from "../../src/contract/chat.ts";
import { useMay } from "../data/rights.ts";
import { whenIdle } from "../data/when-idle.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { accessWords } from "../words/access.ts";
import { besideWords } from "../words/chat.ts";
import { strings } from "../words/strings.ts";
import { later } from "../ui/later.tsx";
import { Loading } from "../ui/states.tsx";
import { BesideStart } from "./beside-start.tsx";
import { ChatFailure } from "./chat-failure.tsx";
import { Composer } from "./composer.tsx";
import { Hero } from "./hero.tsx";
import { JumpToEnd } from "./jump-to-end.tsx";
import { type ChatMessage, saysFailure, waitsForPerson } from "./message.ts";
import { QuietLine } from "./parts/quiet-line.tsx";
import { useConversation } from "./use-conversation.ts";
import { useDraft } from "./use-draft.ts";
import { useStickToEnd } from "./use-stick-to-end.ts";
import { type Times, useTimes } from "./use-times.ts";
import "./conversation.css";

/** Nobody needs the messages, their cards and Markdown to write the first one. */
const messageList = later(() => import("./message-list.tsx"));

const words = strings.chat;

/** The sentence that a link elsewhere in the page put into a new chat. */
const promptInAddress = () => new URLSearchParams(location.search).get("prompt") ?? "";

interface ConversationProps {
  readonly id: string;
  readonly messages: ChatMessage[];
  /** When each of them was begun. */
  readonly times?: Times | undefined;
  /** Whether the server is writing an answer, which is then read from its start. */
  readonly running: boolean;
  /** Given where it stands beside what it is about. */
  readonly beside?: BesideWays;
  /** Told when the first message goes out; given where the chat is new. */
  readonly begun?: () => void;
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

const noTimes: Times = {};

/** A chat as it goes on: what was said, what waits, and where to write. */
export function Conversation(props: ConversationProps) {
  const { id, messages: stored, running, beside, begun, ended } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const { messages, error, isBusy, ways, send, stop, reload } = useConversation({
    id,
    messages: stored,
    running,
    about: beside?.about,
    ended: (hasChanged) => {
      ended?.();
      if (hasChanged) beside?.changed();
    },
    refocus: () => field.current?.focus(),
  });
  const times = useTimes(messages, props.times ?? noTimes);
  const [text, setText] = useDraft(
    begun && messages.length === 0 ? newChat(beside?.about) : id,
    firstText(props),
  );
  const builds = useMay("build");
  const { box, isAway, jump } = useStickToEnd();
  useEffect(() => whenIdle(messageList.load), []);
  function say(said: string) {
    setText("");
    if (messages.length === 0) begun?.();
    send(said);
    jump();
  }
  function choose(prompt: string) {
    setText(prompt);
    field.current?.focus();
  }

  const composer = !builds ? (
    <div className="conversation-closed">
      <p>{accessWords.noBuild}</p>
      <p>
        <Link href={paths.functions}>{accessWords.toFunctions}</Link>
        {" · "}
        <Link href={paths.pages}>{accessWords.toPages}</Link>
      </p>
    </div>
  ) : (
    <Composer
      text={text}
      change={setText}
      send={say}
      stop={isBusy ? stop : undefined}
      placeholder={placeholderOf(beside?.about, messages.length === 0)}
      takesFocus={beside?.focus ?? true}
      field={field}
    />
  );
  if (messages.length === 0 && !isBusy && !error) {
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
      <div
        ref={box}
        className="messages"
        role="log"
        aria-label={words.conversation}
        aria-busy={isBusy}
      >
        <Suspense fallback={<Loading lines={5} />}>
          <messageList.Part
            messages={messages}
            times={times}
            ways={builds ? ways : undefined}
            isBusy={isBusy}
          />
        </Suspense>
        {isBusy && !isSpeaking(messages.at(-1)) && (
          <QuietLine state="doing" text={words.thinking} />
        )}
        {error && !saysFailure(messages.at(-1)) && (
          <ChatFailure error={error} retry={ways.retry} reload={reload} />
        )}
      </div>
      <p className="visually-hidden" role="status">
        {isBusy
          ? words.answering
          : waitsForPerson(messages.at(-1))
            ? words.waiting
            : words.answered}
      </p>
      <div className="conversation-foot">
        {isAway && <JumpToEnd jump={jump} />}
        {composer}
      </div>
    </div>
  );
}

/** A chat with what was said in it, once that can be shown too. */
export const storedConversation = later(async () => {
  await messageList.load();
  return { default: Conversation };
});

/** What a chat that is not begun yet is kept under. */
function newChat(about: ChatAbout | undefined): string {
  return about ? `new ${about.kind}:${about.name}` : "new";
}

function firstText({ beside, begun }: ConversationProps): string {
  return begun && !beside ? promptInAddress() : "";
}

function placeholderOf(about: ChatAbout | undefined, isFirst: boolean): string {
  if (!isFirst) return words.placeholderMore;
  return about ? besideWords.placeholder[about.kind] : words.placeholder;
}

/** Whether the answer itself shows that it is being written. */
function isSpeaking(message: ChatMessage | undefined): boolean {
  const last = message?.parts.at(-1);
  if (message?.role !== "assistant" || !last) return false;
  if (last.type === "text") return last.text !== "";
  return "state" in last && (last.state === "input-streaming" || last.state === "input-available");
}
