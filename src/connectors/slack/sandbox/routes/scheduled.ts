import { integerOf, pageOf, requiredText, textOf } from "../arguments.ts";
import { createId } from "../ids.ts";
import { type Method, read, write } from "../method.ts";
import { refuse } from "../refusal.ts";
import { channelForPosting, messageFrom, requiredChannel, visibleChannel } from "../workspace.ts";

const maxAheadSeconds = 120 * 24 * 60 * 60;
const burst = { seconds: 5 * 60, messages: 30 };
/** So close to its time a message can no longer be held back. */
const lastCallSeconds = 60;

/** https://docs.slack.dev/messaging/sending-and-scheduling-messages */
export const scheduledMethods = {
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
    state.scheduled.push({ id, channel: channel.id, post_at: postAt, created: now, message });
    return {
      channel: channel.id,
      scheduled_message_id: id,
      post_at: postAt,
      message: { type: "delayed_message", user: draft.user, text: draft.text },
    };
  }),

  /** What this token scheduled itself, the next one first. */
  "chat.scheduledMessages.list": read(({ state, args, token }) => {
    const id = textOf(args, "channel");
    if (id !== undefined && !visibleChannel(state, token, id)) refuse("invalid_channel");
    const oldest = integerOf(args, "oldest", "invalid_arguments") ?? 0;
    const latest = integerOf(args, "latest", "invalid_arguments") ?? Number.POSITIVE_INFINITY;
    const own = state.scheduled
      .filter(
        ({ channel, post_at: at, message }) =>
          message.user === token.user &&
          (id === undefined || channel === id) &&
          at >= oldest &&
          at <= latest,
      )
      .toSorted((a, b) => a.post_at - b.post_at);
    const { items, nextCursor } = pageOf(own, args, {
      idOf: (one) => one.id,
      defaultSize: 100,
      maxSize: 100,
    });
    return {
      scheduled_messages: items.map((one) => ({
        id: one.id,
        channel_id: one.channel,
        post_at: one.post_at,
        date_created: Math.floor(one.created / 1000),
        text: one.message.text,
      })),
      response_metadata: { next_cursor: nextCursor },
    };
  }),

  "chat.deleteScheduledMessage": write((call) => {
    const { state, args, token, now } = call;
    const channel = requiredChannel(call);
    const id = requiredText(args, "scheduled_message_id", "invalid_scheduled_message_id");
    const found = state.scheduled.find(
      (one) => one.id === id && one.channel === channel.id && one.message.user === token.user,
    );
    if (!found || found.post_at - now / 1000 < lastCallSeconds)
      refuse("invalid_scheduled_message_id");
    state.scheduled = state.scheduled.filter((one) => one !== found);
    return {};
  }),
} satisfies Record<string, Method>;
