import { useCallback, useEffect, useState } from "react";
import {
  type ConnectionRequestView,
  connectAnswer,
  connectionRequestShape,
  type settlings,
} from "../../src/contract/connection.ts";
import { ask } from "./api.ts";
import { type Problem, problemOf } from "./problem.ts";
import { openSignIn } from "./sign-in.ts";
import { useGet } from "./use-get.ts";
import { useSignInNews } from "./use-sign-in-news.ts";

type Settling = (typeof settlings)[number];

const pollMs = 1000;
/** The callback page closes its window right after it told; its word may still be on the way. */
const closeGraceMs = 1000;

/**
 * A connection request as it goes on, and what a person can do about it; `opened` is the window of a
 * sign-in that has begun already.
 */
export function useConnectionRequest(id: string, opened?: Window) {
  const path = `/api/connection-requests/${encodeURIComponent(id)}`;
  const { loaded, reload, set } = useGet(connectionRequestShape, path);
  const [popup, setPopup] = useState(opened);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const status = loaded.status === "ready" ? loaded.value.status : undefined;
  const connecting = status === "connecting";

  const settle = useCallback(
    async (to: Settling) => {
      try {
        set(await settleRequest(path, to));
      } catch (error) {
        // Decided meanwhile: what it came to is the answer.
        const found = problemOf(error);
        if (found.code === "connection/request-closed") reload();
        else setProblem(found);
      }
    },
    [path, set, reload],
  );

  useSignInNews(
    useCallback(
      (request: string) => {
        if (request === id) reload();
      },
      [id, reload],
    ),
  );

  useEffect(() => {
    if (!connecting) return;
    const poll = setInterval(reload, pollMs);
    return () => clearInterval(poll);
  }, [connecting, reload]);

  useEffect(() => {
    if (!connecting || !popup) return;
    let closing: ReturnType<typeof setTimeout> | undefined;
    const watch = setInterval(() => {
      if (popup.closed) closing ??= setTimeout(() => void settle("closed"), closeGraceMs);
    }, pollMs / 4);
    return () => {
      clearInterval(watch);
      clearTimeout(closing);
    };
  }, [connecting, popup, settle]);

  /** `loginHost` where the provider has several to sign in at and one was chosen. */
  async function connect(loginHost?: string) {
    setProblem(undefined);
    setBusy(true);
    // The one that is opened again takes the place of the one before.
    setPopup(undefined);
    popup?.close();
    try {
      const body = { request: id, ...(loginHost === undefined ? {} : { loginHost }) };
      const begun = await openSignIn(() =>
        ask(connectAnswer, "/api/connections", { method: "POST", body }),
      );
      setPopup(begun?.popup);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
      reload();
    }
  }

  function skip() {
    popup?.close();
    return settle("skipped");
  }

  /** Each person connects their own account instead of one for everybody. */
  const leaveToEach = () => settle("own");

  return { loaded, reload, problem, busy, connect, skip, leaveToEach };
}

function settleRequest(path: string, status: Settling): Promise<ConnectionRequestView> {
  return ask(connectionRequestShape, `${path}/settle`, { method: "POST", body: { status } });
}
