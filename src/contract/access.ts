import { z } from "zod";

/** What an address of the server takes, and so what a role or an API key allows. Each includes nothing of another. */
export const rights = {
  use: "Call functions and open pages, as their users do",
  read: "See functions, pages, automations, connections, chats and runs",
  run: "Start runs, dry runs and replays; pause and resume automations",
  build: "Chat, and change functions, pages and automations",
  connect: "Connect, switch and disconnect accounts of the app; secrets",
  manage: "Settings, API keys, members, export and import, the audit log",
} as const satisfies Record<string, string>;
export type Right = keyof typeof rights;
export const rightShape = z.enum(Object.keys(rights) as [Right, ...Right[]]);

/** What a member of a workspace may do in its apps. */
export const roles = {
  owner: ["use", "read", "run", "build", "connect", "manage"],
  builder: ["use", "read", "run", "build", "connect"],
  viewer: ["use", "read"],
  "app-user": ["use"],
} as const satisfies Record<string, readonly Right[]>;
export type Role = keyof typeof roles;
export const roleShape = z.enum(Object.keys(roles) as [Role, ...Role[]]);
