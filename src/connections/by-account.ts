import type { Catalog } from "../catalog/catalog.ts";
import { ownAccount } from "../flow/schema.ts";
import type { Permission } from "../permissions/compute.ts";
import type { AccountChoice } from "./types.ts";

/** What is needed of one account. */
export interface NeededOfAccount {
  readonly provider: string;
  /** Absent for the default. */
  readonly account?: string;
  readonly needed: readonly Permission[];
}

/** The permissions by the account that has to grant them; a person's own is `user`. */
export function byAccount(
  permissions: readonly Permission[],
  catalog: Catalog,
): readonly NeededOfAccount[] {
  const groups = Map.groupBy(
    permissions,
    ({ connector, account = "" }) => `${catalog.providerOf(connector)?.id ?? ""} ${account}`,
  );
  return Array.from(groups, ([key, needed]) => {
    const [provider = "", account = ""] = key.split(" ");
    return { provider, needed, ...(account === "" ? {} : { account }) };
  });
}

/**
 * Which account a name chooses; none for the default. `user` is that of the person, and where nobody
 * is named the name of no account.
 */
export function choiceOf(account: string | undefined, userId?: string): AccountChoice {
  if (account === ownAccount && userId !== undefined) return { userId };
  return account === undefined ? {} : { name: account };
}
