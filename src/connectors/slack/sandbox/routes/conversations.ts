import { pageOf, requiredText, textOf } from "../arguments.ts";
import { createId } from "../ids.ts";
import { type Method, read, write } from "../method.ts";
import { refuse } from "../refusal.ts";
import { isTrue } from "../scopes.ts";
import { type Channel, conversationKinds } from "../state.ts";
import { channelView, messageView } from "../views.ts";
import {
  type Call,
  addChannel,
  channelById,
  isMember,
  openDirect,
  requireKindScope,
} from "../workspace.ts";

export const conversationsMethods = {
  "conversations.list": read((call) => {
    const { state, args, token } = call;
    const kinds = (textOf(args, "types") ?? "public_channel").split(",").map((kind) => kind.trim());
    if (!kinds.every((kind) => conversationKinds.some((known) => known === kind)))
      refuse("invalid_types");
    const listed = state.channels.filter(
      (channel) =>
        kinds.includes(channel.kind) &&
        (channel.kind === "public_channel" || isMember(channel, token)) &&
        !(isTrue(args["exclude_archived"]) && channel.is_archived),
    );
    const { items, nextCursor } = pageOf(listed, args, {
      idOf: ({ id }) => id,
      defaultSize: 100,
      maxSize: 1000,
    });
    return {
      channels: items.map((channel) => channelView(call, channel)),
      response_metadata: { next_cursor: nextCursor },
    };
  }),

  "conversations.info": read((call) => {
    const channel = requiredChannel(call);
    requireKindScope(channel, "read", call.token);
    return { channel: channelView(call, channel) };
  }),

  /** Newest first; answers in threads stand only under their first message. */
  "conversations.history": read((call) => {
    const { args, token } = call;
    const channel = requiredChannel(call);
    requireKindScope(channel, "history", token);
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
      pin_count: 0,
      ...(nextCursor ? { response_metadata: { next_cursor: nextCursor } } : {}),
    };
  }),

  "conversations.create": write((call) => {
    const { state, args, token, now } = call;
    const name = requiredText(args, "name", "invalid_name_required");
    if (name.length > 80) refuse("invalid_name_maxlength");
    if (!/^[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(name)) refuse("invalid_name_specials");
    if (!/[\p{L}\p{N}]/u.test(name)) refuse("invalid_name_punctuation");
    if (state.channels.some((channel) => channel.name === name)) refuse("name_taken");
    const channel = addChannel(state, {
      id: createId("C"),
      name,
      kind: isTrue(args["is_private"]) ? "private_channel" : "public_channel",
      creator: token.user,
      created: now,
      members: [token.user],
    });
    return { channel: channelView(call, channel) };
  }),

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

  "conversations.open": write((call) => {
    const { state, args, token } = call;
    const users = textOf(args, "users");
    const known = users === undefined ? requiredChannel(call) : undefined;
    const people = (users ?? "")
      .split(",")
      .filter(Boolean)
      .map((id) => state.users.find((user) => user.id === id.trim()) ?? refuse("user_not_found"));
    if (!known && people.length === 0) refuse("not_enough_users");
    if (people.length > 8) refuse("too_many_users");
    const needed = people.length > 1 || known?.kind === "mpim" ? "mpim:write" : "im:write";
    if (!token.scopes.includes(needed))
      refuse("missing_scope", { needed, provided: token.scopes.join(",") });
    const before = state.channels.length;
    const channel = known ?? openDirect(call, people);
    const isNew = state.channels.length > before;
    return { channel: { id: channel.id }, ...(isNew ? {} : { no_op: true, already_open: true }) };
  }),
} satisfies Record<string, Method>;

function requiredChannel(call: Call): Channel {
  return channelById(call, requiredText(call.args, "channel", "channel_not_found"));
}

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
