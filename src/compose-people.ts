import { createActing } from "./app-users/acting.ts";
import { createAppUsers } from "./app-users/app-users.ts";
import { createConsents } from "./app-users/consents.ts";
import { type ConnectLinkBody, createConnectLinks } from "./app-users/links.ts";
import { actsForCaller } from "./app-users/needs.ts";
import { createConnectSites } from "./app-users/sites.ts";
import type { Catalog } from "./catalog/catalog.ts";
import type { Connections } from "./connections/connections.ts";
import type { Clock } from "./core/clock.ts";
import type { Functions } from "./functions/functions.ts";
import type { Runs } from "./runs/runs.ts";
import { appName } from "./store/app-name.ts";
import { createAppUserStore } from "./store/app-users.ts";
import { createConnectLinkStore } from "./store/connect-links.ts";
import { createConsentStore } from "./store/consents.ts";
import type { Database } from "./store/database.ts";
import type { FunctionNeedStore } from "./store/function-needs.ts";
import type { SettingStore } from "./store/settings.ts";

interface PeopleParts {
  readonly db: Database;
  readonly appId: string;
  readonly clock: Clock;
  readonly settings: SettingStore;
  readonly catalog: Catalog;
  readonly connections: Connections;
  readonly functions: Functions;
  readonly needs: Pick<FunctionNeedStore, "all">;
  readonly startsOf: Parameters<typeof createConsents>[0]["startsOf"];
  /** Where people reach the app. */
  readonly address: () => string;
}

/** The people whom an app acts for, with what they connect and allow. */
export function composePeople({ db, appId, clock, catalog, connections, ...parts }: PeopleParts) {
  const { functions, needs, startsOf, address } = parts;
  async function acting() {
    const own = (await needs.all()).filter(actsForCaller);
    return functions.ofNeeds(own.map(({ hash }) => hash));
  }
  const consents = createConsents({
    store: createConsentStore(db, appId, clock),
    functions,
    acting,
    startsOf,
  });
  const connectSites = createConnectSites(parts.settings);
  const connectLinks = createConnectLinks({
    store: createConnectLinkStore<ConnectLinkBody>(db, appId, clock),
    connections,
    sites: connectSites,
    address,
  });
  return {
    allowedFor: consents.allowedFor,
    requirePerson: createActing({ catalog, connections, links: connectLinks }),
    /** What the HTTP app takes. */
    served: (runs: Runs) => ({
      appUsers: createAppUsers({
        store: createAppUserStore(db, appId, clock),
        catalog,
        connections,
        acting,
        runs,
        consents,
        links: connectLinks,
      }),
      consents,
      connectLinks,
      connectSites,
      appName: () => appName(db, appId),
    }),
  };
}
