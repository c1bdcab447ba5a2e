import type { Catalog } from "../catalog/catalog.ts";
import { connectorOf } from "../catalog/operation.ts";
import type { Approval, ConnectorScopes } from "../store/function-version.ts";
import type { StoredConnection } from "../store/connections.ts";
import { ownAccount } from "../flow/schema.ts";
import { chooser } from "./by-account.ts";
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
export function standingOf(
  connections: readonly StoredConnection[],
  catalog: Catalog,
  formerNames: ReadonlyMap<string, readonly string[]> = new Map(),
): Standing {
  const chosen = chooser(connections, formerNames);
  return ({ approvals, permissions }) => {
    const [ended, lacking]: [string[], string[]] = [[], []];
    for (const { connector, account, scopes } of permissions) {
      // What is asked of each person who calls is theirs to connect.
      if (scopes.length === 0 || account === ownAccount) continue;
      const connection = chosen(catalog.providerOf(connector)?.id ?? "", account);
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
