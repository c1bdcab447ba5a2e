import { requiredText } from "../arguments.ts";
import { type Method, read, write } from "../method.ts";
import { refuse } from "../refusal.ts";
import { messageView, permalinkOf } from "../views.ts";
import {
  type Call,
  channelForPosting,
  contentOf,
  messageFrom,
  messageIn,
  nextTs,
  requiredChannel,
} from "../workspace.ts";

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
    channel.pins = channel.pins.filter((ts) => ts !== message.ts);
    return { channel: channel.id, ts: message.ts };
  }),

  /** Seen by one person, and by no method afterwards. */
  "chat.postEphemeral": write((call) => {
    const { state, args, token, now } = call;
    const channel = channelForPosting(call, requiredText(args, "channel", "channel_not_found"));
    const person = requiredText(args, "user", "user_not_in_channel");
    if (!channel.members.includes(person)) refuse("user_not_in_channel");
    const { text } = messageFrom(call, channel);
    const ts = nextTs(state, now);
    channel.whispers.push({ ts, from: token.user, to: person, text });
    return { message_ts: ts };
  }),

  "chat.getPermalink": read((call) => {
    const channel = requiredChannel(call);
    const message = messageIn(channel, requiredText(call.args, "message_ts", "message_not_found"));
    return { channel: channel.id, permalink: permalinkOf(call.origin, channel, message.ts) };
  }),
} satisfies Record<string, Method>;

/** Names do not do here, and nobody changes what another wrote. */
function ownMessage(call: Call, otherwise: string) {
  const channel = requiredChannel(call);
  const message = messageIn(channel, requiredText(call.args, "ts", "message_not_found"));
  if (message.user !== call.token.user) refuse(otherwise);
  return { channel, message };
}
