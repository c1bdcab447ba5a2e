import type { Catalog } from "../catalog/catalog.ts";
import { defaultToken } from "../catalog/operation.ts";
import type { RightsDiff } from "../contract/function.ts";
import type { Flow } from "../flow/schema.ts";
import { type Use, needsOf, nothingGiven, watchesOf } from "../flow/uses.ts";
import { type Permission, computePermissions } from "../permissions/compute.ts";
import type { CodeCall } from "./types.ts";
import type { Approval, ConnectorScopes, NewVersion } from "../store/function-version.ts";

/** What a version may do: the operations its code may call, and the scopes that those take. */
export type Rights = Pick<NewVersion, "approvals" | "permissions">;

const none: Rights = { approvals: [], permissions: [] };

export function rightsOfUses(uses: readonly Use[], catalog: Catalog): Rights {
  return {
    approvals: approvalsOf(uses),
    permissions: scopesOf(computePermissions(uses, catalog)),
  };
}

/**
 * Rights of code that a person changed: what its own calls need, with the tokens it had, and what
 * starts it.
 */
export function rightsOfCode(
  calls: readonly CodeCall[],
  { approvals: before, flow }: Pick<NewVersion, "approvals" | "flow">,
  catalog: Catalog,
): Rights {
  const approvals = calls.flatMap((call): Approval[] => {
    const known = before.filter(({ operation: id }) => id === call.operation);
    const operation = catalog.find(call.operation);
    const tokens = new Set(known.map(({ token }) => token));
    if (tokens.size === 0 && operation) tokens.add(defaultToken(operation));
    const { account } = call;
    return Array.from(tokens, (token) => ({
      operation: call.operation,
      token,
      ...(account === undefined ? {} : { account }),
    }));
  });
  return rightsOfUses(needsOfCode({ approvals, flow }, catalog), catalog);
}

/** What a version needs, with the reasons. Of code that a person changed each call stands for its own step. */
export function permissionsOfVersion(
  { flow, origin, approvals }: Pick<NewVersion, "flow" | "origin" | "approvals">,
  catalog: Catalog,
): readonly Permission[] {
  const isManaged = flow && origin === "flow";
  const uses = isManaged ? needsOf(flow, catalog) : needsOfCode({ approvals, flow }, catalog);
  return computePermissions(uses, catalog);
}

/** What the one may do more and less than the other; `before` is undefined for a new function. */
export function rightsBetween(before: Rights = none, after: Rights): RightsDiff {
  const [was, now] = [operationsOf(before), operationsOf(after)];
  return {
    operations: {
      added: now.filter((id) => !was.includes(id)),
      removed: was.filter((id) => !now.includes(id)),
    },
    permissions: {
      added: scopesWithout(after.permissions, before.permissions),
      removed: scopesWithout(before.permissions, after.permissions),
    },
  };
}

/** Ids of the operations, each once. */
export function operationsOf({ approvals }: Pick<Rights, "approvals">): string[] {
  return [...new Set(approvals.map(({ operation }) => operation))];
}

/** Scopes by connector and account, each once. */
export function scopesOf(
  permissions: readonly Permission[],
): { connector: string; account?: string; scopes: string[] }[] {
  const groups = Map.groupBy(
    permissions,
    ({ connector, account = "" }) => `${connector} ${account}`,
  );
  return Array.from(groups.values(), (group) => {
    const [{ connector, account } = { connector: "" }] = group;
    return {
      connector,
      ...(account === undefined ? {} : { account }),
      scopes: [...new Set(group.map(({ scope }) => scope))].toSorted(),
    };
  });
}

function scopesWithout(some: readonly ConnectorScopes[], others: readonly ConnectorScopes[]) {
  return some.flatMap(({ scopes, ...of }) => {
    const same = others.find(
      ({ connector, account }) => connector === of.connector && account === of.account,
    );
    const left = scopes.filter((scope) => !same?.scopes.includes(scope));
    return left.length > 0 ? [{ ...of, scopes: left }] : [];
  });
}

function needsOfCode(
  { approvals, flow }: { readonly approvals: readonly Approval[]; readonly flow: Flow | undefined },
  catalog: Catalog,
): readonly Use[] {
  const calls = approvals.flatMap(({ operation: id, ...whose }): Use[] => {
    const operation = catalog.find(id);
    return operation ? [{ step: id, operation, ...whose, ...nothingGiven }] : [];
  });
  return [...(flow ? watchesOf(flow, catalog) : []), ...calls];
}

function approvalsOf(uses: readonly Use[]): Approval[] {
  const all = uses.flatMap((use): Approval[] =>
    "event" in use
      ? []
      : [
          {
            operation: use.operation.id,
            token: use.token,
            ...(use.account === undefined ? {} : { account: use.account }),
          },
        ],
  );
  const keyOf = ({ operation, token, account = "" }: Approval) =>
    `${operation} ${token} ${account}`;
  return [...new Map(all.map((approval) => [keyOf(approval), approval])).values()];
}
