import type { Catalog } from "../catalog/catalog.ts";
import { connectorOf } from "../catalog/operation.ts";
import type { Approval, ConnectorScopes } from "../store/function-version.ts";
import type { StoredConnection } from "../store/connections.ts";
import { missingFrom } from "./scopes.ts";

interface Needed {
  readonly approvals: readonly Approval[];
  readonly permissions: readonly ConnectorScopes[];
}

/** Tools whose connection has ended, and tools that lack one or a part of it. */
export type Standing = (needed: Needed) => {
  readonly ended: readonly string[];
  readonly lacking: readonly string[];
};

/**
 * Reads off what a version was saved with, so that thousands are judged without their flows. Which
 * token a scope is for is not kept: where a tool's calls take both kinds, a scope of either will do.
 */
export function standingOf(connections: readonly StoredConnection[], catalog: Catalog): Standing {
  // The list begins with who signed in last, and that one is used.
  const current = new Map(connections.toReversed().map((one) => [one.provider, one]));
  return ({ approvals, permissions }) => {
    const [ended, lacking]: [string[], string[]] = [[], []];
    for (const { connector, scopes } of permissions) {
      if (scopes.length === 0) continue;
      const connection = current.get(catalog.providerOf(connector)?.id ?? "");
      const tokens = tokensOf(connector, approvals);
      const lacks = scopes.some((scope) =>
        tokens.every(
          (token) => missingFrom(connection, [{ connector, scope, token }], catalog).length > 0,
        ),
      );
      if (connection?.status === "reconnect-needed") ended.push(connector);
      else if (lacks) lacking.push(connector);
    }
    return { ended, lacking };
  };
}

function tokensOf(connector: string, approvals: readonly Approval[]) {
  const own = approvals.filter(({ operation }) => connectorOf(operation) === connector);
  const tokens = new Set(own.map(({ token }) => token));
  return tokens.size > 0 ? [...tokens] : (["bot", "user"] as const);
}
