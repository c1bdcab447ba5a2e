import { requiredText } from "../arguments.ts";
import { type Method, write } from "../method.ts";
import { refuse } from "../refusal.ts";
import { channelById } from "../workspace.ts";

export const reactionsMethods = {
  "reactions.add": write((call) => {
    const { args, token } = call;
    const name = requiredText(args, "name", "invalid_name");
    if (!/^[\p{L}\p{N}_+'-]+(?:::skin-tone-[2-6])?$/u.test(name)) refuse("invalid_name");
    const channel = channelById(call, requiredText(args, "channel", "channel_not_found"));
    if (channel.is_archived) refuse("is_archived");
    const ts = requiredText(args, "timestamp", "bad_timestamp");
    const message = channel.messages.find((one) => one.ts === ts) ?? refuse("message_not_found");
    const reaction = message.reactions.find((one) => one.name === name);
    if (reaction?.users.includes(token.user)) refuse("already_reacted");
    if (reaction) reaction.users.push(token.user);
    else message.reactions.push({ name, users: [token.user] });
    return {};
  }),
} satisfies Record<string, Method>;
