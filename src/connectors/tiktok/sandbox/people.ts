import type { SandboxUser } from "../../../sandbox/kit/types.ts";

/** Accounts as whom one can sign in, by the ids that this app knows them by. */
export const people: readonly SandboxUser[] = [
  { id: "-000maya0a1b2c3d4", name: "Maya makes things", email: "maya@example.com" },
  { id: "-000sam00a1b2c3d4", name: "Sam Rivera", email: "sam@example.com" },
];
