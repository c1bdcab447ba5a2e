import type { SandboxUser } from "../../../sandbox/kit/types.ts";

/** Members as whom one can sign in, by the ids that this app knows them by. */
export const people: readonly SandboxUser[] = [
  { id: "mAya0x7Kq2", name: "Maya Okafor", email: "maya@example.com" },
  { id: "sAm00p4Zt9", name: "Sam Rivera", email: "sam@example.com" },
];
