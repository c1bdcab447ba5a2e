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
      tokens: ["bot"],
    },
    {
      scope: "channels:write",
      sentence: "Create and manage public channels for you",
      sensitivity: "write",
      tokens: ["user"],
    },
    { scope: "groups:write", sentence: "Create and manage private channels", sensitivity: "write" },
    { scope: "users:read", sentence: "See people in the workspace", sensitivity: "read" },
    {
      scope: "users:read.email",
      sentence: "See people's email addresses",
      sensitivity: "read-personal",
    },
    { scope: "reactions:write", sentence: "Add and remove emoji reactions", sensitivity: "write" },
    { scope: "files:write", sentence: "Upload, change and delete files", sensitivity: "write" },
    {
      scope: "search:read",
      sentence: "Search everything you can see in Slack",
      sensitivity: "read-content",
      tokens: ["user"],
    },
  ] satisfies readonly Info[]
).map((info: Info) => ({
  tokens: both,
  ...info,
  access: info.sensitivity === "write" ? "write" : "read",
  source: source(info.scope),
}));
