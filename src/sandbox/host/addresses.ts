import type { RunningSandbox } from "./host.ts";

/** Where people's browsers find a stand-in; whatever else asks it does so at its port. */
export interface StandInAddresses {
  readonly authorizeUrl: string;
  readonly inspector: string;
}

/** Below the address of a server; the paths of the stand-in itself follow. */
const behindServer = (provider: string) => `/stand-ins/${encodeURIComponent(provider)}`;

/** At its own port, for a browser on the same machine. */
export function addressesBeside({ authorizeUrl, url }: RunningSandbox): StandInAddresses {
  return { authorizeUrl, inspector: url };
}

/**
 * Below the server's own address, for browsers elsewhere, which do not reach loopback ports of this
 * machine. One signs in at the server, whatever app it is for; the inspector takes a right in an app.
 */
export function addressesBehind(
  { provider, authorizeUrl }: RunningSandbox,
  { origin, base }: { readonly origin: string; readonly base: string },
): StandInAddresses {
  const at = behindServer(provider);
  return {
    authorizeUrl: origin + at + new URL(authorizeUrl).pathname,
    inspector: `${origin}${base}${at}/`,
  };
}
