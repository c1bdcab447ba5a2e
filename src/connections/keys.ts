import type { Provider } from "../catalog/provider.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Permission } from "../permissions/compute.ts";
import type { ConnectionStore, StoredConnection } from "../store/connections.ts";
import { keepConnection } from "./keep.ts";
import type { TokenCipher } from "./tokens.ts";

/** The fields of the page as they came. */
export type GivenKey = Readonly<Record<string, unknown>>;

const maxKeyCharacters = 8_000;

/**
 * How a tool takes a key. Throws `request/invalid` for one that takes none: what signs in by OAuth
 * takes no token from people, for nobody would know whose it is.
 */
export function keyUseOf({ key, name }: Provider) {
  if (key && key.kind !== "none") return key;
  throw new PatchbayError("request/invalid", `${name} takes no key. Connect it from its card.`);
}

/** The credential as a call carries it. Throws `request/invalid`, which never repeats the key. */
export function readKey(provider: Provider, given: GivenKey): string {
  const { name } = provider;
  const { kind } = keyUseOf(provider);
  const text = (field: string) => {
    const value = given[field];
    // What would end a header or start another one is no key.
    if (
      typeof value === "string" &&
      /^[\x20-\x7e]+$/.test(value) &&
      value.length <= maxKeyCharacters
    )
      return value.trim();
    throw new PatchbayError(
      "request/invalid",
      `This is no ${field} for ${name}: it must be 1 to ${maxKeyCharacters} plain characters. Go back and give it again.`,
      { where: field },
    );
  };
  if (kind !== "basic") return text("key");
  const [username, password] = [text("username"), text("password")];
  // RFC 7617 2: the first colon ends the name.
  if (username.includes(":"))
    throw new PatchbayError("request/invalid", "A user name has no colon in it.", {
      where: "username",
    });
  return Buffer.from(`${username}:${password}`).toString("base64");
}

/** Stores a key as the one connection to its tool; what it may do is what was approved. */
export async function keepKey(
  deps: { readonly connections: ConnectionStore; readonly cipher: TokenCipher },
  about: {
    readonly provider: Provider;
    readonly key: string;
    readonly permissions: readonly Permission[];
    readonly userId?: string | undefined;
  },
): Promise<StoredConnection> {
  const { provider, key, permissions, userId } = about;
  const account = { id: provider.id, label: provider.name };
  // Tools that take a key have no stand-in.
  return keepConnection(deps, { provider, mode: "live", account, userId }, ({ user }) => {
    const scopes = new Set([...(user?.scopes ?? []), ...permissions.map(({ scope }) => scope)]);
    return { user: { accessToken: key, scopes: [...scopes] } };
  });
}
