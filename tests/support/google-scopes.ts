import { createCatalog } from "../../src/catalog/catalog.ts";
import type { Connector } from "../../src/catalog/connector.ts";
import { google } from "../../src/connectors/google/provider.ts";
import { flowSchema } from "../../src/flow/schema.ts";
import { usesOf } from "../../src/flow/uses.ts";
import { computePermissions } from "../../src/permissions/compute.ts";
import type { Step } from "./google-code.ts";

/** The scopes that a flow of these steps asks for, by their short names; `s1` is the first step. */
export function scopesFor(
  connectors: readonly Connector[],
  steps: readonly Step[],
): readonly string[] {
  const catalog = createCatalog(connectors, [google]);
  const flow = flowSchema.parse({
    name: "scopes",
    description: "Does something at Google",
    trigger: { type: "manual" },
    steps: steps.map(([use, given], index) => ({ id: `s${index + 1}`, use, with: given })),
  });
  const scopes = computePermissions(usesOf(flow, catalog), catalog).map(({ scope }) =>
    scope.replace("https://www.googleapis.com/auth/", ""),
  );
  return [...new Set(scopes)].toSorted();
}
