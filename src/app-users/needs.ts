import type { Catalog } from "../catalog/catalog.ts";
import { connectorOf } from "../catalog/operation.ts";
import { isOwn } from "../connections/lacking.ts";
import { permissionsOfVersion } from "../functions/rights.ts";
import type { Permission } from "../permissions/compute.ts";
import type { FunctionVersion } from "../store/function-version.ts";

/** Whether a version acts with an account of whoever calls it. */
export function actsForCaller({ approvals }: Pick<FunctionVersion, "approvals">): boolean {
  return approvals.some(isOwn);
}

/** What it needs of that person's own accounts. */
export function ownPermissionsOf(
  version: FunctionVersion,
  catalog: Catalog,
): readonly Permission[] {
  return permissionsOfVersion(version, catalog).filter(isOwn);
}

/** All that it can do, each once: what a person agrees to, also of accounts that are not theirs. */
export function deedsOf({ approvals }: Pick<FunctionVersion, "approvals">): readonly string[] {
  const deeds = approvals.map(({ operation, account }) =>
    account === undefined ? operation : `${operation} ${account}`,
  );
  return [...new Set(deeds)].toSorted();
}

/** A deed in the words of the catalog. */
export function deedWords(deed: string, catalog: Catalog): string {
  const [id = deed, account] = deed.split(" ");
  const operation = catalog.find(id);
  const tool = catalog.connector(connectorOf(id))?.name ?? id;
  const whose = isOwn(account === undefined ? {} : { account }) ? `your ${tool}` : tool;
  return `${operation?.title ?? id} (${whose})`;
}
