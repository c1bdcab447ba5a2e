import type { Provider } from "../catalog/provider.ts";

/** How a call carries its credential: as a bearer token (RFC 6750 2.1), or as its API takes a key. */
export function attach(
  { key }: Pick<Provider, "key">,
  target: URL,
  accessToken: string | undefined,
): { readonly target: URL; readonly headers: Readonly<Record<string, string>> } {
  if (accessToken === undefined) return { target, headers: {} };
  if (!key || key.kind === "none")
    return { target, headers: { authorization: `Bearer ${accessToken}` } };
  if (key.in === "header") return { target, headers: { [key.name]: key.prefix + accessToken } };
  const carrying = new URL(target);
  carrying.searchParams.set(key.name, accessToken);
  return { target: carrying, headers: {} };
}
