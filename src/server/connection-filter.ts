import type { Catalog } from "../catalog/catalog.ts";
import type { ConnectionStanding } from "../contract/connection.ts";
import type { ConnectionFilter } from "../store/connection-list.ts";
import type { StoredOutage } from "../store/outages.ts";

interface StateGround {
  readonly catalog: Pick<Catalog, "providers">;
  /** Providers that do not answer. */
  readonly down: readonly Pick<StoredOutage, "provider" | "mode">[];
  /** Ids of the accounts that did not grant all that functions need; only looked for where it matters. */
  readonly partly: () => Promise<readonly string[]>;
}

/** The accounts that stand so, as `accountStanding` and `withMissing` tell them apart. */
export async function inState(
  state: ConnectionStanding["state"],
  { catalog, down, partly }: StateGround,
): Promise<ConnectionFilter> {
  const among = <Of>(is: boolean, of: readonly Of[]) => ({ is, of });
  switch (state) {
    case "revoked":
    case "reconnect-needed": {
      const takenBack = catalog.providers.map(({ id, revokedErrors = ["invalid_grant"] }) => ({
        provider: id,
        reasons: revokedErrors,
      }));
      return { hasEnded: true, endedBy: among(state === "revoked", takenBack) };
    }
    case "provider-down":
      return { hasEnded: false, at: [among(true, down)] };
    case "partly-granted":
    case "active":
      return {
        hasEnded: false,
        at: [among(false, down)],
        ids: [among(state === "partly-granted", await partly())],
      };
  }
}
