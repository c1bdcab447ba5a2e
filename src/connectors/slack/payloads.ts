import { z } from "zod";
import { present } from "../../catalog/webhook-reading.ts";

const channelId = z.string().describe("Id of the channel");
const channelName = z
  .string()
  .optional()
  .describe("Name of the channel, without #; there where the function waits for a channel by name");
const userName = z
  .string()
  .optional()
  .describe("Name of the person; there where the function waits for a person by name");
const names = {
  userName,
  userHandle: z.string().optional().describe("What the person is mentioned by, likewise"),
  userEmail: z.string().optional().describe("Email address of the person, likewise"),
};

/** What a function gets of each event, flat. */
export const payloads = {
  message: z.object({
    channel: channelId,
    channelName,
    user: z.string().describe("Id of who wrote it"),
    ...names,
    text: z.string().describe("What was written, in mrkdwn"),
    ts: z.string().describe("Timestamp of the message, which is its id in the channel"),
    threadTs: z.string().optional().describe("Timestamp of the message that it answers"),
  }),
  reaction: z.object({
    user: z.string().describe("Id of who reacted"),
    ...names,
    emoji: z.string().describe("Name of the emoji, without colons"),
    channel: channelId,
    channelName,
    ts: z.string().describe("Timestamp of the message"),
    author: z.string().optional().describe("Id of who wrote the message"),
  }),
  joined: z.object({
    user: z.string().describe("Id of who joined"),
    ...names,
    channel: channelId,
    channelName,
    inviter: z.string().optional().describe("Id of who invited them"),
  }),
  channel: z.object({
    channel: channelId,
    channelName: z.string().describe("Name of the channel, without #"),
    creator: z.string().optional().describe("Id of who created it"),
  }),
  person: z.object({
    user: z.string().describe("Id of the person"),
    userName: z.string().describe("What the person is called"),
    email: z.string().optional().describe("Email address, where the app may see it"),
  }),
  file: z.object({
    file: z.string().describe("Id of the file"),
    channel: z.string().optional().describe("Id of the channel it was shared in"),
    channelName,
    user: z.string().optional().describe("Id of who shared it"),
    ...names,
    name: z.string().optional().describe("Name of the file"),
    title: z.string().optional().describe("Title of the file"),
    type: z.string().optional().describe("Media type of the file, such as application/pdf"),
    permalink: z.string().optional().describe("Address of the file in Slack"),
  }),
} as const;

const text = z.string().nullish();

const message = z
  .looseObject({
    channel: z.string(),
    user: text,
    bot_id: text,
    text,
    ts: z.string(),
    thread_ts: text,
  })
  .transform(({ channel, user, bot_id: bot, text: said, ts, thread_ts: threadTs }) => ({
    channel,
    user: user ?? bot ?? "",
    text: said ?? "",
    ts,
    // The first message of a thread names itself.
    threadTs: threadTs === ts ? undefined : threadTs,
  }));

const reaction = z
  .looseObject({
    user: z.string(),
    reaction: z.string(),
    item_user: text,
    // Files can have reactions too; those name no message.
    item: z.object({ type: z.literal("message"), channel: z.string(), ts: z.string() }),
  })
  .transform(({ user, reaction: emoji, item: { channel, ts }, item_user: author }) => ({
    user,
    emoji,
    channel,
    ts,
    author,
  }));

const joined = z
  .looseObject({ user: z.string(), channel: z.string(), inviter: text })
  .transform(({ user, channel, inviter }) => ({ user, channel, inviter }));

const channel = z.object({ id: z.string(), name: z.string(), creator: text });
const created = z.object({ channel }).transform(({ channel: { id, name, creator } }) => ({
  channel: id,
  channelName: name,
  creator,
}));

const person = z.object({
  id: z.string(),
  name: text,
  real_name: text,
  profile: z.object({ email: text }).nullish(),
});
const welcomed = z
  .looseObject({ user: person })
  .transform(({ user: { id, name, real_name: realName, profile } }) => ({
    user: id,
    userName: realName ?? name ?? id,
    email: profile?.email,
  }));

const shared = z
  .looseObject({ file_id: z.string(), channel_id: text, user_id: text })
  .transform(({ file_id: file, channel_id: place, user_id: user }) => ({
    file,
    channel: place,
    user,
  }));

/** How Slack's own form of each is read. https://docs.slack.dev/reference/events */
const readers: Readonly<Record<string, z.ZodType<Readonly<Record<string, unknown>>>>> = {
  "message.channels": message,
  "message.groups": message,
  "message.im": message,
  "message.mpim": message,
  app_mention: message,
  reaction_added: reaction,
  reaction_removed: reaction,
  member_joined_channel: joined,
  channel_created: created,
  team_join: welcomed,
  file_shared: shared,
};

/** What a function gets of an event as Slack has it; undefined for one that nothing can wait for. */
export function payloadOf(
  name: string,
  event: object,
): Readonly<Record<string, unknown>> | undefined {
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  const payload = reader?.safeParse(event).data;
  return payload && present(payload);
}
