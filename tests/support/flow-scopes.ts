import { createCatalog } from "../../src/catalog/catalog.ts";
import type { Connector } from "../../src/catalog/connector.ts";
import type { Provider } from "../../src/catalog/provider.ts";
import { flowSchema } from "../../src/flow/schema.ts";
import { usesOf } from "../../src/flow/uses.ts";
import { computePermissions } from "../../src/permissions/compute.ts";
import type { Step } from "./generated-code.ts";

/** The scopes that a flow of these steps asks for, in the order of the alphabet. */
export function scopesOfSteps(
  connectors: readonly Connector[],
  provider: Provider,
  steps: readonly Step[],
): readonly string[] {
  const catalog = createCatalog(connectors, [provider]);
  const flow = flowSchema.parse({
    name: "needs",
    description: "Asks for what it needs",
    trigger: { type: "manual" },
    steps: steps.map(([use, given], index) => ({ id: `s${index}`, use, with: given })),
  });
  const asked = computePermissions(usesOf(flow, catalog), catalog);
  return [...new Set(asked.map(({ scope }) => scope))].toSorted();
}
