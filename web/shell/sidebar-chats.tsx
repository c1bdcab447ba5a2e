import { Suspense, lazy, useEffect, useState } from "react";
import type { ChatSummary } from "../../src/contract/chat.ts";
import { useServer } from "../data/server.tsx";
import { chatListWords as words } from "../words/chat.ts";
import { strings } from "../words/strings.ts";
import { Icon } from "../ui/icon.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { VirtualList } from "../ui/virtual-list.tsx";
import { groupOf } from "./chat-groups.ts";
import { SidebarChat } from "./sidebar-chat.tsx";
import "./sidebar-chats.css";

const ChatSearch = lazy(() => import("./chat-search.tsx"));

type Row =
  | { readonly kind: "group"; readonly name: string }
  | { readonly kind: "chat"; readonly chat: ChatSummary };

/** The chats by day, and the way to search in them. */
export function SidebarChats({ path }: { readonly path: string }) {
  const { chats } = useServer();
  const { loaded, reload, more } = chats;
  const [isSearching, setSearching] = useSearchKey();
  const rows = loaded.status === "ready" ? rowsOf(loaded.value.chats) : [];
  return (
    <>
      <button type="button" className="sidebar-search" onClick={() => setSearching(true)}>
        <Icon name="search" />
        <span>{words.search}</span>
        <kbd>{isMac ? "⌘K" : "Ctrl K"}</kbd>
      </button>
      <nav className="sidebar-chats" data-scroll aria-label={strings.shell.chats}>
        <h2 className="visually-hidden">{strings.shell.chats}</h2>
        {loaded.status === "loading" && <Loading lines={3} />}
        {loaded.status === "failed" && loaded.problem.code !== "request/not-signed-in" && (
          <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
        )}
        {loaded.status === "ready" && rows.length === 0 && (
          <p className="sidebar-none">{strings.shell.noChats}</p>
        )}
        {rows.length > 0 && (
          <VirtualList
            label={strings.shell.chats}
            items={rows}
            keyOf={(row) => (row.kind === "chat" ? row.chat.id : `group ${row.name}`)}
            height={36}
            reached={more}
          >
            {(row) =>
              row.kind === "group" ? (
                <h3 className="sidebar-group">{row.name}</h3>
              ) : (
                <SidebarChat chat={row.chat} path={path} />
              )
            }
          </VirtualList>
        )}
      </nav>
      {isSearching && (
        <Suspense>
          <ChatSearch close={() => setSearching(false)} />
        </Suspense>
      )}
    </>
  );
}

function rowsOf(chats: readonly ChatSummary[]): readonly Row[] {
  const now = new Date();
  return chats.flatMap((chat, index): readonly Row[] => {
    const group = groupOf(chat.updatedAt, now);
    const before = chats[index - 1];
    const row = { kind: "chat" as const, chat };
    const isFirst = before === undefined || groupOf(before.updatedAt, now) !== group;
    return isFirst ? [{ kind: "group", name: words.groups[group] }, row] : [row];
  });
}

const isMac = /^Mac|iP(?:ad|hone)/.test(navigator.platform);

/** Ctrl + K, and Cmd + K on a Mac, wherever the person is. */
function useSearchKey() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const held = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      if (!held || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return [isOpen, setOpen] as const;
}
