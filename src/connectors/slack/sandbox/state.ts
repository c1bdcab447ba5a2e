import { z } from "zod";
import { leversShape } from "../../../sandbox/kit/levers.ts";

/** What the stand-in knows: one workspace, one app. Times are milliseconds since 1970. */

export const conversationKinds = ["public_channel", "private_channel", "mpim", "im"] as const;
const tokenKind = z.enum(["bot", "user"]);
const conversationKind = z.enum(conversationKinds);

const reaction = z.object({ name: z.string(), users: z.array(z.string()) });

const message = z.object({
  /** Seconds with six decimals, as text; the message's id in its channel. */
  ts: z.string(),
  user: z.string(),
  bot_id: z.string().optional(),
  text: z.string(),
  blocks: z.array(z.unknown()).optional(),
  /** Another name or picture to post under. */
  username: z.string().optional(),
  icon: z.string().optional(),
  thread_ts: z.string().optional(),
  /** Whether an answer in a thread is shown in the channel as well. */
  broadcast: z.boolean().optional(),
  edited_ts: z.string().optional(),
  reactions: z.array(reaction),
  files: z.array(z.string()),
});

/** Who sees a message that is for one person only; nothing else of it is kept. */
const whisper = z.object({ ts: z.string(), from: z.string(), to: z.string(), text: z.string() });

const bookmark = z.object({
  id: z.string(),
  title: z.string(),
  link: z.string(),
  emoji: z.string(),
  created: z.number(),
});

const channel = z.object({
  id: z.string(),
  name: z.string(),
  kind: conversationKind,
  topic: z.string(),
  purpose: z.string(),
  creator: z.string(),
  created: z.number(),
  is_archived: z.boolean(),
  members: z.array(z.string()),
  messages: z.array(message),
  whispers: z.array(whisper),
  /** Timestamps of the pinned messages. */
  pins: z.array(z.string()),
  bookmarks: z.array(bookmark),
});

/** What a person sets about themselves. */
const profile = z.object({
  display_name: z.string(),
  title: z.string(),
  phone: z.string(),
  pronouns: z.string(),
  status_text: z.string(),
  status_emoji: z.string(),
  /** Unix seconds; 0 for never. */
  status_expiration: z.number(),
});

const user = z.object({
  id: z.string(),
  name: z.string(),
  real_name: z.string(),
  email: z.string().optional(),
  profile,
  tz: z.string(),
  is_admin: z.boolean(),
  is_bot: z.boolean(),
});

const file = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  size: z.number(),
  user: z.string(),
  created: z.number(),
  /** The last part of the upload address. */
  ticket: z.string(),
  status: z.enum(["awaited", "uploaded", "complete", "deleted"]),
  /** Conversations it was shared in. */
  channels: z.array(z.string()),
  sha256: z.string().optional(),
});

const scheduled = z.object({
  id: z.string(),
  channel: z.string(),
  /** Unix seconds. */
  post_at: z.number(),
  created: z.number(),
  message,
});

const reminder = z.object({
  id: z.string(),
  user: z.string(),
  text: z.string(),
  /** Unix seconds; of the first time where it comes again. */
  time: z.number(),
  recurring: z.boolean(),
});

const canvas = z.object({
  id: z.string(),
  user: z.string(),
  title: z.string(),
  markdown: z.string(),
  channel: z.string().optional(),
  created: z.number(),
});

const userGroup = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  description: z.string(),
  users: z.array(z.string()),
});

const code = z.object({
  code: z.string(),
  /** As the authorization request said; the exchange must say the same. */
  redirectUri: z.string().optional(),
  user: z.string(),
  bot: z.array(z.string()),
  own: z.array(z.string()),
  expiresAt: z.number(),
  used: z.boolean(),
});

const token = z.object({
  value: z.string(),
  kind: tokenKind,
  /** The app's bot user, or the person. */
  user: z.string(),
  scopes: z.array(z.string()),
  issuedAt: z.number(),
  expiresAt: z.number().optional(),
  refresh: z.object({ value: z.string(), used: z.boolean() }).optional(),
  revoked: z.boolean(),
});

export const stateShape = z.object({
  team: z.object({ id: z.string(), name: z.string(), domain: z.string() }),
  app: z.object({
    id: z.string(),
    name: z.string(),
    clientId: z.string(),
    clientSecret: z.string(),
    botUser: z.string(),
    botId: z.string(),
  }),
  users: z.array(user),
  channels: z.array(channel),
  files: z.array(file),
  scheduled: z.array(scheduled),
  reminders: z.array(reminder),
  canvases: z.array(canvas),
  userGroups: z.array(userGroup),
  codes: z.array(code),
  tokens: z.array(token),
  /** Of the newest message, in microseconds since 1970. */
  lastTs: z.number(),
  /** Whether new tokens expire and come with a refresh token. */
  rotation: z.boolean(),
  levers: leversShape,
});

export type State = z.output<typeof stateShape>;
export type ConversationKind = z.output<typeof conversationKind>;
export type TokenKind = z.output<typeof tokenKind>;
export type Message = z.output<typeof message>;
export type Channel = z.output<typeof channel>;
export type User = z.output<typeof user>;
export type Profile = z.output<typeof profile>;
export type StoredFile = z.output<typeof file>;
export type Token = z.output<typeof token>;
export type Code = z.output<typeof code>;
