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
    "channels:write.topic": any("Set the description of public channels"),
    "channels:write.invites": any("Invite members to public channels"),
    "groups:write": any("Manage private channels and create new ones"),
    "groups:write.topic": any("Set the description of private channels"),
    "groups:write.invites": any("Invite members to private channels"),
    "im:write": any("Start direct messages with people"),
    "im:write.topic": any("Set the description in direct messages"),
    "mpim:write": any("Start group direct messages with people"),
    "mpim:write.topic": any("Set the description in group direct messages"),
    "users:read": any("View people in the workspace"),
    "users:read.email": any("View email addresses of people in the workspace"),
    "users.profile:read": any("View profile details about people in the workspace"),
    "users.profile:write": user("Edit your profile information and status"),
    "app_mentions:read": bot("View messages that mention it"),
    "reactions:read": any("View emoji reactions"),
    "reactions:write": any("Add and edit emoji reactions"),
    "pins:write": any("Add and remove pinned messages and files"),
    "bookmarks:write": any("Create, edit, and remove bookmarks"),
    "reminders:write": user("Add, remove, or mark your reminders as complete"),
    "files:read": any("View files shared in channels and conversations"),
    "files:write": any("Upload, edit and delete files"),
    "search:read": user("Search the workspace's content for you"),
    "search:read.public": any("Search content in public channels"),
    "search:read.private": user("Search content in your private channels"),
    "search:read.im": user("Search content in your direct messages"),
    "search:read.mpim": user("Search content in your group direct messages"),
    "usergroups:read": any("View user groups in the workspace"),
    "canvases:write": any("Create, edit and remove canvases"),
    "team:read": any("View the name, domain and icon of the workspace"),
  }),
);
