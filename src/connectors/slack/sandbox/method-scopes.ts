import { isTrue } from "./arguments.ts";
import { type ConversationKind, type TokenKind, conversationKinds } from "./state.ts";

/** Sets of scopes of which any one suffices. */
type Alternatives = readonly (readonly string[])[];
type ByToken = Readonly<Partial<Record<TokenKind, Alternatives>>>;

const nothing: ByToken = { bot: [[]], user: [[]] };

const one = (...names: readonly string[]): ByToken => ({
  bot: names.map((name) => [name]),
  user: names.map((name) => [name]),
});

/** The same right under the app's name of it and the person's. */
const managing = (...narrower: readonly string[]): ByToken => ({
  bot: [...narrower, "channels:manage"].map((name) => [name]),
  user: [...narrower, "channels:write"].map((name) => [name]),
});

/** The right on one kind of conversation: channels:read, groups:read … */
function kindScope(kind: ConversationKind, right: string): string {
  const families = {
    public_channel: "channels",
    private_channel: "groups",
    mpim: "mpim",
    im: "im",
  };
  return `${families[kind]}:${right}`;
}

const eachKind = (...rights: readonly string[]) => ({
  public_channel: one(...rights.map((right) => kindScope("public_channel", right))),
  private_channel: one(...rights.map((right) => kindScope("private_channel", right))),
  mpim: one(...rights.map((right) => kindScope("mpim", right))),
  im: one(...rights.map((right) => kindScope("im", right))),
});

const topics = {
  ...eachKind("write.topic", "write"),
  public_channel: managing("channels:write.topic"),
};
const channelsOnly = { public_channel: managing(), private_channel: one("groups:write") };

/** Methods on one conversation: what they need follows its kind. A kind that is not here is refused. */
export const conversationScopes = {
  "conversations.info": eachKind("read"),
  "conversations.members": eachKind("read"),
  "conversations.history": eachKind("history"),
  "conversations.replies": eachKind("history"),
  "conversations.setTopic": topics,
  "conversations.setPurpose": topics,
  "conversations.rename": channelsOnly,
  "conversations.archive": channelsOnly,
  "conversations.invite": {
    public_channel: managing("channels:write.invites"),
    private_channel: one("groups:write.invites", "groups:write"),
  },
} as const satisfies Record<string, Partial<Record<ConversationKind, ByToken>>>;

/** All others, for a call that says no more than its name. */
const plainScopes = {
  "auth.test": nothing,
  "auth.revoke": nothing,
  "team.info": one("team:read"),
  "chat.postMessage": one("chat:write"),
  "chat.postEphemeral": one("chat:write"),
  "chat.update": one("chat:write"),
  "chat.delete": one("chat:write"),
  "chat.getPermalink": nothing,
  "chat.scheduleMessage": one("chat:write"),
  "chat.deleteScheduledMessage": one("chat:write"),
  "chat.scheduledMessages.list": nothing,
  "conversations.list": one("channels:read"),
  "conversations.create": managing(),
  "conversations.join": { bot: [["channels:join"]], user: [["channels:write"]] },
  "conversations.open": one("im:write"),
  "users.list": one("users:read"),
  "users.info": one("users:read"),
  "users.conversations": one("channels:read"),
  "users.lookupByEmail": {
    bot: [["users:read.email", "users:read"]],
    user: [["users:read.email", "users:read"]],
  },
  "users.profile.get": one("users.profile:read"),
  "users.profile.set": { user: [["users.profile:write"]] },
  "usergroups.list": one("usergroups:read"),
  "reactions.add": one("reactions:write"),
  "reactions.remove": one("reactions:write"),
  "pins.add": one("pins:write"),
  "bookmarks.add": one("bookmarks:write"),
  "reminders.add": { user: [["reminders:write"]] },
  "canvases.create": one("canvases:write"),
  "files.getUploadURLExternal": one("files:write"),
  "files.completeUploadExternal": one("files:write"),
  "files.info": one("files:read"),
  "files.list": one("files:read"),
  "files.delete": one("files:write"),
  "search.messages": { user: [["search:read"]] },
  // Slack takes the app's token as well, with an action_token that only an event brings.
  "assistant.search.context": { user: [["search:read.public"]] },
} as const satisfies Record<string, ByToken>;

export type MethodName = keyof typeof plainScopes | keyof typeof conversationScopes;

export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(plainScopes, name) || isOnConversation(name);
}

/** All that are served. */
export const methodNames: readonly MethodName[] = [
  ...Object.keys(plainScopes),
  ...Object.keys(conversationScopes),
].filter(isMethod);

function isOnConversation(name: string): name is keyof typeof conversationScopes {
  return Object.hasOwn(conversationScopes, name);
}

/**
 * What a call needs, seen with its arguments; undefined where the method does not take that token.
 * Without the kind of the conversation, as where the token does not see it, any kind's scope does.
 */
export function scopesOfCall(
  method: MethodName,
  token: TokenKind,
  args: Readonly<Record<string, unknown>>,
  conversation?: ConversationKind,
): Alternatives | undefined {
  if (isOnConversation(method)) {
    const byKind: Partial<Record<ConversationKind, ByToken>> = conversationScopes[method];
    const known = conversation && byKind[conversation]?.[token];
    return known ?? conversationKinds.flatMap((kind) => byKind[kind]?.[token] ?? []);
  }
  const facts: ByToken = plainScopes[method];
  return facts[token] && (ofArguments(method, token, args) ?? facts[token]);
}

function ofArguments(
  method: MethodName,
  token: TokenKind,
  args: Readonly<Record<string, unknown>>,
): Alternatives | undefined {
  const kinds = kindsIn(
    method === "assistant.search.context" ? args["channel_types"] : args["types"],
  );
  switch (method) {
    case "conversations.list":
    case "users.conversations":
      return kinds && [kinds.map((kind) => kindScope(kind, "read"))];
    case "assistant.search.context":
      return kinds && [kinds.map((kind) => `search:read.${kind.replace("_channel", "")}`)];
    case "conversations.create":
      return isTrue(args["is_private"]) ? [["groups:write"]] : undefined;
    case "conversations.open":
      return String(args["users"] ?? "").includes(",") ? [["mpim:write"]] : undefined;
    case "chat.postMessage":
    case "chat.postEphemeral":
      return token === "bot" && ["username", "icon_emoji", "icon_url"].some((name) => args[name])
        ? [["chat:write", "chat:write.customize"]]
        : undefined;
    default:
      return undefined;
  }
}

/** Of a comma list, those that there are; the method itself complains of others. */
function kindsIn(list: unknown): readonly ConversationKind[] | undefined {
  if (typeof list !== "string" || list === "") return undefined;
  const named = list.split(",").map((kind) => kind.trim());
  return conversationKinds.filter((kind) => named.includes(kind));
}
