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
  { provider, operation, token, account }: ExportedCall,
  target: ExportTarget,
): ExportedCredential {
  if (provider.key?.kind === "none") return { kind: "none" };
  // Base44 has one connection of a type: a further account comes from the environment.
  const type =
    target === "base44" && account === undefined
      ? base44Type(connectorOf(operation.id), token)
      : undefined;
  if (type !== undefined) return { kind: "connection", type };
  if (provider.key) return { kind: "variables", names: [variable(provider, "KEY")] };
  // Only where there are several kinds must a name tell which.
  const isOneOfSeveral = Object.keys(provider.scopeParameters).length > 1;
  const own = isOneOfSeveral ? [variable(provider, named(account, `${token}_TOKEN`))] : [];
  const general = variable(provider, named(account, "TOKEN"));
  // An account may be called as a kind of token is: for a named one only the full name counts.
  const [first = general] = own;
  return {
    kind: "variables",
    names: account === undefined && first !== general ? [first, general] : [first],
  };
}

function named(account: string | undefined, name: string): string {
  return (account === undefined ? name : `${account}_${name}`).toUpperCase();
}

/** A variable of a provider's, as the settings of Patchbay name theirs. */
export function variable({ env }: Pick<Provider, "env">, name: string): string {
  return `${env}_${name}`.replaceAll(/\W/g, "_");
}
