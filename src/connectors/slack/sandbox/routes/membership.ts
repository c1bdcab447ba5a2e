import { isTrue, requiredText, textOf } from "../arguments.ts";
import { type Method, write } from "../method.ts";
import { refuse } from "../refusal.ts";
import type { Channel } from "../state.ts";
import { channelView } from "../views.ts";
import { type Call, isMember, openDirect, requiredChannel } from "../workspace.ts";
import { requiredChannelOnly } from "./conversations.ts";

export const membershipMethods = {
  "conversations.join": write((call) => {
    const channel = requiredChannel(call);
    if (channel.kind !== "public_channel") refuse("method_not_supported_for_channel_type");
    if (channel.is_archived) refuse("is_archived");
    const wasMember = isMember(channel, call.token);
    if (!wasMember) channel.members.push(call.token.user);
    return {
      channel: channelView(call, channel),
      ...(wasMember
        ? {
            warning: "already_in_channel",
            response_metadata: { warnings: ["already_in_channel"] },
          }
        : {}),
    };
  }),

  /** Nobody is added where one cannot be, unless `force`: then the others are. */
  "conversations.invite": write((call) => {
    const channel = requiredChannelOnly(call);
    const people = listed(requiredText(call.args, "users", "no_user"));
    if (people.length > 100) refuse("too_many_users");
    const errors = people.flatMap((user) => {
      const error = obstacle(call, channel, user);
      return error === undefined ? [] : [{ user, ok: false, error }];
    });
    const welcome = people.filter((id) => !errors.some(({ user }) => user === id));
    const [first] = errors;
    if (first && (welcome.length === 0 || !isTrue(call.args["force"])))
      refuse(first.error, people.length > 1 ? { errors } : {});
    channel.members.push(...welcome);
    return { channel: channelView(call, channel), ...(first ? { errors } : {}) };
  }),

  /** One person, or up to eight; or a conversation there is. */
  "conversations.open": write((call) => {
    const { state, args } = call;
    const people = listed(textOf(args, "users") ?? "").map(
      (id) => state.users.find((user) => user.id === id) ?? refuse("user_not_found"),
    );
    const known = people.length === 0 && args["channel"] ? requiredChannel(call) : undefined;
    if (!known && people.length === 0) refuse("not_enough_users");
    if (people.length > 8) refuse("too_many_users");
    if (known?.kind.endsWith("_channel")) refuse("method_not_supported_for_channel_type");
    const before = state.channels.length;
    const channel = known ?? openDirect(call, people);
    const isNew = state.channels.length > before;
    return { channel: { id: channel.id }, ...(isNew ? {} : { no_op: true, already_open: true }) };
  }),
} satisfies Record<string, Method>;

/** A comma list; nothing else does, in JSON too. */
function listed(text: string): readonly string[] {
  return [...new Set(text.split(",").map((id) => id.trim()))].filter(Boolean);
}

function obstacle({ state, token }: Call, channel: Channel, id: string): string | undefined {
  if (!state.users.some((user) => user.id === id)) return "user_not_found";
  if (id === token.user) return "cant_invite_self";
  if (channel.members.includes(id)) return "already_in_channel";
  return id === "USLACKBOT" ? "cant_invite" : undefined;
}
