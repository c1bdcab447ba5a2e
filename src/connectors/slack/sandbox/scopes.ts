import type { TokenKind } from "./state.ts";

/**
 * What the stand-in itself knows of scopes. On purpose it takes nothing from the connector: it is
 * the second opinion on what a call needs.
 */
interface Scope {
  readonly sentence: string;
  readonly tokens: readonly TokenKind[];
}

const any = (sentence: string): Scope => ({ sentence, tokens: ["bot", "user"] });
const bot = (sentence: string): Scope => ({ sentence, tokens: ["bot"] });
const user = (sentence: string): Scope => ({ sentence, tokens: ["user"] });

/** https://docs.slack.dev/reference/scopes */
export const scopes: ReadonlyMap<string, Scope> = new Map(
  Object.entries({
    "chat:write": any("Send messages"),
    "chat:write.public": bot("Send messages to channels it is not a member of"),
    "chat:write.customize": bot("Send messages with another name and picture"),
    "channels:read": any("View basic information about public channels"),
    "groups:read": any("View basic information about private channels"),
    "im:read": any("View basic information about direct messages"),
    "mpim:read": any("View basic information about group direct messages"),
    "channels:history": any("View messages in public channels"),
    "groups:history": any("View messages in private channels"),
    "im:history": any("View messages in direct messages"),
    "mpim:history": any("View messages in group direct messages"),
    "channels:manage": bot("Manage public channels and create new ones"),
    "channels:join": bot("Join public channels"),
    "channels:write": user("Manage your public channels and create new ones for you"),
    "groups:write": any("Manage private channels and create new ones"),
    "im:write": any("Start direct messages with people"),
    "mpim:write": any("Start group direct messages with people"),
    "users:read": any("View people in the workspace"),
    "users:read.email": any("View email addresses of people in the workspace"),
    "reactions:write": any("Add and edit emoji reactions"),
    "files:write": any("Upload, edit and delete files"),
    "search:read": user("Search the workspace's content for you"),
  }),
);

/** Sets of scopes of which any one suffices. */
type Alternatives = readonly (readonly string[])[];
type ByToken = Readonly<Partial<Record<TokenKind, Alternatives>>>;

const one = (...names: readonly string[]): ByToken => ({
  bot: names.map((name) => [name]),
  user: names.map((name) => [name]),
});
const ofKinds = (right: string) =>
  one(`channels:${right}`, `groups:${right}`, `im:${right}`, `mpim:${right}`);

/** For a call that says no more than its name; a method that needs nothing has an empty set. */
export const methodScopes = {
  "auth.test": { bot: [[]], user: [[]] },
  "auth.revoke": { bot: [[]], user: [[]] },
  "chat.postMessage": one("chat:write"),
  "chat.update": one("chat:write"),
  "chat.delete": one("chat:write"),
  "chat.scheduleMessage": one("chat:write"),
  "conversations.list": one("channels:read"),
  "conversations.info": ofKinds("read"),
  "conversations.history": ofKinds("history"),
  "conversations.create": { bot: [["channels:manage"]], user: [["channels:write"]] },
  "conversations.join": { bot: [["channels:join"]], user: [["channels:write"]] },
  "conversations.open": one("im:write", "mpim:write"),
  "users.list": one("users:read"),
  "users.info": one("users:read"),
  "users.lookupByEmail": {
    bot: [["users:read.email", "users:read"]],
    user: [["users:read.email", "users:read"]],
  },
  "reactions.add": one("reactions:write"),
  "files.getUploadURLExternal": one("files:write"),
  "files.completeUploadExternal": one("files:write"),
  "search.messages": { user: [["search:read"]] },
} as const satisfies Record<string, ByToken>;

export type MethodName = keyof typeof methodScopes;

/** The right on one kind of conversation: channels:read, groups:read … */
export function kindScope(kind: string, right: string): string {
  const families: Readonly<Record<string, string>> = {
    private_channel: "groups",
    mpim: "mpim",
    im: "im",
  };
  return `${families[kind] ?? "channels"}:${right}`;
}

/** What a call needs, seen with its arguments; undefined where the method does not take that token. */
export function scopesOfCall(
  method: MethodName,
  kind: TokenKind,
  args: Readonly<Record<string, unknown>>,
): Alternatives | undefined {
  const facts: ByToken = methodScopes[method];
  const base = facts[kind];
  if (!base) return undefined;
  if (method === "conversations.list" && typeof args["types"] === "string" && args["types"]) {
    return [args["types"].split(",").map((type) => kindScope(type.trim(), "read"))];
  }
  if (method === "conversations.create" && isTrue(args["is_private"])) return [["groups:write"]];
  const renames = ["username", "icon_emoji", "icon_url"].some((name) => args[name]);
  if (kind === "bot" && method === "chat.postMessage" && renames)
    return [["chat:write", "chat:write.customize"]];
  return base;
}

/** JSON has booleans, a form has their text. */
export function isTrue(value: unknown): boolean {
  return value === true || value === "true" || value === "1" || value === 1;
}
