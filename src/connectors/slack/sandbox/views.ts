import { type Call, isMember } from "./workspace.ts";
import type { Channel, Message, StoredFile, User } from "./state.ts";

/** What the stand-in stores, as Slack's API shows it. */

export function messageView({ state, origin }: Call, channel: Channel, message: Message) {
  const { broadcast, icon, files, reactions, edited_ts: editedTs, ...rest } = message;
  const replies = channel.messages.filter(
    ({ ts, thread_ts: threadTs }) => threadTs === message.ts && ts !== message.ts,
  );
  const shown = state.files.filter(({ id, status }) => files.includes(id) && status !== "deleted");
  return {
    type: "message",
    ...(message.bot_id === undefined ? {} : { app_id: state.app.id }),
    ...(broadcast ? { subtype: "thread_broadcast" } : {}),
    ...rest,
    team: state.team.id,
    ...(icon === undefined
      ? {}
      : { icons: icon.startsWith(":") ? { emoji: icon } : { image_48: icon } }),
    ...(editedTs === undefined ? {} : { edited: { user: message.user, ts: editedTs } }),
    ...(replies.length
      ? { thread_ts: message.ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts }
      : {}),
    ...(channel.pins.includes(message.ts) ? { pinned_to: [channel.id] } : {}),
    ...(reactions.length
      ? { reactions: reactions.map((one) => ({ ...one, count: one.users.length })) }
      : {}),
    ...(shown.length ? { files: shown.map((file) => fileView(origin, file)) } : {}),
  };
}

export function channelView(call: Call, channel: Channel) {
  const { id, name, kind, creator, created, members } = channel;
  const common = { id, created: Math.floor(created / 1000), is_archived: channel.is_archived };
  if (kind === "im") {
    const other = members.find((member) => member !== call.token.user) ?? call.token.user;
    return { ...common, is_im: true, user: other };
  }
  const said = (value: string) => ({ value, creator, last_set: 0 });
  return {
    ...common,
    name,
    name_normalized: name,
    is_channel: kind === "public_channel",
    is_group: kind === "private_channel",
    is_im: false,
    is_mpim: kind === "mpim",
    is_private: kind !== "public_channel",
    is_general: name === "general",
    is_member: isMember(channel, call.token),
    creator,
    topic: said(channel.topic),
    purpose: said(channel.purpose),
  };
}

export function countedView(call: Call, channel: Channel) {
  return { ...channelView(call, channel), num_members: channel.members.length };
}

export function userView(call: Call, user: User) {
  return {
    id: user.id,
    team_id: call.state.team.id,
    name: user.name,
    real_name: user.real_name,
    deleted: false,
    tz: user.tz,
    is_admin: user.is_admin,
    is_bot: user.is_bot,
    profile: profileView(call, user),
  };
}

/** The address is left out without its scope, silently; a status is over at its end. */
export function profileView({ token, now }: Call, { profile, real_name, email }: User) {
  const withEmail = token.scopes.includes("users:read.email") && email !== undefined;
  const isOver = profile.status_expiration > 0 && profile.status_expiration * 1000 <= now;
  return {
    ...profile,
    real_name,
    ...(isOver ? { status_text: "", status_emoji: "", status_expiration: 0 } : {}),
    ...(withEmail ? { email } : {}),
  };
}

export function fileView(origin: string, file: StoredFile) {
  const { id, name, title, size, user, created, channels } = file;
  return {
    id,
    name,
    title,
    size,
    user,
    created: Math.floor(created / 1000),
    mimetype: mimeTypeOf(name),
    channels,
    permalink: `${origin}/files/${user}/${id}/${encodeURIComponent(name)}`,
  };
}

/** By the ending of its name. */
export function mimeTypeOf(name: string): string {
  const types: Readonly<Record<string, string>> = {
    csv: "text/csv",
    gif: "image/gif",
    jpg: "image/jpeg",
    json: "application/json",
    md: "text/markdown",
    pdf: "application/pdf",
    png: "image/png",
    txt: "text/plain",
    zip: "application/zip",
  };
  return types[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ""] ?? "application/octet-stream";
}

export function permalinkOf(origin: string, channel: Channel, ts: string): string {
  return `${origin}/archives/${channel.id}/p${ts.replace(".", "")}`;
}
