import type { SandboxUser } from "../../../sandbox/kit/types.ts";

/** Users of the org, by their record ids. */
export const people: readonly SandboxUser[] = [
  { id: "005Fk0000000001IAA", name: "Maya Okafor", email: "maya@example.com" },
  { id: "005Fk0000000002IAA", name: "Sam Rivera", email: "sam@example.com" },
];

export const orgId = "00DFk000000000AEAQ";
/** Unlike an address it is anybody's alone. */
export const usernameOf = (email: string) => email.replace("@example.com", "@acme-lab.example");
