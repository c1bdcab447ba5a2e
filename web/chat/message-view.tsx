import { memo } from "react";
import { strings } from "../words/strings.ts";
import { Answer } from "./answer.tsx";
import type { ChatMessage } from "./message.ts";
import type { CardOutput } from "./parts/request-connection.tsx";
import { Said } from "./said.tsx";
import "./message.css";

/** What the person can do within the last answer. */
export interface Ways {
  readonly answerCard: (toolCallId: string, output: CardOutput) => void;
  readonly decide: (approval: string, approved: boolean) => void;
  readonly retry: () => void;
  /** The same sentence again, answered by the built-in model. */
  readonly askBuiltin: () => void;
  readonly say: (text: string) => void;
  /** Says a message of the person's otherwise: what came after it goes. */
  readonly edit: (messageId: string, text: string) => void;
  /** Names of what was made since a message, which stays when it is said otherwise. */
  readonly madeSince: (messageId: string) => string;
}

export interface MessageProps {
  readonly message: ChatMessage;
  /** When it was begun, in ISO 8601. */
  readonly time: string | undefined;
  /** Left out for all answers but the last. */
  readonly ways: Ways | undefined;
  /** To say it otherwise; left out while an answer is being written, and for answers. */
  readonly editing: Pick<Ways, "edit" | "madeSince"> | undefined;
  /** Whether it is being written. */
  readonly isGrowing: boolean;
  /** What the person said after it. */
  readonly reply: string | undefined;
}

/** A message; drawn again only where something of it changed, since a chat may have hundreds. */
export const MessageView = memo(function MessageView(props: MessageProps) {
  return props.message.role === "user" ? (
    <Said {...props} label={strings.chat.you} />
  ) : (
    <Answer {...props} />
  );
});
