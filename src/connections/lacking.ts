import type { Catalog } from "../catalog/catalog.ts";
import { ownAccount } from "../flow/schema.ts";
import type { Permission } from "../permissions/compute.ts";
import type { ConnectionStore } from "../store/connections.ts";
import { missingFrom } from "./scopes.ts";

type Whose = Pick<Permission, "account">;

/** Whether it is for each person's own account to give. */
export const isOwn = ({ account }: Whose) => account === ownAccount;
const isShared = (one: Whose) => !isOwn(one);

/** What one provider is to be asked for, in whose name. */
interface Ask {
  readonly provider: string;
  readonly permissions: readonly Permission[];
  readonly userId?: string;
}

/** Tells which permissions nobody granted yet. */
export function createLacking(connections: Pick<ConnectionStore, "current">, catalog: Catalog) {
  const byProvider = (permissions: readonly Permission[]) =>
    Map.groupBy(permissions, ({ connector }) => catalog.providerOf(connector)?.id ?? "");

  async function lackingOf(permissions: readonly Permission[], userId: string | undefined) {
    const missing = [...byProvider(permissions)].map(async ([providerId, group]) =>
      missingFrom(await connections.current(providerId, { userId }), group, catalog),
    );
    return (await Promise.all(missing)).flat();
  }

  /** Where no person is named, each one's own accounts are left to the time when they call. */
  async function missing(
    permissions: readonly Permission[],
    forUser?: string,
  ): Promise<readonly Permission[]> {
    const lacking = await lackingOf(permissions.filter(isShared), undefined);
    if (forUser === undefined) return lacking;
    return [...lacking, ...(await lackingOf(permissions.filter(isOwn), forUser))];
  }

  return {
    missing,
    /** Each provider of which something is not granted yet, with all that is needed of it. */
    async asks(permissions: readonly Permission[], forUser?: string): Promise<readonly Ask[]> {
      const lacking = await missing(permissions, forUser);
      return [isShared, isOwn].flatMap((isMeant) => {
        const wanted = byProvider(lacking.filter(isMeant));
        const own = isMeant === isOwn && forUser !== undefined ? { userId: forUser } : {};
        return [...byProvider(permissions.filter(isMeant))]
          .filter(([provider]) => wanted.has(provider))
          .map(([provider, group]) => ({ provider, permissions: group, ...own }));
      });
    },
  };
}
