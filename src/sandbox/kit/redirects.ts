/**
 * Registered in place of an address: any address on loopback. For a stand-in that was started by
 * itself, where nobody could say yet where the client will listen (RFC 8252 section 7.3 goes as far
 * for the port).
 */
export const anyLoopbackRedirect = "loopback";

/** Whether the address is registered: exactly, but for {@link anyLoopbackRedirect}. */
export function isRegisteredRedirect(given: string, registered: readonly string[]): boolean {
  return registered.includes(given)
    ? given !== anyLoopbackRedirect
    : registered.includes(anyLoopbackRedirect) && isLoopback(given);
}

function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, hash } = new URL(address);
  const isPlain = username === "" && password === "" && hash === "";
  return protocol === "http:" && isPlain && ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}
