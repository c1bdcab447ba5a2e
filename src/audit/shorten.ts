import ipaddr from "ipaddr.js";

/** The network of an address, not the machine: /24 of IPv4, /48 of IPv6. */
export function shortAddress(address: string | undefined): string | null {
  if (address === undefined || !ipaddr.isValid(address)) return null;
  const parsed = ipaddr.process(address);
  if (parsed.range() === "loopback") return parsed.toString();
  const kept = parsed.kind() === "ipv4" ? 3 : 6;
  const bytes = parsed.toByteArray().map((byte, index) => (index < kept ? byte : 0));
  return `${ipaddr.fromByteArray(bytes).toString()}/${kept * 8}`;
}

const programs =
  /\b(?:Firefox|Edg|Chrome|Safari|curl|python-requests|node|Patchbay)\b(?:\/(\d+))?/i;

/** Which program it was, not which build on which machine. */
export function shortAgent(agent: string | undefined): string | null {
  if (agent === undefined) return null;
  const found = /\bEdg\/\d+/.exec(agent) ?? programs.exec(agent);
  return found?.[0] ?? "other";
}
