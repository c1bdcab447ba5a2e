import { lookup } from "node:dns";
import { lookup as lookupAll } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { PatchbayError } from "./errors.ts";

/**
 * Whether an address is one of the public internet: none of this machine, of the network it is in,
 * or of its cloud's metadata service (https://www.iana.org/assignments/iana-ipv4-special-registry).
 * IPv4 written as IPv6 counts as what it stands for.
 */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}

/** A host that is written as an address; names are judged when they are looked up. */
export function literalAddress(hostname: string): string | undefined {
  const plain = hostname.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(plain) ? plain : undefined;
}

/**
 * Looks a name up for a connection and lets only public addresses through. It is the lookup of the
 * very connection, so that a name cannot point elsewhere a moment after it was judged (DNS rebinding).
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const [first, ...others] = found ?? [];
    if (error || !first) {
      callback(error ?? notPublic(hostname), "", 0);
      return;
    }
    if (![first, ...others].every(({ address }) => isPublicAddress(address))) {
      callback(notPublic(hostname), "", 0);
      return;
    }
    if (options.all) callback(null, [first, ...others]);
    else callback(null, first.address, first.family);
  });
};

/** Whether a name stands for an address of a private network; a name that is not known does not. */
export async function isPrivateHost(hostname: string): Promise<boolean> {
  const literal = literalAddress(hostname);
  if (literal !== undefined) return !isPublicAddress(literal);
  if (hostname === "localhost" || hostname.endsWith(".localhost")) return true;
  const found = await lookupAll(hostname, { all: true }).catch(() => []);
  return found.some(({ address }) => !isPublicAddress(address));
}

export function notPublic(hostname: string): PatchbayError {
  return new PatchbayError(
    "outbound/refused",
    `${hostname} is an address of a private network, which is not called from here. Whoever runs this Patchbay can allow it with PRIVATE_ORIGINS.`,
  );
}
