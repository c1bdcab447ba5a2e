import { createHmac, timingSafeEqual } from "node:crypto";

/** HMAC with SHA-256 over all parts as one message (RFC 2104). */
export function hmacSha256(secret: string, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const hmac = createHmac("sha256", secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/** Whether a signature, written as `encoding` writes it and in no other way, is the expected one; in constant time. */
export function isSignature(
  given: string | null | undefined,
  expected: Buffer,
  encoding: "hex" | "base64",
): boolean {
  const [one, other] = [given ?? "", expected.toString(encoding)].map((text) => Buffer.from(text));
  return one !== undefined && other !== undefined && one.byteLength === other.byteLength
    ? timingSafeEqual(one, other)
    : false;
}
