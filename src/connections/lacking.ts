import type { Catalog } from "../catalog/catalog.ts";
import { ownAccount } from "../flow/schema.ts";
import type { Permission } from "../permissions/compute.ts";
import type { ConnectionStore } from "../store/connections.ts";
import { byAccount, choiceOf } from "./by-account.ts";
import { missingFrom } from "./scopes.ts";

/** Whether it is for each person's own account to give. */
export const isOwn = ({ account }: Pick<Permission, "account">) => account === ownAccount;

/** What one provider is to be asked for, in whose name. */
interface Ask {
  readonly provider: string;
  readonly permissions: readonly Permission[];
  readonly account?: string;
  readonly userId?: string;
}

/** Tells which permissions nobody granted yet. */
export function createLacking(connections: Pick<ConnectionStore, "current">, catalog: Catalog) {
  /** Where no person is named, each one's own accounts are left to the time when they call. */
  async function missing(
    permissions: readonly Permission[],
    forUser?: string,
  ): Promise<readonly Permission[]> {
    const asked = forUser === undefined ? permissions.filter((one) => !isOwn(one)) : permissions;
    const lacking = byAccount(asked, catalog).map(async ({ provider, account, needed }) =>
      missingFrom(await connections.current(provider, choiceOf(account, forUser)), needed, catalog),
    );
    return (await Promise.all(lacking)).flat();
  }

  return {
    missing,
    /** Each account of which something is not granted yet, with all that is needed of it. */
    async asks(permissions: readonly Permission[], forUser?: string): Promise<readonly Ask[]> {
      const lacking = await missing(permissions, forUser);
      return byAccount(permissions, catalog)
        .filter(({ needed }) => needed.some((one) => lacking.includes(one)))
        .map(({ provider, account, needed }) => ({
          provider,
          permissions: needed,
          ...inNameOf(account, forUser),
        }));
    },
  };
}

/** Whose account a request is for: a person's own, the named one, or the default. */
export function inNameOf(account: string | undefined, userId: string | undefined) {
  if (account === ownAccount) return userId === undefined ? {} : { userId };
  return account === undefined ? {} : { account };
}
