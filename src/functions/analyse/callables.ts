import type { Catalog } from "../../catalog/catalog.ts";
import { fetchAs } from "../account-header.ts";

/** What the catalog's helpers are called in code. */
export function callablesOf(catalog: Catalog) {
  const byHelper = Map.groupBy(catalog.connectors, ({ helper }) => helper.name);
  /** The connectors that a helper calls: two tools may have the same API. */
  const addressed = new Map(
    Array.from(byHelper, ([name, owners]) => [name, new Set(owners.map(({ id }) => id))]),
  );
  /** Functions that are there for one operation. */
  const fixed = new Map<string, string>();
  const parts: string[] = [];
  for (const { id, codeHelper, codeParts = [], lookups } of catalog.operations) {
    parts.push(...codeParts);
    if (codeHelper !== undefined) fixed.set(codeHelper, id);
    for (const { helper, via, parts: further = [] } of Object.values(lookups ?? {}).flat()) {
      fixed.set(helper, via);
      parts.push(...further);
    }
  }
  const names = [...addressed.keys(), ...fixed.keys(), ...parts, fetchAs];
  return { addressed, fixed, names: new Set(names) };
}
