import { connectorOf } from "../../catalog/operation.ts";
import type { Provider } from "../../catalog/provider.ts";
import type { ExportTarget } from "../../contract/function-transfer.ts";
import { base44Type } from "../base44-connectors.ts";
import type { ExportedCall } from "./calls.ts";

/** Where an exported call finds its credential. */
export type ExportedCredential =
  | { readonly kind: "none" }
  /** A connection of Base44's, by its type. */
  | { readonly kind: "connection"; readonly type: string }
  /** Variables of the environment; the first that is set counts. */
  | { readonly kind: "variables"; readonly names: readonly [string, ...string[]] };

export function credentialOf(
  { provider, operation, token }: ExportedCall,
  target: ExportTarget,
): ExportedCredential {
  if (provider.key?.kind === "none") return { kind: "none" };
  const type = target === "base44" ? base44Type(connectorOf(operation.id), token) : undefined;
  if (type !== undefined) return { kind: "connection", type };
  if (provider.key) return { kind: "variables", names: [variable(provider, "KEY")] };
  const general = variable(provider, "TOKEN");
  // Only where there are several kinds must a name tell which.
  const isOneOfSeveral = Object.keys(provider.scopeParameters).length > 1;
  return {
    kind: "variables",
    names: isOneOfSeveral
      ? [variable(provider, `${token.toUpperCase()}_TOKEN`), general]
      : [general],
  };
}

/** A variable of a provider's, as the settings of Patchbay name theirs. */
export function variable({ env }: Pick<Provider, "env">, name: string): string {
  return `${env.replaceAll(/\W/g, "_")}_${name}`;
}
