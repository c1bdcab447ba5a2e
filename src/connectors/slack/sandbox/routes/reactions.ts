import { requiredText } from "../arguments.ts";
import { type Method, write } from "../method.ts";
import { refuse } from "../refusal.ts";
import { type Call, messageIn, requiredChannel } from "../workspace.ts";

export const reactionsMethods = {
  "reactions.add": write((call) => {
    const { user } = call.token;
    const { message, name } = named(call);
    const reaction = message.reactions.find((one) => one.name === name);
    if (reaction?.users.includes(user)) refuse("already_reacted");
    if (reaction) reaction.users.push(user);
    else message.reactions.push({ name, users: [user] });
    return {};
  }),

  /** Everybody takes back only their own. */
  "reactions.remove": write((call) => {
    const { user } = call.token;
    const { message, name } = named(call);
    const reaction = message.reactions.find((one) => one.name === name);
    if (!reaction?.users.includes(user)) return refuse("no_reaction");
    reaction.users = reaction.users.filter((id) => id !== user);
    message.reactions = message.reactions.filter(({ users }) => users.length > 0);
    return {};
  }),
} satisfies Record<string, Method>;

function named(call: Call) {
  const name = requiredText(call.args, "name", "invalid_name");
  if (!/^[\p{L}\p{N}_+'-]+(?:::skin-tone-[2-6])?$/u.test(name)) refuse("invalid_name");
  const channel = requiredChannel(call);
  if (channel.is_archived) refuse("is_archived");
  const ts = requiredText(call.args, "timestamp", "bad_timestamp");
  return { message: messageIn(channel, ts), name };
}
