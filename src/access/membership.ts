import type { Role } from "../contract/access.ts";

/** What a person is in a workspace; undefined where they have no part in it. */
export type MembershipOf = (userId: string, workspaceId: string) => Promise<Role | undefined>;
