import { useSyncExternalStore } from "react";

/**
 * Whether the server knows who this is: `never` where nobody signed in since the page was opened,
 * `ended` where a session came to its end under it.
 */
type Session = "unknown" | "open" | "never" | "ended";

let session: Session = "unknown";
const listeners = new Set<() => void>();

/** An answer came that only who is signed in gets. */
export function letIn(): void {
  change("open");
}

/** The server wants a sign-in first. */
export function turnedAway(): void {
  if (session === "never" || session === "ended") return;
  change(session === "open" ? "ended" : "never");
}

export function useSession(): Session {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => session,
  );
}

function change(next: Session): void {
  if (next === session) return;
  session = next;
  for (const listener of listeners) listener();
}
