import type { Catalog } from "../catalog/catalog.ts";
import type { Connections } from "../connections/connections.ts";
import { PatchbayError } from "../core/errors.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import type { ConnectLinks } from "./links.ts";
import { actsForCaller, ownPermissionsOf } from "./needs.ts";

interface ActingDeps {
  readonly catalog: Catalog;
  readonly connections: Pick<Connections, "missing">;
  readonly links: Pick<ConnectLinks, "connect">;
}

/**
 * Lets a version run only where the person it acts for is known and has connected what it takes.
 * Throws `connection/person-needed`, and `connection/required` with the address where they can.
 */
export function createActing({ catalog, connections, links }: ActingDeps) {
  return async (version: FunctionVersion, userId: string | undefined): Promise<void> => {
    if (!actsForCaller(version)) return;
    const permissions = ownPermissionsOf(version, catalog);
    if (userId === undefined) {
      const tools = wordsOf(permissions.map(({ connector }) => connector));
      throw new PatchbayError(
        "connection/person-needed",
        `"${version.name}" acts with the ${tools} account of whoever calls it, and nobody is named. Call it signed in, or with an API key and the header Patchbay-User: <their id in your product>. A start by itself is for those who allowed it at /account/connections.`,
        { extra: { connectors: [...new Set(permissions.map(({ connector }) => connector))] } },
      );
    }
    const missing = await connections.missing(permissions, userId);
    if (missing.length === 0) return;
    const { url, requests } = await links.connect({ userId, permissions, function: version.name });
    const connectors = [...new Set(missing.map(({ connector }) => connector))];
    throw new PatchbayError(
      "connection/required",
      `"${version.name}" acts with your own account of ${wordsOf(connectors)}, which is not connected yet. Open connectUrl, allow it there, then do this again. Nothing ran.`,
      { extra: { connectUrl: url, requests, connectors, tools: connectors.map(nameOf) } },
    );
  };

  function nameOf(connector: string): string {
    return catalog.connector(connector)?.name ?? connector;
  }

  function wordsOf(connectors: readonly string[]): string {
    return [...new Set(connectors.map(nameOf))].join(" and ");
  }
}

export type RequirePerson = ReturnType<typeof createActing>;
