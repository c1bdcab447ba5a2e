import type { ScopeInfo } from "../../catalog/connector.ts";

const source = (scope: string) => `https://docs.slack.dev/reference/scopes/${scope}`;

type Info = Omit<ScopeInfo, "source" | "tokens" | "access"> & Partial<Pick<ScopeInfo, "tokens">>;

const both = ["bot", "user"] as const;

/** What each scope lets the app do, as a person reads it. */
export const scopes: readonly ScopeInfo[] = (
  [
    {
      scope: "chat:write",
      sentence: "Send messages",
      sentenceByToken: { bot: "Send messages as the app", user: "Send messages as you" },
      sensitivity: "write",
    },
    {
      scope: "chat:write.customize",
      sentence: "Send messages under another name and picture",
      sensitivity: "write",
      tokens: ["bot"],
    },
    {
      scope: "channels:read",
      sentence: "See the list of public channels and their details",
      sensitivity: "read",
    },
    {
      scope: "groups:read",
      sentence: "See the private channels it is in and their details",
      sensitivity: "read",
    },
    {
      scope: "im:read",
      sentence: "See direct conversations, without the messages",
      sensitivity: "read",
    },
    {
      scope: "mpim:read",
      sentence: "See group conversations, without the messages",
      sensitivity: "read",
    },
    {
      scope: "channels:history",
      sentence: "Read messages in public channels",
      sensitivity: "read-content",
    },
    {
      scope: "groups:history",
      sentence: "Read messages in private channels it is in",
      sensitivity: "read-content",
    },
    { scope: "im:history", sentence: "Read direct messages", sensitivity: "read-content" },
    { scope: "mpim:history", sentence: "Read group direct messages", sensitivity: "read-content" },
    {
      scope: "channels:manage",
      sentence: "Create and manage public channels",
      sensitivity: "write",
      covers: ["channels:write.topic", "channels:write.invites"],
      tokens: ["bot"],
    },
    {
      scope: "channels:write",
      sentence: "Create and manage public channels for you",
      sensitivity: "write",
      covers: ["channels:write.topic", "channels:write.invites"],
      tokens: ["user"],
    },
    {
      scope: "channels:write.topic",
      sentence: "Set topic and description of public channels",
      sensitivity: "write",
    },
    {
      scope: "channels:write.invites",
      sentence: "Add people to public channels",
      sensitivity: "write",
    },
    {
      scope: "channels:join",
      sentence: "Join public channels",
      sensitivity: "write",
      tokens: ["bot"],
    },
    {
      scope: "groups:write",
      sentence: "Create and manage private channels",
      sensitivity: "write",
      covers: ["groups:write.topic", "groups:write.invites"],
    },
    {
      scope: "groups:write.topic",
      sentence: "Set topic and description of private channels",
      sensitivity: "write",
    },
    {
      scope: "groups:write.invites",
      sentence: "Add people to private channels",
      sensitivity: "write",
    },
    {
      scope: "im:write",
      sentence: "Start direct messages",
      sensitivity: "write",
      covers: ["im:write.topic"],
    },
    {
      scope: "im:write.topic",
      sentence: "Set the topic of direct messages",
      sensitivity: "write",
    },
    {
      scope: "mpim:write",
      sentence: "Start group direct messages",
      sensitivity: "write",
      covers: ["mpim:write.topic"],
    },
    {
      scope: "mpim:write.topic",
      sentence: "Set the topic of group direct messages",
      sensitivity: "write",
    },
    { scope: "users:read", sentence: "See people in the workspace", sensitivity: "read" },
    {
      scope: "users:read.email",
      sentence: "See people's email addresses",
      sensitivity: "read-personal",
    },
    {
      scope: "users.profile:read",
      sentence: "See people's profiles and status",
      sensitivity: "read-personal",
    },
    {
      scope: "users.profile:write",
      sentence: "Change your profile and status",
      sensitivity: "write",
      tokens: ["user"],
    },
    {
      scope: "app_mentions:read",
      sentence: "See messages that mention the app",
      sensitivity: "read-content",
      tokens: ["bot"],
    },
    { scope: "reactions:read", sentence: "See reactions to messages", sensitivity: "read" },
    { scope: "reactions:write", sentence: "Add and remove emoji reactions", sensitivity: "write" },
    { scope: "pins:write", sentence: "Pin and unpin messages", sensitivity: "write" },
    {
      scope: "bookmarks:write",
      sentence: "Add and change channel bookmarks",
      sensitivity: "write",
    },
    {
      scope: "reminders:write",
      sentence: "Set and delete your reminders",
      sensitivity: "write",
      tokens: ["user"],
    },
    {
      scope: "files:read",
      sentence: "See and download files it can reach",
      sensitivity: "read-content",
    },
    { scope: "files:write", sentence: "Upload, change and delete files", sensitivity: "write" },
    {
      scope: "search:read",
      sentence: "Search everything you can see in Slack",
      sensitivity: "read-content",
      tokens: ["user"],
    },
    {
      scope: "search:read.public",
      sentence: "Search public channels",
      sensitivity: "read-content",
    },
    {
      scope: "search:read.private",
      sentence: "Search your private channels",
      sensitivity: "read-content",
      tokens: ["user"],
    },
    {
      scope: "search:read.im",
      sentence: "Search your direct messages",
      sensitivity: "read-content",
      tokens: ["user"],
    },
    {
      scope: "search:read.mpim",
      sentence: "Search your group messages",
      sensitivity: "read-content",
      tokens: ["user"],
    },
    {
      scope: "usergroups:read",
      sentence: "See user groups and who is in them",
      sensitivity: "read",
    },
    { scope: "canvases:write", sentence: "Create and change canvases", sensitivity: "write" },
    {
      scope: "team:read",
      sentence: "See the name and address of the workspace",
      sensitivity: "read",
    },
  ] satisfies readonly Info[]
).map((info: Info) => ({
  tokens: both,
  ...info,
  access: info.sensitivity === "write" ? "write" : "read",
  source: source(info.scope),
}));
