import { type Arguments, isTrue, listOf, requiredText } from "./arguments.ts";
import { createId, formatTs } from "./ids.ts";
import { refuse } from "./refusal.ts";
import type { Channel, Message, State, Token, User } from "./state.ts";

/** A call that came with a living token and the scopes it takes. */
export interface Call {
  readonly state: State;
  readonly args: Arguments;
  readonly token: Token;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Under which the stand-in was called, for the addresses it gives out. */
  readonly origin: string;
}

/** The next timestamp: later than all before, in every channel. */
export function nextTs(state: State, now: number): string {
  state.lastTs = Math.max(now * 1000, state.lastTs + 1);
  return formatTs(state.lastTs);
}

export function isMember(channel: Channel, { user }: Token): boolean {
  return channel.members.includes(user);
}

/** By id only; what the token cannot see does not exist for it. */
export function visibleChannel(
  { channels }: State,
  token: Token,
  id: unknown,
): Channel | undefined {
  const channel = channels.find((candidate) => candidate.id === id);
  const isVisible = channel && (channel.kind === "public_channel" || isMember(channel, token));
  return isVisible ? channel : undefined;
}

export function channelById({ state, token }: Call, id: string): Channel {
  return visibleChannel(state, token, id) ?? refuse("channel_not_found");
}

/** The conversation that the call is about. */
export function requiredChannel(call: Call, name = "channel"): Channel {
  return channelById(call, requiredText(call.args, name, "channel_not_found"));
}

/** A channel that is open to changes, for a member. */
export function requiredOwnChannel(call: Call): Channel {
  const channel = requiredChannel(call);
  if (!isMember(channel, call.token)) refuse("not_in_channel");
  if (channel.is_archived) refuse("is_archived");
  return channel;
}

export function messageIn({ messages }: Channel, ts: string): Message {
  return messages.find((message) => message.ts === ts) ?? refuse("message_not_found");
}

export function requiredUser({ state, args }: Call): User {
  const id = requiredText(args, "user", "user_not_found");
  return state.users.find((user) => user.id === id) ?? refuse("user_not_found");
}

/** Where a message goes: an id, the name of a public channel, or a person. */
export function channelForPosting(call: Call, target: string): Channel {
  const { state, token } = call;
  const person = state.users.find(({ id }) => id === target);
  const name = target.replace(/^#/, "");
  const channel = person
    ? openDirect(call, [person])
    : (state.channels.find((one) => one.kind === "public_channel" && one.name === name) ??
      channelById(call, target));
  if (channel.is_archived) refuse("is_archived");
  const isOpen = channel.kind === "public_channel" && token.scopes.includes("chat:write.public");
  if (!isMember(channel, token) && !isOpen) refuse("not_in_channel");
  return channel;
}

/** The direct conversation of the caller with these people, made where there is none. */
export function openDirect({ state, token, now }: Call, people: readonly User[]): Channel {
  const members = [...new Set([token.user, ...people.map(({ id }) => id)])];
  const known = state.channels.find(
    ({ kind, members: those }) =>
      (kind === "im" || kind === "mpim") &&
      those.length === members.length &&
      members.every((id) => those.includes(id)),
  );
  if (known) return known;
  const isGroup = people.length > 1;
  const id = createId(isGroup ? "C" : "D");
  const name = isGroup ? `mpdm-${people.map((person) => person.name).join("--")}-1` : id;
  return addChannel(state, {
    id,
    name,
    kind: isGroup ? "mpim" : "im",
    creator: token.user,
    created: now,
    members,
  });
}

export function addChannel(
  state: State,
  channel: Pick<Channel, "id" | "name" | "kind" | "creator" | "created" | "members">,
): Channel {
  const added: Channel = {
    ...channel,
    topic: "",
    purpose: "",
    is_archived: false,
    messages: [],
    whispers: [],
    pins: [],
    bookmarks: [],
  };
  state.channels.push(added);
  return added;
}

/** The author of what this token writes. */
export function authorOf({ state, token }: Call): Pick<Message, "user" | "bot_id"> {
  return { user: token.user, ...(token.kind === "bot" ? { bot_id: state.app.botId } : {}) };
}

/** The fields of a message to post, read and judged. https://docs.slack.dev/reference/methods/chat.postMessage */
export function messageFrom(call: Call, channel: Channel): Omit<Message, "ts"> {
  const { args } = call;
  const content = contentOf(args);
  const threadTs = args["thread_ts"] ? String(args["thread_ts"]) : undefined;
  if (threadTs !== undefined && !channel.messages.some(({ ts }) => ts === threadTs))
    refuse("cannot_reply_to_message");
  const icon = args["icon_emoji"] ?? args["icon_url"];
  return {
    ...authorOf(call),
    ...content,
    ...(args["username"] ? { username: String(args["username"]) } : {}),
    ...(icon ? { icon: String(icon) } : {}),
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    ...(isTrue(args["reply_broadcast"]) ? { broadcast: true } : {}),
    reactions: [],
    files: [],
  };
}

/** Text and blocks, as they came. */
export function contentOf(args: Arguments): Pick<Message, "text" | "blocks"> {
  const text = args["text"] ?? args["markdown_text"] ?? "";
  const blocks = blocksOf(args);
  if (typeof text !== "string") return refuse("invalid_arguments");
  if (text === "" && !blocks?.length && !args["attachments"]) refuse("no_text");
  return { text, ...(blocks ? { blocks } : {}) };
}

function blocksOf(args: Arguments): unknown[] | undefined {
  const blocks = listOf(args, "blocks", "invalid_blocks_format");
  const isBlock = (block: unknown) =>
    typeof block === "object" && block !== null && "type" in block;
  if (blocks && (blocks.length > 50 || !blocks.every(isBlock))) refuse("invalid_blocks");
  return blocks;
}

/** Posts what was scheduled and is due; whether there was any. */
export function deliverDue(state: State, now: number): boolean {
  const due = state.scheduled.filter(({ post_at: at }) => at * 1000 <= now);
  if (due.length === 0) return false;
  state.scheduled = state.scheduled.filter((one) => !due.includes(one));
  for (const { channel: id, message } of due.toSorted((a, b) => a.post_at - b.post_at)) {
    const channel = state.channels.find((candidate) => candidate.id === id);
    channel?.messages.push({ ...message, ts: nextTs(state, now) });
  }
  return true;
}
