import type { Provider } from "../../catalog/provider.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { ProviderEndpoints } from "../types.ts";

/**
 * Whether a token may be sent to the origin that came with it. An answer must not be able to send it
 * elsewhere: the host has to be one of the provider's. Where the API is pointed elsewhere by
 * settings, the origin is not used at all.
 */
export function isOwnInstance(
  { instances }: Provider,
  { apiBase }: Pick<ProviderEndpoints, "apiBase">,
  instance: string | undefined,
): boolean {
  if (!instances || apiBase !== undefined) return true;
  if (instance === undefined || !URL.canParse(instance)) return false;
  const url = new URL(instance);
  return url.protocol === "https:" && url.origin === instance && endsInOne(url.host, instances);
}

/** The endpoints at the host that a person chose; those that settings point elsewhere stay. */
export function atLoginHost(
  endpoints: ProviderEndpoints,
  provider: Provider,
  host: string | undefined,
): ProviderEndpoints {
  const usual = provider.loginHosts?.choices[0]?.host;
  if (host === undefined || usual === undefined) return endpoints;
  const moved = (address: string) => {
    const url = new URL(address);
    if (url.host !== usual || url.protocol !== "https:") return address;
    url.host = host;
    return url.href;
  };
  const { authorizeUrl, tokenUrl, revokeUrl } = endpoints;
  return {
    ...endpoints,
    authorizeUrl: moved(authorizeUrl),
    tokenUrl: moved(tokenUrl),
    ...(revokeUrl === undefined ? {} : { revokeUrl: moved(revokeUrl) }),
  };
}

/** A host as a person wrote it, with or without `https://`. Throws `request/invalid`. */
export function readLoginHost({ name, loginHosts }: Provider, given: string): string {
  const text = given.trim();
  const address = text.includes("://") ? text : `https://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isPlain = url?.protocol === "https:" && !url.username && !url.password && !url.port;
  if (url && isPlain && loginHosts && isLoginHost(url.hostname, loginHosts)) return url.hostname;
  const known = loginHosts?.choices.map(({ host }) => host).join(", ");
  throw new PatchbayError(
    "request/invalid",
    known === undefined
      ? `${name} has one place to sign in; leave loginHost out.`
      : `"${text}" is no place to sign in to ${name}. Take ${known}, or an address such as ${loginHosts?.example}.`,
    { where: "loginHost" },
  );
}

function isLoginHost(host: string, { choices, suffixes }: NonNullable<Provider["loginHosts"]>) {
  return choices.some((choice) => choice.host === host) || endsInOne(host, { suffixes });
}

/** A suffix begins with a dot: `evilsalesforce.com` does not end in `.salesforce.com`. */
function endsInOne(host: string, { suffixes }: { readonly suffixes: readonly string[] }): boolean {
  return suffixes.some((suffix) => host.endsWith(suffix) && host.length > suffix.length);
}
