import { z } from "zod";
import { createCatalog } from "../../catalog/catalog.ts";
import type { Connector } from "../../catalog/connector.ts";
import type { Operation } from "../../catalog/operation.ts";

/** Two tools for tests: one shaped like a chat, one that no word of the model was written for. */
const message = z.looseObject({ channel: z.string(), ts: z.string() });
const done = z.looseObject({});
const channel = z.string().describe("Channel: an id, or its name with #");
const ts = z.string().describe("Timestamp of the message");
const channelObject = z.looseObject({
  channel: z.looseObject({ id: z.string(), name: z.string() }),
});

interface Sketch {
  readonly title: string;
  readonly kind?: Operation["kind"];
  readonly input: z.ZodObject;
  readonly output?: z.ZodObject;
  readonly words?: readonly string[];
  readonly lookups?: Operation["lookups"];
}

function operation(id: string, sketch: Sketch): Operation {
  return {
    id,
    title: sketch.title,
    kind: sketch.kind ?? "write",
    request: { method: "POST", host: "chat.test", path: `/${id}`, body: "json" },
    input: sketch.input,
    output: sketch.output ?? done,
    scopes: { bot: [[`${id}:scope`]] },
    repeatable: false,
    docs: "https://chat.test/docs",
    ...(sketch.words ? { words: sketch.words } : {}),
    ...(sketch.lookups ? { lookups: sketch.lookups } : {}),
  };
}

const limit = z.number().int().max(1000).optional().describe("How many at most");
const byName = {
  channel: [{ via: "slack.users.list", helper: "userId", literal: "^@", fromInput: false }],
};

const chat: readonly Operation[] = [
  operation("slack.chat.postMessage", {
    title: "Send a message",
    words: ["post", "tell", "notify", "dm", "direct message", "announce"],
    input: z.strictObject({
      channel,
      text: z.string().max(40_000).describe("Text"),
      thread_ts: z.string().optional().describe("Message to answer"),
      icon_emoji: z.string().optional().describe("Emoji to post with"),
    }),
    output: message,
    lookups: byName,
  }),
  operation("slack.chat.update", {
    title: "Change a message",
    input: z.strictObject({ channel, ts, text: z.string() }),
    output: message,
    words: ["edit"],
  }),
  operation("slack.chat.delete", {
    title: "Delete a message",
    kind: "destructive",
    input: z.strictObject({ channel, ts }),
    output: message,
  }),
  operation("slack.chat.scheduleMessage", {
    title: "Schedule a message",
    input: z.strictObject({
      channel,
      text: z.string(),
      post_at: z.number().int().describe("Unix seconds"),
    }),
    output: z.looseObject({
      channel: z.string(),
      scheduled_message_id: z.string(),
      post_at: z.number(),
    }),
    words: ["later"],
  }),
  operation("slack.conversations.list", {
    title: "List channels",
    kind: "read",
    input: z.strictObject({ limit }),
    output: z.looseObject({ channels: z.array(done) }),
  }),
  operation("slack.conversations.history", {
    title: "Read the messages of a channel",
    kind: "read",
    input: z.strictObject({
      channel,
      limit,
      oldest: z.string().optional(),
      latest: z.string().optional(),
    }),
    output: z.looseObject({ messages: z.array(done) }),
    words: ["history", "get messages"],
  }),
  operation("slack.conversations.create", {
    title: "Create a channel",
    input: z.strictObject({
      name: z.string().max(80).describe("Name without #"),
      is_private: z.boolean().optional(),
    }),
    output: channelObject,
  }),
  operation("slack.conversations.rename", {
    title: "Rename a channel",
    input: z.strictObject({ channel, name: z.string() }),
    output: channelObject,
  }),
  operation("slack.conversations.archive", {
    title: "Archive a channel",
    input: z.strictObject({ channel }),
  }),
  operation("slack.conversations.setTopic", {
    title: "Set the topic of a channel",
    input: z.strictObject({ channel, topic: z.string() }),
    output: channelObject,
  }),
  operation("slack.conversations.invite", {
    title: "Invite people to a channel",
    input: z.strictObject({ channel, users: z.string().describe("User ids, comma-separated") }),
    output: channelObject,
  }),
  operation("slack.users.list", {
    title: "List people",
    kind: "read",
    input: z.strictObject({ limit }),
    output: z.looseObject({ members: z.array(done) }),
    words: ["users", "members"],
  }),
  operation("slack.users.lookupByEmail", {
    title: "Find a person by email",
    kind: "read",
    input: z.strictObject({ email: z.email().describe("Mail address") }),
    output: z.looseObject({ user: z.looseObject({ id: z.string() }) }),
  }),
  operation("slack.reactions.add", {
    title: "Add an emoji reaction",
    input: z.strictObject({
      channel,
      timestamp: ts,
      name: z.string().describe("Emoji name without colons"),
    }),
    words: ["react", "emoji"],
  }),
  operation("slack.pins.add", {
    title: "Pin a message",
    input: z.strictObject({ channel, timestamp: ts }),
  }),
  operation("slack.files.getUploadURLExternal", {
    title: "Upload a file, first step: hand over its content",
    input: z.strictObject({ filename: z.string(), content: z.string().describe("Text content") }),
    output: z.looseObject({ file_id: z.string(), upload_url: z.string() }),
    words: ["upload", "file", "attach"],
  }),
  operation("slack.files.completeUploadExternal", {
    title: "Upload a file, last step: finish and share it",
    input: z.strictObject({
      files: z
        .array(z.strictObject({ id: z.string().describe("file_id of the first step") }))
        .min(1),
      channel_id: channel.optional(),
      initial_comment: z.string().optional(),
    }),
    words: ["upload", "file", "share"],
  }),
  operation("slack.search.messages", {
    title: "Search messages",
    kind: "read",
    input: z.strictObject({ query: z.string(), count: limit }),
    output: z.looseObject({ messages: done }),
  }),
];

const greenhouse: readonly Operation[] = [
  operation("greenhouse.beds.water", {
    title: "Water a bed",
    input: z.strictObject({ name: z.string().describe("Name of the bed") }),
    words: ["sprinkle", "irrigate"],
  }),
  operation("greenhouse.sensors.list", {
    title: "List sensors",
    kind: "read",
    input: z.strictObject({ limit }),
    output: z.looseObject({ sensors: z.array(done) }),
    words: ["humidity", "temperature"],
  }),
];

function connector(
  id: string,
  name: string,
  operations: readonly Operation[],
  words: readonly string[],
): Connector {
  return {
    id,
    name,
    category: "communication",
    description: `${name}, for tests`,
    logo: "<svg/>",
    provider: id,
    examples: [],
    events: [],
    helper: { name: id, template: id, takes: "method" },
    scopes: [],
    operations,
    words,
  };
}

export const chatCatalog = createCatalog(
  [connector("slack", "Slack", chat, ["slack", "channel", "direct message"])],
  [],
);
export const twoToolCatalog = createCatalog(
  [
    connector("slack", "Slack", chat, ["slack"]),
    connector("greenhouse", "Green House", greenhouse, ["greenhouse", "green house"]),
  ],
  [],
);
