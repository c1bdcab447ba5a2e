import { integerOf, requiredText } from "../arguments.ts";
import { createId } from "../ids.ts";
import { type Method, write } from "../method.ts";
import { refuse } from "../refusal.ts";
import { messageView } from "../views.ts";
import {
  type Call,
  channelById,
  channelForPosting,
  contentOf,
  messageFrom,
  nextTs,
} from "../workspace.ts";

const maxAheadSeconds = 120 * 24 * 60 * 60;
const burst = { seconds: 5 * 60, messages: 30 };

export const chatMethods = {
  "chat.postMessage": write((call) => {
    const channel = channelForPosting(
      call,
      requiredText(call.args, "channel", "channel_not_found"),
    );
    const message = { ...messageFrom(call, channel), ts: nextTs(call.state, call.now) };
    channel.messages.push(message);
    return { channel: channel.id, ts: message.ts, message: messageView(call, channel, message) };
  }),

  "chat.update": write((call) => {
    const { channel, message } = ownMessage(call, "cant_update_message");
    const { text, blocks } = contentOf(call.args);
    message.text = text;
    // A text without blocks takes the blocks away.
    if (blocks) message.blocks = blocks;
    else delete message.blocks;
    message.edited_ts = nextTs(call.state, call.now);
    return {
      channel: channel.id,
      ts: message.ts,
      text,
      message: messageView(call, channel, message),
    };
  }),

  "chat.delete": write((call) => {
    const { channel, message } = ownMessage(call, "cant_delete_message");
    channel.messages = channel.messages.filter((one) => one !== message);
    return { channel: channel.id, ts: message.ts };
  }),

  "chat.scheduleMessage": write((call) => {
    const { state, args, now } = call;
    const channel = channelForPosting(call, requiredText(args, "channel", "channel_not_found"));
    const postAt = integerOf(args, "post_at", "invalid_time") ?? refuse("invalid_time");
    const draft = messageFrom(call, channel);
    if (postAt * 1000 <= now) refuse("time_in_past");
    if (postAt > now / 1000 + maxAheadSeconds) refuse("time_too_far");
    const near = state.scheduled.filter(
      (one) => one.channel === channel.id && Math.abs(one.post_at - postAt) < burst.seconds,
    );
    if (near.length >= burst.messages) refuse("restricted_too_many");
    const id = createId("Q");
    const message = { ...draft, ts: "" };
    state.scheduled.push({ id, channel: channel.id, post_at: postAt, message });
    return {
      channel: channel.id,
      scheduled_message_id: id,
      post_at: postAt,
      message: { type: "delayed_message", user: draft.user, text: draft.text },
    };
  }),
} satisfies Record<string, Method>;

/** Names do not do here, and nobody changes what another wrote. */
function ownMessage(call: Call, otherwise: string) {
  const channel = channelById(call, requiredText(call.args, "channel", "channel_not_found"));
  const ts = requiredText(call.args, "ts", "message_not_found");
  const message =
    channel.messages.find((candidate) => candidate.ts === ts) ?? refuse("message_not_found");
  if (message.user !== call.token.user) refuse(otherwise);
  return { channel, message };
}
