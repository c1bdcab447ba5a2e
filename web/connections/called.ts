import { nameFrom } from "../../src/contract/account-name.ts";
import type { ConnectionView } from "../../src/contract/connection.ts";

type Called = Pick<ConnectionView, "provider" | "name" | "account">;

/** Whether the app calls it otherwise than its provider does: two accounts can have one label, and never one name. */
export function hasOwnName({ name, account: { label } }: Called): boolean {
  return name !== nameFrom(label);
}

/** As a sentence or a control names it: `Acme`, and `Acme (slack:support)` where it has a name of its own. */
export function calledOf(connection: Called): string {
  const { provider, name, account } = connection;
  return hasOwnName(connection) ? `${account.label} (${provider}:${name})` : account.label;
}
