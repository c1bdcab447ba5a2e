import { isTrue, pageOf, requiredText, textOf } from "../arguments.ts";
import { type Method, read } from "../method.ts";
import { refuse } from "../refusal.ts";
import type { Message } from "../state.ts";
import { messageView } from "../views.ts";
import { type Call, isMember, requiredChannel } from "../workspace.ts";

export const historyMethods = {
  /** Newest first; answers in threads stand only under their first message. */
  "conversations.history": read((call) => {
    const { args, token } = call;
    const channel = requiredChannel(call);
    // A person reads any public channel, a bot only those it is in.
    if (token.kind === "bot" && !isMember(channel, token)) refuse("not_in_channel");
    const isWanted = betweenTimes(call);
    const listed = channel.messages
      .filter(
        ({ ts, thread_ts: threadTs, broadcast }) =>
          isWanted(ts) && (threadTs === undefined || threadTs === ts || broadcast === true),
      )
      .toReversed();
    const { items, nextCursor } = pageOf(listed, args, {
      idOf: ({ ts }) => ts,
      defaultSize: 100,
      maxSize: 999,
    });
    return {
      messages: items.map((message) => messageView(call, channel, message)),
      has_more: nextCursor !== "",
      pin_count: channel.pins.length,
      ...(nextCursor ? { response_metadata: { next_cursor: nextCursor } } : {}),
    };
  }),

  /** The first message and its answers, oldest first. */
  "conversations.replies": read((call) => {
    const { args, token } = call;
    const channel = requiredChannel(call);
    if (token.kind === "bot" && !isMember(channel, token)) refuse("not_in_channel");
    const ts = requiredText(args, "ts", "thread_not_found");
    const named = channel.messages.find((one) => one.ts === ts) ?? refuse("thread_not_found");
    const first = named.thread_ts ?? named.ts;
    const isWanted = betweenTimes(call);
    const isInThread = (one: Message) => one.ts === first || one.thread_ts === first;
    const thread = channel.messages.filter(
      (one) => isInThread(one) && (one.ts === first || isWanted(one.ts)),
    );
    const { items, nextCursor } = pageOf(thread, args, {
      idOf: (one) => one.ts,
      defaultSize: 100,
      maxSize: 1000,
    });
    return {
      messages: items.map((message) => messageView(call, channel, message)),
      has_more: nextCursor !== "",
      ...(nextCursor ? { response_metadata: { next_cursor: nextCursor } } : {}),
    };
  }),
} satisfies Record<string, Method>;

/** `oldest` and `latest` are left out of the span unless `inclusive`; compared as digits, a float loses some. */
function betweenTimes({ args }: Call): (ts: string) => boolean {
  const oldest = microsOf(textOf(args, "oldest"), "invalid_ts_oldest");
  const latest = microsOf(textOf(args, "latest"), "invalid_ts_latest");
  const slack = isTrue(args["inclusive"]) ? 1n : 0n;
  return (ts) => {
    const at = microsOf(ts, "internal_error") ?? 0n;
    return (
      (oldest === undefined || at > oldest - slack) && (latest === undefined || at < latest + slack)
    );
  };
}

function microsOf(text: string | undefined, otherwise: string): bigint | undefined {
  if (text === undefined) return undefined;
  const [, seconds = "", fraction = ""] = /^(\d+)(?:\.(\d{1,6}))?$/.exec(text) ?? refuse(otherwise);
  return BigInt(seconds + fraction.padEnd(6, "0"));
}
