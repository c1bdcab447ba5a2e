import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type ChatSummary, chatListShape } from "../../src/contract/chat.ts";
import { ask } from "./api.ts";
import { problemOf } from "./problem.ts";
import { useReturns } from "./reach.ts";
import type { Loaded } from "./use-get.ts";

const pageSize = 50;
/** As many as one request may ask for. */
const mostAtOnce = 200;

interface Pages {
  readonly chats: readonly ChatSummary[];
  /** Where the next page begins; undefined where there is none. */
  readonly next: string | undefined;
}

/** The chats as far down as the person looked, newest first. */
export function useChats() {
  const [loaded, setLoaded] = useState<Loaded<Pages>>({ status: "loading" });
  const newest = useRef<AbortController>(undefined);
  const pages = useRef<Pages>({ chats: [], next: undefined });
  const isAsking = useRef(false);
  const returns = useReturns();

  const set = useCallback((next: Pages) => {
    pages.current = next;
    setLoaded({ status: "ready", value: next });
  }, []);
  const reload = useCallback(() => {
    newest.current?.abort();
    const leave = new AbortController();
    newest.current = leave;
    const limit = Math.min(mostAtOnce, Math.max(pageSize, pages.current.chats.length));
    ask(chatListShape, `/api/chats?limit=${limit}`, { signal: leave.signal }).then(
      ({ chats, next }) => set(withRest(pages.current, chats, next)),
      (error: unknown) => {
        if (!leave.signal.aborted) setLoaded({ status: "failed", problem: problemOf(error) });
      },
    );
  }, [set]);
  const more = useCallback(() => {
    const { next } = pages.current;
    if (next === undefined || isAsking.current) return;
    isAsking.current = true;
    const path = `/api/chats?limit=${pageSize}&cursor=${encodeURIComponent(next)}`;
    ask(chatListShape, path)
      .then(({ chats, next: then }) => {
        const known = new Set(pages.current.chats.map(({ id }) => id));
        const fresh = chats.filter(({ id }) => !known.has(id));
        set({ chats: [...pages.current.chats, ...fresh], next: then });
      })
      // What is there stays; the end of the list asks again when it is reached again.
      .catch(() => {})
      .finally(() => {
        isAsking.current = false;
      });
  }, [set]);
  /** Shows a chat as it is from now on, or no longer, before the server is asked again. */
  const put = useCallback(
    (id: string, chat: ChatSummary | undefined) => {
      const { chats, next } = pages.current;
      set({ chats: chats.flatMap((one) => (one.id === id ? (chat ?? []) : one)), next });
    },
    [set],
  );
  useEffect(() => {
    reload();
    return () => newest.current?.abort();
  }, [reload, returns]);
  return useMemo(() => ({ loaded, reload, more, put }), [loaded, reload, more, put]);
}

/** What was loaded further down stays behind the newest page. */
function withRest(
  { chats: before, next: nextBefore }: Pages,
  chats: readonly ChatSummary[],
  next: string | undefined,
): Pages {
  if (next === undefined || before.length <= mostAtOnce) return { chats, next };
  const oldest = chats.at(-1)?.updatedAt ?? "";
  const known = new Set(chats.map(({ id }) => id));
  const rest = before.filter(({ id, updatedAt }) => updatedAt <= oldest && !known.has(id));
  return { chats: [...chats, ...rest], next: nextBefore };
}
