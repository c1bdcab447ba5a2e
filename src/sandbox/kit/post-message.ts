/**
 * What stand-ins tell by themselves, as providers do. An address is one that the client gave: https,
 * or this machine, where a provider would not reach it and a stand-in does.
 */
export function isReachable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}

/** Nobody waits for it, and what does not arrive is lost. */
export function postMessage(address: string, headers: Readonly<Record<string, string>>): void {
  const signal = AbortSignal.timeout(5000);
  fetch(address, { method: "POST", headers, redirect: "manual", signal }).then(
    (answer) => answer.body?.cancel(),
    () => {},
  );
}
