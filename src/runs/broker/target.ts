/** An address the broker may look at, or why not. */
export type TargetReading =
  | { readonly status: "read"; readonly url: URL }
  | { readonly status: "refused"; readonly why: string };

/**
 * Ways to write one path so that the broker and the provider could read two different ones: encoded
 * slashes, dots, percent signs and control characters, empty segments, parameters of a segment.
 */
const ambiguousPath = /%2f|%5c|%2e|%25|%[01][0-9a-f]|%7f|\/\/|\\|;/i;

/** Reads an address by the WHATWG URL standard: https, no user, no port but that of a known host, one reading of its path. */
export function readTarget(
  raw: string,
  apiBases: readonly string[],
  hosts: readonly string[],
): TargetReading {
  const url = URL.canParse(raw) ? new URL(raw) : undefined;
  if (!url) return refused("the address is not a URL");
  if (url.username || url.password) return refused("an address must not carry a user or password");
  const isStandIn = apiBases.some((base) => new URL(base).origin === url.origin);
  if (!isStandIn && url.protocol !== "https:") return refused("only https is allowed");
  if (!isStandIn && url.port !== "" && !hosts.includes(url.host))
    return refused("an address must not name a port");
  if (ambiguousPath.test(url.pathname)) {
    return refused(
      "the path can be read in two ways: it holds an encoded slash, dot or percent sign, an empty segment, a backslash or a semicolon",
    );
  }
  return { status: "read", url };
}

function refused(why: string): TargetReading {
  return { status: "refused", why };
}
