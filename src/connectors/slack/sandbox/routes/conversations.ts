import { isTrue, pageOf, requiredText, textOf } from "../arguments.ts";
import { createId } from "../ids.ts";
import { type Method, read, write } from "../method.ts";
import { refuse } from "../refusal.ts";
import { type Channel, conversationKinds } from "../state.ts";
import { channelView, countedView } from "../views.ts";
import {
  type Call,
  addChannel,
  isMember,
  requiredChannel,
  requiredOwnChannel,
  requiredUser,
} from "../workspace.ts";

export const conversationsMethods = {
  "conversations.list": read((call) =>
    listOf(call, (channel) => channel.kind === "public_channel" || isMember(channel, call.token)),
  ),

  /** Where somebody is, as far as the token sees it. */
  "users.conversations": read((call) => {
    const { id } = call.args["user"] ? requiredUser(call) : { id: call.token.user };
    return listOf(
      call,
      (channel) =>
        channel.members.includes(id) &&
        (channel.kind === "public_channel" || isMember(channel, call.token)),
    );
  }),

  "conversations.info": read((call) => {
    const channel = requiredChannel(call);
    const isCounted = isTrue(call.args["include_num_members"]);
    return { channel: isCounted ? countedView(call, channel) : channelView(call, channel) };
  }),

  "conversations.members": read((call) => {
    const { items, nextCursor } = pageOf(requiredChannel(call).members, call.args, {
      idOf: (id) => id,
      defaultSize: 100,
      maxSize: 1000,
    });
    return { members: items, response_metadata: { next_cursor: nextCursor } };
  }),

  "conversations.create": write((call) => {
    const { state, args, token, now } = call;
    const channel = addChannel(state, {
      id: createId("C"),
      name: freeName(call),
      kind: isTrue(args["is_private"]) ? "private_channel" : "public_channel",
      creator: token.user,
      created: now,
      members: [token.user],
    });
    return { channel: channelView(call, channel) };
  }),

  "conversations.rename": write((call) => {
    const { state, args, token } = call;
    const channel = requiredChannelOnly(call);
    const isAdmin = state.users.some(({ id, is_admin: admin }) => admin && id === token.user);
    if (channel.creator !== token.user && !isAdmin) refuse("not_authorized");
    channel.name = args["name"] === channel.name ? channel.name : freeName(call);
    return { channel: channelView(call, channel) };
  }),

  "conversations.archive": write((call) => {
    const channel = requiredChannel(call);
    if (channel.is_archived) refuse("already_archived");
    const { name } = requiredChannelOnly(call);
    if (name === "general") refuse("cant_archive_general");
    channel.is_archived = true;
    return {};
  }),

  "conversations.setTopic": write((call) => {
    const channel = requiredOwnChannel(call);
    channel.topic = headline(call, "topic");
    return { channel: channelView(call, channel) };
  }),

  "conversations.setPurpose": write((call) => {
    const channel = requiredOwnChannel(call);
    channel.purpose = headline(call, "purpose");
    return { channel: channelView(call, channel), purpose: channel.purpose };
  }),
} satisfies Record<string, Method>;

/** A channel that the caller is in; a direct conversation will not do. */
export function requiredChannelOnly(call: Call): Channel {
  const { kind } = requiredChannel(call);
  if (kind === "im" || kind === "mpim") refuse("method_not_supported_for_channel_type");
  return requiredOwnChannel(call);
}

function listOf(call: Call, isListed: (channel: Channel) => boolean) {
  const { state, args } = call;
  const kinds = (textOf(args, "types") ?? "public_channel").split(",").map((kind) => kind.trim());
  if (!kinds.every((kind) => conversationKinds.some((known) => known === kind)))
    refuse("invalid_types");
  const listed = state.channels.filter(
    (channel) =>
      kinds.includes(channel.kind) &&
      isListed(channel) &&
      !(isTrue(args["exclude_archived"]) && channel.is_archived),
  );
  const { items, nextCursor } = pageOf(listed, args, {
    idOf: ({ id }) => id,
    defaultSize: 100,
    maxSize: 1000,
  });
  return {
    channels: items.map((channel) => countedView(call, channel)),
    response_metadata: { next_cursor: nextCursor },
  };
}

/** https://docs.slack.dev/reference/methods/conversations.create#naming */
function freeName({ args, state }: Call): string {
  const name = requiredText(args, "name", "invalid_name_required");
  if (name.length > 80) refuse("invalid_name_maxlength");
  if (!/^[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(name)) refuse("invalid_name_specials");
  if (!/[\p{L}\p{N}]/u.test(name)) refuse("invalid_name_punctuation");
  return state.channels.some((channel) => channel.name === name) ? refuse("name_taken") : name;
}

/** An empty one takes it away. */
function headline({ args }: Call, name: string): string {
  const text = textOf(args, name) ?? "";
  return [...text].length > 250 ? refuse("too_long") : text;
}
