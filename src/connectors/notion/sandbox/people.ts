import type { SandboxUser } from "../../../sandbox/kit/types.ts";

/** Members of the workspace, as whom one can sign in. */
export const people: readonly SandboxUser[] = [
  { id: "3f1d6b1e-52a7-4c0e-9d11-0a4b7e2c9101", name: "Maya Okafor", email: "maya@example.com" },
  { id: "3f1d6b1e-52a7-4c0e-9d11-0a4b7e2c9102", name: "Sam Rivera", email: "sam@example.com" },
  { id: "3f1d6b1e-52a7-4c0e-9d11-0a4b7e2c9103", name: "Priya Nair", email: "priya@example.com" },
];

/** The connection itself: what it makes is made by it, not by the person who connected. */
export const bot = { id: "3f1d6b1e-52a7-4c0e-9d11-0a4b7e2c91b0", name: "Patchbay" };

export const workspace = {
  id: "3f1d6b1e-52a7-4c0e-9d11-0a4b7e2c9000",
  name: "Acme Lab",
};
