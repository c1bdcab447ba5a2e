import { generateId } from "ai";
import { type ReactNode, Suspense, useState } from "react";
import { type ChatAbout, chatListShape } from "../../src/contract/chat.ts";
import { useGet } from "../data/use-get.ts";
import { navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { besideWords as words } from "../words/chat.ts";
import { strings } from "../words/strings.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu } from "../ui/menu.tsx";
import { Icon } from "../ui/icon.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { ago } from "../ui/time.ts";
import { type BesideWays, Conversation, storedConversation } from "./conversation.tsx";
import { storedChat } from "./message.ts";

interface BesideChatProps {
  readonly about: ChatAbout;
  readonly changed: () => void;
  /** Whether the person is about to write. */
  readonly focus: boolean;
  /** The button that closes it. */
  readonly close: ReactNode;
}

const mostEarlier = 20;

/** The last chat about something, or a new one. */
export function BesideChat({ about, changed, focus, close }: BesideChatProps) {
  const subject = encodeURIComponent(`${about.kind}:${about.name}`);
  const { loaded, reload } = useGet(
    chatListShape,
    `/api/chats?about=${subject}&limit=${mostEarlier}`,
  );
  const [chosen, setChosen] = useState<{ readonly id: string; readonly isNew: boolean }>();
  const chats = loaded.status === "ready" ? loaded.value.chats : [];
  const [last] = chats;
  // Settled once: a chat that is begun meanwhile does not take the place of the one that is shown.
  if (loaded.status === "ready" && !chosen)
    setChosen(last ? { id: last.id, isNew: false } : { id: generateId(), isNew: true });
  const beside = { about, changed, focus };
  const isBegun = chosen !== undefined && chats.some(({ id }) => id === chosen.id);
  return (
    <>
      <header className="beside-head">
        <h2>{words.heading}</h2>
        {chats.length > 0 && (
          <Menu
            label={words.earlier}
            items={chats.map(({ id, title, updatedAt }) => ({
              key: id,
              label: `${title} · ${ago(updatedAt, Date.now())}`,
              go: () => setChosen({ id, isNew: false }),
            }))}
          >
            <Icon name="clock" />
          </Menu>
        )}
        {isBegun && (
          <>
            <IconButton
              icon="plus"
              label={words.newChat}
              title={words.newChat}
              onClick={() => setChosen({ id: generateId(), isNew: true })}
            />
            <IconButton
              icon="open"
              label={words.whole}
              title={words.whole}
              onClick={() => navigate(paths.chat(chosen.id))}
            />
          </>
        )}
        {close}
      </header>
      <div className="beside-body" data-scroll>
        {loaded.status === "failed" && !chosen && (
          <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
        )}
        {loaded.status === "loading" && !chosen && <Loading lines={4} />}
        {chosen?.isNew && (
          <Conversation
            key={chosen.id}
            id={chosen.id}
            messages={nothingSaid}
            running={false}
            beside={beside}
            begun={() => undefined}
            ended={reload}
          />
        )}
        {chosen && !chosen.isNew && (
          <Kept key={chosen.id} id={chosen.id} beside={beside} ended={reload} />
        )}
      </div>
    </>
  );
}

const nothingSaid: [] = [];

interface KeptProps {
  readonly id: string;
  readonly beside: BesideWays;
  readonly ended: () => void;
}

/** A chat that stands on the server. */
function Kept({ id, beside, ended }: KeptProps) {
  const { loaded, reload } = useGet(storedChat, `/api/chats/${encodeURIComponent(id)}`);
  if (loaded.status === "loading") return <Loading lines={4} />;
  if (loaded.status === "failed")
    return <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />;
  const { messages, times, running } = loaded.value;
  return (
    <Suspense fallback={<Loading lines={4} />}>
      <storedConversation.Part
        id={id}
        messages={messages}
        times={times}
        running={running}
        beside={beside}
        ended={ended}
      />
    </Suspense>
  );
}
