import { useEffect, useSyncExternalStore } from "react";

const askAgainMs = 2_000;
/** Between two looks at a server that answered last time. */
const lookMs = 15_000;

interface Reach {
  /** Whether the last request got no answer. */
  readonly isLost: boolean;
  /** How often the server came back since the page was opened. */
  readonly returns: number;
}

let reach: Reach = { isLost: false, returns: 0 };
const listeners = new Set<() => void>();

/** An answer came, whatever it says. */
export function answered(): void {
  if (reach.isLost) change({ isLost: false, returns: reach.returns + 1 });
}

/** Somebody signed in again: what was loaded before is loaded anew. */
export function comeBack(): void {
  change({ isLost: false, returns: reach.returns + 1 });
}

/** No answer came: the server is asked again until there is one. */
export function unanswered(): void {
  if (reach.isLost) return;
  change({ isLost: true, returns: reach.returns });
  setTimeout(() => void askAgain(), askAgainMs);
}

/** Told where a request found that nobody is signed in any more. */
export const signedOutEvent = "patchbay-signed-out";

/** Looks whether the server is there. */
export async function look(): Promise<void> {
  if (await isThere()) answered();
  else unanswered();
}

/** Whether the server answers, looked at now and then and whenever the person comes back to the page. */
export function useReach(): Reach {
  const now = useSyncExternalStore(listen, () => reach);
  useEffect(() => {
    const seen = () => {
      if (document.visibilityState === "visible") void look();
    };
    const timer = setInterval(seen, lookMs);
    document.addEventListener("visibilitychange", seen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, []);
  return now;
}

/** Changes each time that the server came back: what was loaded before may be old. */
export function useReturns(): number {
  return useSyncExternalStore(listen, () => reach.returns);
}

function change(next: Reach): void {
  reach = next;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function askAgain(): Promise<void> {
  if (await isThere()) answered();
  else setTimeout(() => void askAgain(), askAgainMs);
}

async function isThere(): Promise<boolean> {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
