import { createHash, timingSafeEqual } from "node:crypto";
import { PatchbayError } from "../core/errors.ts";
import { createSecret } from "../core/ids.ts";

/** 256 random bits, shown once. What it begins with tells one that leaked for what it is. */
export function createEmbedKey(): string {
  return `pbe_${createSecret()}`;
}

export function hashOfKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** Compares in constant time. */
export function isKeyOf(keyHash: string, key: string): boolean {
  return timingSafeEqual(Buffer.from(keyHash), Buffer.from(hashOfKey(key)));
}

/** What may stand in a policy: a name or an address, no wildcard and nothing that begins another directive. */
const hostShape = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d+)?$/;

/** Addresses of sites as their origins, each once. Throws `request/invalid`. */
export function originsOf(addresses: readonly string[]): readonly string[] {
  return [
    ...new Set(
      addresses.map((address, index) => {
        const { origin, host } = new URL(address);
        if (hostShape.test(host)) return origin;
        throw new PatchbayError(
          "request/invalid",
          `"${address}" is not the address of one site, such as https://example.com.`,
          { where: `origins.${index}` },
        );
      }),
    ),
  ];
}
