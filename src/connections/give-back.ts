import type { Catalog } from "../catalog/catalog.ts";
import { PatchbayError } from "../core/errors.ts";
import type { StoredConnection } from "../store/connections.ts";
import type { Disconnected } from "./disconnect.ts";
import { scopesOnlyOf } from "./scopes.ts";
import { type Tokens, kindsOf } from "./tokens.ts";

/** All of one connector, or scopes by name. */
export type GiveBack = { readonly connector: string } | { readonly scopes: readonly string[] };

/** Which scopes are gone here, and what became of them at the provider. */
export type GivenBack = Disconnected & { readonly dropped: readonly string[] };

/** The scopes meant, as far as the connection has them. Throws `connection/nothing-to-give-back`. */
export function scopesToDrop(
  what: GiveBack,
  { scopes }: StoredConnection,
  catalog: Catalog,
): readonly string[] {
  const held = [...new Set([...(scopes.bot ?? []), ...(scopes.user ?? [])])];
  const dropped =
    "connector" in what
      ? scopesOnlyOf(catalog, what.connector, scopes)
      : held.filter((scope) => what.scopes.includes(scope));
  if (dropped.length > 0) return dropped;
  const meant = "connector" in what ? `only ${what.connector} uses` : what.scopes.join(", ");
  throw new PatchbayError(
    "connection/nothing-to-give-back",
    `The connection has no permission that is ${"connector" in what ? "one that " : ""}${meant}. It has: ${held.join(", ") || "none"}.`,
  );
}

/** The tokens with these scopes forgotten. */
export function withoutScopes(tokens: Tokens, dropped: readonly string[]): Tokens {
  return Object.fromEntries(
    kindsOf(tokens).map(([kind, token]) => {
      const scopes = token.scopes.filter((scope) => !dropped.includes(scope));
      return [
        kind,
        scopes.length < token.scopes.length ? { ...token, scopes, narrowed: true } : token,
      ];
    }),
  );
}
