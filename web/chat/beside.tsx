import type { ReactNode } from "react";
import type { ChatAbout } from "../../src/contract/chat.ts";

interface BesideProps {
  /** What is shown, and what the chat beside it changes. */
  readonly about: ChatAbout;
  /** Told when an answer may have changed it, so that it is loaded again. */
  readonly changed: () => void;
  readonly children: ReactNode;
}

/** What is shown on one side, a chat about it on the other. */
export function Beside({ children }: BesideProps) {
  return children;
}
