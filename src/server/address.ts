import type { Context } from "hono";
import ipaddr from "ipaddr.js";
import { z } from "zod";

/** What the port knows of a request beside what the request says of itself. */
export interface Connection {
  /** IP address of the other end: the client, or the proxy before this server. */
  readonly address?: string | undefined;
  /** Ends it in the middle of an answer, so that the client knows that there is more. */
  readonly cut?: (() => void) | undefined;
}

const connection = z.object({ address: z.string().optional() });

/** Networks of proxies that are believed, as `TRUSTED_PROXIES` lists them: addresses or CIDR. */
export type TrustedProxies = readonly string[];

/** Whether an entry of `TRUSTED_PROXIES` can be read. */
export function isNetwork(text: string): boolean {
  return ipaddr.isValid(text) || ipaddr.isValidCIDR(text);
}

/**
 * Who really calls. `X-Forwarded-For` counts only where the other end is a trusted proxy, and of it
 * only what trusted proxies wrote: it is read from its end up to the first address that is none.
 * `Forwarded` (RFC 7239) is never read: a proxy passes on the one of the two that it does not write,
 * and a client could say there what it likes.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: TrustedProxies,
): string | undefined {
  let address = plain(peer);
  const hops = (forwardedFor ?? "").split(",").map((part) => plain(part.trim()));
  // What cannot be read ends the search: the last proxy stands for whoever is behind it.
  while (address !== undefined && isTrusted(address, trusted)) {
    const hop = hops.pop();
    if (hop === undefined) break;
    address = hop;
  }
  return address;
}

/** The address of a request, where it came over a port. */
export function addressOf(c: Context, trusted: TrustedProxies): string | undefined {
  const { address } = connection.parse(c.env ?? {});
  return clientAddress(address, c.req.header("x-forwarded-for"), trusted);
}

/** What the requests of one client are counted by. */
export function lineOf(c: Context, trusted: TrustedProxies): string | undefined {
  const address = addressOf(c, trusted);
  return address && networkOf(address);
}

/** In IPv6 one line has a /64 at least (RFC 6177 2), and with it an address for each try. */
function networkOf(address: string): string {
  const parsed = ipaddr.parse(address);
  return parsed instanceof ipaddr.IPv6
    ? ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()
    : address;
}

function isTrusted(address: string, trusted: TrustedProxies): boolean {
  const parsed = ipaddr.process(address);
  return trusted.some((network) => {
    if (!network.includes("/")) return ipaddr.process(network).toString() === parsed.toString();
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === parsed.kind() && parsed.match([base, bits]);
  });
}

function plain(text: string | undefined): string | undefined {
  return text !== undefined && ipaddr.isValid(text) ? ipaddr.process(text).toString() : undefined;
}
