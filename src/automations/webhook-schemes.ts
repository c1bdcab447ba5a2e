import { createHmac, timingSafeEqual } from "node:crypto";

/** A call of a webhook as it came; hostile input. */
export interface WebhookCall {
  readonly headers: Headers;
  /** The bytes as received: signatures are over them. */
  readonly body: Uint8Array;
}

interface Scheme {
  /** As a person reads what is accepted. */
  readonly name: string;
  /** The header without which a call is none of this scheme. */
  readonly header: string;
  /** Whether the call is signed with the secret, at a time near to now where the scheme says a time. */
  readonly isSigned: (call: WebhookCall, secret: string, now: number) => boolean;
  /** What the sender names the event by, the same however often it sends it. */
  readonly key: (call: WebhookCall) => string | undefined;
}

/** How far a signed time may be from now, on either side. */
export const toleranceMs = 5 * 60_000;

/** How a sender proves that it knows the secret. */
export const webhookSchemes: readonly Scheme[] = [
  {
    // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
    name: "webhook-id, webhook-timestamp and webhook-signature (Standard Webhooks)",
    header: "webhook-signature",
    isSigned: isStandardSigned,
    key: ({ headers }) => headers.get("webhook-id") ?? undefined,
  },
  {
    // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
    name: "X-Hub-Signature-256 (GitHub)",
    header: "x-hub-signature-256",
    isSigned: ({ headers, body }, secret) =>
      isEqual(headers.get("x-hub-signature-256") ?? "", `sha256=${hmac(secret, [body], "hex")}`),
    key: ({ headers }) => headers.get("x-github-delivery") ?? idempotencyKey(headers),
  },
  {
    // https://docs.stripe.com/webhooks#verify-manually
    name: "Stripe-Signature (Stripe)",
    header: "stripe-signature",
    isSigned({ headers, body }, secret, now) {
      const parts = (headers.get("stripe-signature") ?? "")
        .split(",")
        .map((part) => part.trim().split("="));
      const timestamp = parts.find(([name]) => name === "t")?.[1];
      if (!isNear(timestamp, now)) return false;
      const expected = hmac(secret, [`${timestamp}.`, body], "hex");
      return parts.some(([name, value = ""]) => name === "v1" && isEqual(value, expected));
    },
    key: ({ body }) => stripeId(body),
  },
  {
    name: "Authorization, with the secret itself as bearer token",
    header: "authorization",
    isSigned({ headers }, secret) {
      const given = /^Bearer (\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
      return given !== undefined && isEqual(given, secret);
    },
    key: ({ headers }) => headers.get("webhook-id") ?? idempotencyKey(headers),
  },
];

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export function isStandardSigned(
  { headers, body }: WebhookCall,
  secret: string,
  now: number,
): boolean {
  const [id, timestamp] = [headers.get("webhook-id"), headers.get("webhook-timestamp")];
  if (!id || !isNear(timestamp, now)) return false;
  const expected = hmac(standardKey(secret), [`${id}.${timestamp}.`, body], "base64");
  return (headers.get("webhook-signature") ?? "")
    .split(" ")
    .filter((one) => one.startsWith("v1,"))
    .some((one) => isEqual(one.slice(3), expected));
}

/** The scheme by which a call proves that it knows the secret; undefined where it does not. */
export function schemeOf(call: WebhookCall, secret: string, now: number): Scheme | undefined {
  return webhookSchemes.find(
    (scheme) => call.headers.has(scheme.header) && scheme.isSigned(call, secret, now),
  );
}

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ */
function idempotencyKey(headers: Headers): string | undefined {
  return headers.get("idempotency-key") ?? undefined;
}

/** Seconds since 1970 as text, within the tolerance on either side. */
function isNear(timestamp: string | null | undefined, now: number): boolean {
  if (!timestamp || !/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(Number(timestamp) * 1000 - now) <= toleranceMs;
}

/** The specification writes the key in base64 behind `whsec_`; what a sender made up is its own bytes. */
function standardKey(secret: string): Uint8Array {
  const coded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
  return coded === undefined ? Buffer.from(secret) : Buffer.from(coded, "base64");
}

function hmac(
  key: string | Uint8Array,
  parts: readonly (string | Uint8Array)[],
  encoding: "hex" | "base64",
): string {
  const signing = createHmac("sha256", key);
  for (const part of parts) signing.update(part);
  return signing.digest(encoding);
}

/** Compares in constant time. */
export function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function stripeId(body: Uint8Array): string | undefined {
  try {
    const event: unknown = JSON.parse(Buffer.from(body).toString());
    const id = typeof event === "object" && event !== null && "id" in event ? event.id : undefined;
    return typeof id === "string" ? id : undefined;
  } catch {
    return undefined;
  }
}
