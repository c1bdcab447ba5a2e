import { type FocusEvent, type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useMay } from "../data/rights.ts";
import { type ChatSummary, chatSummaryShape, maxChatTitle } from "../../src/contract/chat.ts";
import { ask, remove } from "../data/api.ts";
import { problemOf } from "../data/problem.ts";
import { useServer } from "../data/server.tsx";
import { Link, navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { chatListWords as words } from "../words/chat.ts";
import { strings } from "../words/strings.ts";
import { Menu } from "../ui/menu.tsx";
import { useToast } from "../ui/toast.tsx";

interface SidebarChatProps {
  readonly chat: ChatSummary;
  readonly path: string;
}

/** A chat in the list: the way to it, its name to be changed in place, and what can be done with it. */
export function SidebarChat({ chat, path }: SidebarChatProps) {
  const { id, title: kept } = chat;
  const title = kept || strings.chat.untitled;
  const { chats } = useServer();
  const builds = useMay("build");
  const toast = useToast();
  const [isNaming, setNaming] = useState(false);
  const link = useRef<HTMLDivElement>(null);
  const href = paths.chat(id);
  const address = `/api/chats/${encodeURIComponent(id)}`;
  const fail = (error: unknown) => toast({ text: problemOf(error).message });

  async function rename(next: string) {
    setNaming(false);
    if (next === "" || next === kept) return;
    chats.put(id, { ...chat, title: next });
    try {
      const body = { title: next };
      chats.put(id, await ask(chatSummaryShape, address, { method: "PATCH", body }));
    } catch (error) {
      chats.put(id, chat);
      fail(error);
    }
  }
  async function discard() {
    try {
      await remove(address);
      chats.put(id, undefined);
      if (path === href) navigate(paths.newChat);
      toast({ text: words.deleted(title), way: { label: words.undo, go: () => void restore() } });
    } catch (error) {
      fail(error);
      chats.reload();
    }
  }
  async function restore() {
    try {
      await ask(chatSummaryShape, `${address}/restore`, { method: "POST" });
      if (path === href) navigate(href);
    } catch (error) {
      fail(error);
    }
    chats.reload();
  }
  if (isNaming) {
    return (
      <NameField
        title={kept}
        done={(next) => void rename(next)}
        leave={() => {
          flushSync(() => setNaming(false));
          link.current?.querySelector("a")?.focus();
        }}
      />
    );
  }
  return (
    <div ref={link} className="sidebar-chat">
      <Link
        className="sidebar-link"
        href={href}
        aria-current={path === href ? "page" : undefined}
        title={title}
        onDoubleClick={() => setNaming(builds)}
        onKeyDown={(event) => {
          if (event.key === "F2") setNaming(builds);
        }}
      >
        <span>{title}</span>
      </Link>
      {builds && (
        <Menu
          label={words.more(title)}
          items={[
            { label: words.rename, icon: "edit", go: () => setNaming(true) },
            { label: words.delete, icon: "trash", danger: true, go: () => void discard() },
          ]}
        />
      )}
    </div>
  );
}

interface NameFieldProps {
  readonly title: string;
  readonly done: (title: string) => void;
  readonly leave: () => void;
}

/** Enter or going elsewhere keeps the name, Escape leaves it as it was. */
function NameField({ title, done, leave }: NameFieldProps) {
  const isOver = useRef(false);
  function end(field: HTMLInputElement) {
    if (isOver.current) return;
    isOver.current = true;
    done(field.value.trim());
  }
  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    isOver.current = true;
    leave();
  }
  return (
    <form
      className="sidebar-chat"
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const [field] = event.currentTarget.elements;
        if (field instanceof HTMLInputElement) end(field);
      }}
    >
      <input
        className="sidebar-name"
        aria-label={words.name}
        defaultValue={title}
        maxLength={maxChatTitle}
        autoComplete="off"
        // The menu that opened it gives the focus back to its button first.
        ref={(field) => {
          requestAnimationFrame(() => field?.select());
        }}
        onKeyDown={press}
        onBlur={(event: FocusEvent<HTMLInputElement>) => end(event.currentTarget)}
      />
    </form>
  );
}
