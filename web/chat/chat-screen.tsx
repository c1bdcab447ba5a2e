import { Suspense, useEffect } from "react";
import { useGet } from "../data/use-get.ts";
import { navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Failure, Loading } from "../ui/states.tsx";
import { storedConversation } from "./conversation.tsx";
import { storedChat } from "./message.ts";
import "./chat-screen.css";

/** A chat that stands on the server. */
export function ChatScreen({ id }: { readonly id: string }) {
  const { loaded, reload } = useGet(storedChat, `/api/chats/${encodeURIComponent(id)}`);
  const title = loaded.status === "ready" ? loaded.value.title : undefined;
  useEffect(() => {
    if (title) document.title = `${title} – ${strings.product}`;
  }, [title]);
  // At the same time as the chat, not after it.
  useEffect(() => void storedConversation.load(), []);
  const waiting = (
    <div className="chat-state">
      <Loading lines={5} />
    </div>
  );
  if (loaded.status === "loading") return waiting;
  if (loaded.status === "failed") {
    const gone = loaded.problem.code === "chat/not-found";
    return (
      <div className="chat-state">
        <Failure
          detail={gone ? strings.chat.missing : loaded.problem.message}
          way={
            gone
              ? { label: strings.chat.startNew, go: () => navigate(paths.newChat) }
              : { label: strings.retry, go: reload }
          }
        />
      </div>
    );
  }
  const { messages, times, running } = loaded.value;
  return (
    <Suspense fallback={waiting}>
      <storedConversation.Part id={id} messages={messages} times={times} running={running} />
    </Suspense>
  );
}
