import type { SandboxUser } from "../../../sandbox/kit/types.ts";

/** Users of the account; each is an owner too, under another id. */
export const people: readonly SandboxUser[] = [
  { id: "9001", name: "Maya Okafor", email: "maya@example.com" },
  { id: "9002", name: "Sam Rivera", email: "sam@example.com" },
  { id: "9003", name: "Priya Nair", email: "priya@example.com" },
];

/** Records are assigned to these ids, not to those of the users. */
export const ownerIdOf = (userId: string) => String(Number(userId) + 68_000);

export const account = { id: 8_675_309, domain: "acme-lab.example", currency: "EUR" };
