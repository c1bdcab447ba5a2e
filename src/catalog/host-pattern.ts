/** Whether a host is the one named, or one below it where the name is `*.` and a domain. */
export function fitsHost(pattern: string, host: string): boolean {
  if (!pattern.startsWith("*.")) return host === pattern;
  const domain = pattern.slice(1);
  return (
    host.endsWith(domain) && /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(host.slice(0, -domain.length))
  );
}
