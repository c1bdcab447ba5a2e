/**
 * Headers of a caller that a function does not get: what proves who calls Patchbay would let the
 * function call it in the caller's place. `base44-*` are ours to say, and `on-behalf-of` is how its
 * SDK sends a token on.
 */
const withheld = /^(?:authorization|cookie|proxy-authorization|on-behalf-of|base44-.*)$/i;

/** The headers of a request as its function sees them, with those that Patchbay adds. */
export function requestHeaders(
  given: Headers,
  added: Readonly<Record<string, string>> = {},
): readonly (readonly [string, string])[] {
  return [...[...given].filter(([name]) => !withheld.test(name)), ...Object.entries(added)];
}
