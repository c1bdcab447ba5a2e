import type { ConnectionView } from "../../src/contract/connection.ts";

type Called = Pick<ConnectionView, "provider" | "name" | "account">;

/** Whether the app calls it otherwise than its provider does: two accounts can have one label, and never one name. */
export function hasOwnName({ name, account: { label } }: Called): boolean {
  const plain = label
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return name !== plain;
}

/** As a sentence or a control names it: `Acme`, and `Acme (slack:support)` where it has a name of its own. */
export function calledOf(connection: Called): string {
  const { provider, name, account } = connection;
  return hasOwnName(connection) ? `${account.label} (${provider}:${name})` : account.label;
}
