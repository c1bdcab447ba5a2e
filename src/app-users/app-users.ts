import type { Catalog } from "../catalog/catalog.ts";
import { permissionsOf } from "../connections/scopes.ts";
import type { Connections } from "../connections/connections.ts";
import type { ConnectionView } from "../contract/connection.ts";
import type { HeldView, PeopleView } from "../contract/app-user.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Runs } from "../runs/runs.ts";
import type { AppUser, AppUserStore } from "../store/app-users.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import type { Consents } from "./consents.ts";
import type { ConnectLinks } from "./links.ts";
import { deedWords, deedsOf } from "./needs.ts";

interface AppUsersDeps {
  readonly store: AppUserStore;
  readonly catalog: Catalog;
  readonly connections: Pick<Connections, "listOwn" | "disconnect" | "counts">;
  /** The functions that act with an account of whoever calls them. */
  readonly acting: () => Promise<readonly FunctionVersion[]>;
  readonly runs: Pick<Runs, "list" | "forgetOf">;
  readonly consents: Consents;
  readonly links: Pick<ConnectLinks, "removeOf">;
}

interface Withdrawn {
  readonly provider: string;
  readonly revoked: boolean;
  readonly detail?: string;
}

/** Runs that a person sees of theirs. */
const shownRuns = 10;

/** People whose own accounts the app acts with, and what it holds of each. */
export function createAppUsers(deps: AppUsersDeps) {
  const { store, catalog, connections, runs, consents, links } = deps;

  /** Withdraws what the app holds of a person, revoked at the providers where they can. */
  async function withdrawAll(userId: string): Promise<readonly Withdrawn[]> {
    await consents.removeOf(userId);
    const withdrawn: Withdrawn[] = [];
    for (const { id, provider } of await connections.listOwn(userId))
      withdrawn.push({ provider, ...(await connections.disconnect(id, userId)) });
    return withdrawn;
  }

  return {
    ensure: store.ensure,
    list: store.list,
    /** Throws `app-user/not-found`, with what to do. */
    async byExternalId(externalId: string): Promise<AppUser> {
      const found = await store.byExternalId(externalId);
      if (found) return found;
      throw new PatchbayError(
        "app-user/not-found",
        `Nobody is known as "${externalId}". Make them known with POST /api/app-users {"externalId": …}, or by the first POST /api/connect-links for them.`,
      );
    },
    /** Throws `app-user/not-found`. */
    async find(id: string): Promise<AppUser> {
      const found = await store.find(id);
      if (found) return found;
      throw new PatchbayError(
        "app-user/not-found",
        `There is no app user "${id}"; GET /api/app-users lists them.`,
      );
    },
    /** What a person is called here: by their name, else as the product calls them. */
    async nameOf(id: string): Promise<string | undefined> {
      const user = await store.find(id);
      return user && (user.name ?? user.externalId);
    },
    /** Withdraws everything, and forgets the person and their runs. Throws `app-user/not-found`. */
    async remove(id: string): Promise<readonly Withdrawn[]> {
      const { id: userId } = await this.find(id);
      // First, so that no sign-in that is under way brings an account back.
      await links.removeOf(userId);
      const withdrawn = await withdrawAll(userId);
      await runs.forgetOf(userId);
      await store.remove(userId);
      return withdrawn;
    },
    withdrawAll,
    /** Throws `connection/not-found`, also for somebody else's. */
    disconnect: (userId: string, id: string) => connections.disconnect(id, userId),
    async held(userId: string): Promise<HeldView> {
      const [accounts, states, latest, acting] = await Promise.all([
        connections.listOwn(userId),
        consents.ofUser(userId),
        runs.list({ userId, limit: shownRuns }),
        deps.acting(),
      ]);
      return {
        connections: accounts.map((one) => ({
          id: one.id,
          provider: one.provider,
          providerName: catalog.provider(one.provider)?.name ?? one.provider,
          mode: one.mode,
          account: one.account.label,
          status: one.status,
          permissions: [
            ...new Set(
              permissionsOf(catalog, one.provider, grantedOf(one)).map(({ sentence }) => sentence),
            ),
          ],
          functions: acting
            .filter(({ approvals }) =>
              approvals.some(({ operation }) => catalog.providerOf(operation)?.id === one.provider),
            )
            .map(({ name }) => name),
          createdAt: one.createdAt,
          ...(one.lastUsedAt === undefined ? {} : { lastUsedAt: one.lastUsedAt }),
        })),
        consents: states.map(({ version, starts, status, since }) => ({
          function: version.name,
          version: version.version,
          ...(version.flow ? { description: version.flow.description } : {}),
          starts: [...starts],
          deeds: deedsOf(version).map((deed) => deedWords(deed, catalog)),
          status,
          ...(since === undefined ? {} : { since }),
        })),
        runs: latest.map(({ id, function: name, status, trigger, startedAt }) => ({
          id,
          function: name,
          status,
          trigger,
          startedAt,
        })),
      };
    },
    /** How many people connected what; never whose. */
    async people(): Promise<PeopleView> {
      const counts = await connections.counts();
      return {
        providers: counts.map(({ provider, ...count }) => ({
          provider,
          providerName: catalog.provider(provider)?.name ?? provider,
          ...count,
        })),
        functions: (await deps.acting()).map(({ name }) => name),
      };
    },
  };
}

function grantedOf({ scopes: { bot, user } }: ConnectionView) {
  return { ...(bot ? { bot } : {}), ...(user ? { user } : {}) };
}

export type AppUsers = ReturnType<typeof createAppUsers>;
