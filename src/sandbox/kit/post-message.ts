const loopback = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Where a stand-in posts what it tells by itself: https, as a provider does, and on this machine, which
 * no provider reaches, only what takes such messages. A client names the address, and must not reach
 * anything else here through a stand-in.
 */
export function isReachable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, pathname } = new URL(address);
  if (loopback.includes(hostname)) return /^\/hooks\/[\w-]+$/.test(pathname);
  return protocol === "https:";
}

/** Nobody waits for it, and what does not arrive is lost. */
export function postMessage(address: string, headers: Readonly<Record<string, string>>): void {
  const signal = AbortSignal.timeout(5000);
  fetch(address, { method: "POST", headers, redirect: "manual", signal }).then(
    (answer) => answer.body?.cancel(),
    () => {},
  );
}
