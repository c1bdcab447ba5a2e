import { memo } from "react";
import { type ChatMessage, saidIn } from "./message.ts";
import { MessageView, type Ways } from "./message-view.tsx";
import type { Times } from "./use-times.ts";

interface MessageListProps {
  readonly messages: readonly ChatMessage[];
  readonly times: Times;
  /** Left out for who only looks at it. */
  readonly ways: Ways | undefined;
  readonly isBusy: boolean;
}

/** All messages of a chat; what is typed below them does not draw them again. */
export default memo(function MessageList(props: MessageListProps) {
  const { messages, times, ways, isBusy } = props;
  return messages.map((message, index) => {
    const isLast = index === messages.length - 1;
    return (
      <MessageView
        key={message.id}
        message={message}
        time={times[message.id]}
        ways={isLast ? ways : undefined}
        editing={isBusy || message.role !== "user" ? undefined : ways}
        isGrowing={isBusy && isLast}
        reply={replyTo(messages, index)}
      />
    );
  });
});

/** What the person said after a message. */
function replyTo(messages: readonly ChatMessage[], index: number): string | undefined {
  const next = messages[index + 1];
  return next?.role === "user" ? saidIn(next) : undefined;
}
