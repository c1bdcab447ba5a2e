import { Dialog } from "@base-ui/react/dialog";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { type ChatSummary, chatListShape } from "../../src/contract/chat.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { chatListWords as words } from "../words/chat.ts";
import { strings } from "../words/strings.ts";
import { Icon } from "../ui/icon.tsx";
import { Failure } from "../ui/states.tsx";
import { ago } from "../ui/time.ts";
import "./chat-search.css";

const pageSize = 30;
/** Between the last key and the question. */
const pauseMs = 120;

interface Found {
  readonly chats: readonly ChatSummary[];
  readonly next: string | undefined;
}

/** Finds chats by their names and by what was said in them. */
export default function ChatSearch({ close }: { readonly close: () => void }) {
  const [query, setQuery] = useState("");
  const { found, problem, more, again } = useFound(query.trim());
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const chats = found?.chats ?? [];
  const at = Math.min(active, chats.length - 1);
  const optionId = (index: number) => `${id}-${index}`;

  function open(chat: ChatSummary | undefined) {
    if (!chat) return;
    close();
    navigate(paths.chat(chat.id));
  }
  function press(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && !event.nativeEvent.isComposing) open(chats[at]);
    if (step === undefined || chats.length === 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(chats.length - 1, at + step));
    if (next >= chats.length - 3) more();
    setActive(next);
  }
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);

  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-backdrop" />
        <Dialog.Popup className="chat-search" aria-label={words.search}>
          <div className="chat-search-field">
            <Icon name="search" />
            <input
              type="text"
              role="combobox"
              aria-expanded={chats.length > 0}
              aria-controls={id}
              aria-autocomplete="list"
              aria-activedescendant={chats.length > 0 ? optionId(at) : undefined}
              aria-label={words.searchLabel}
              placeholder={words.searchLabel}
              value={query}
              maxLength={200}
              onChange={(event) => {
                setQuery(event.target.value);
                setActive(0);
              }}
              onKeyDown={press}
              autoComplete="off"
              spellCheck={false}
            />
          </div>
          {problem && (
            <Failure detail={problem.message} way={{ label: strings.retry, go: again }} />
          )}
          <p
            className={found && chats.length === 0 ? "chat-search-none" : "visually-hidden"}
            role="status"
          >
            {found && words.found(chats.length, found.next !== undefined)}
          </p>
          <ul
            ref={list}
            id={id}
            role="listbox"
            aria-label={strings.shell.chats}
            className="chat-search-list"
            onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
              if (scrollTop + clientHeight > scrollHeight - clientHeight) more();
            }}
          >
            {chats.map((chat, index) => (
              <li
                key={chat.id}
                id={optionId(index)}
                role="option"
                aria-selected={index === at}
                onPointerMove={() => setActive(index)}
                onClick={() => open(chat)}
              >
                <span className="chat-search-title">{chat.title || strings.chat.untitled}</span>
                <span className="chat-search-when">{ago(chat.updatedAt, Date.now())}</span>
                {chat.snippet !== undefined && (
                  <span className="chat-search-snippet">
                    <Marked text={chat.snippet} words={query.trim().split(/\s+/)} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** A text with the words in it that were searched for. */
function Marked({
  text,
  words: wanted,
}: {
  readonly text: string;
  readonly words: readonly string[];
}) {
  const escaped = wanted
    .filter(Boolean)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  if (escaped.length === 0) return text;
  const pieces = text.split(new RegExp(`(${escaped.join("|")})`, "giu"));
  return pieces.map((piece, index) => (index % 2 === 1 ? <mark key={index}>{piece}</mark> : piece));
}

/** What the server finds, page by page; what was found stays until the next answer is there. */
function useFound(query: string) {
  const [state, setState] = useState<{ found?: Found; problem?: Problem }>({});
  const [round, setRound] = useState(0);
  const newest = useRef<AbortController>(undefined);
  const pathOf = (cursor?: string) =>
    `/api/chats?${new URLSearchParams({
      limit: String(pageSize),
      ...(query === "" ? {} : { q: query }),
      ...(cursor === undefined ? {} : { cursor }),
    })}`;
  useEffect(() => {
    const leave = new AbortController();
    newest.current = leave;
    const timer = setTimeout(
      () => {
        ask(chatListShape, pathOf(), { signal: leave.signal }).then(
          ({ chats, next }) => setState({ found: { chats, next } }),
          (error: unknown) => {
            if (!leave.signal.aborted) setState({ problem: problemOf(error) });
          },
        );
      },
      query === "" ? 0 : pauseMs,
    );
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- pathOf follows from query
  }, [query, round]);
  const isAsking = useRef(false);
  function more() {
    const { found } = state;
    if (!found?.next || isAsking.current) return;
    isAsking.current = true;
    const signal = newest.current?.signal;
    ask(chatListShape, pathOf(found.next), signal ? { signal } : {})
      .then(({ chats, next }) => setState({ found: { chats: [...found.chats, ...chats], next } }))
      .catch(() => {})
      .finally(() => {
        isAsking.current = false;
      });
  }
  return { ...state, more, again: () => setRound((last) => last + 1) };
}
