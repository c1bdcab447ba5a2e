import { z } from "zod";
import { formProblem, isFresh, present, readBody, refused } from "../../catalog/webhook-reading.ts";
import type { ProviderWebhooks, PushedEvent, WebhookRequest } from "../../catalog/webhooks.ts";
import { hmacSha256, isSignature } from "../../core/hmac.ts";

const freshMs = 300_000;

/** One is at most an id and a property. https://developers.hubspot.com/docs/api-reference/latest/webhooks/guide */
const change = z.looseObject({
  subscriptionId: z.union([z.number(), z.string()]).nullish(),
  portalId: z.number(),
  appId: z.number().nullish(),
  occurredAt: z.number(),
  subscriptionType: z.string(),
  objectId: z.union([z.number(), z.string()]).nullish(),
  changeSource: z.string().nullish(),
  sourceId: z.union([z.number(), z.string()]).nullish(),
  propertyName: z.string().nullish(),
  propertyValue: z.union([z.string(), z.number(), z.boolean()]).nullish(),
  associationType: z.string().nullish(),
  associationRemoved: z.boolean().nullish(),
  fromObjectId: z.union([z.number(), z.string()]).nullish(),
  toObjectId: z.union([z.number(), z.string()]).nullish(),
});
type Change = z.output<typeof change>;

/** https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation */
export const webhooks: ProviderWebhooks = {
  secret: "client-secret",
  receive(request, { secret, now }) {
    const problem = formProblem(request) ?? signatureProblem(request, secret, now);
    if (problem !== undefined) return refused(problem);
    const changes = readBody(request, z.array(z.unknown())) ?? [];
    const events = changes.flatMap((one) => {
      const { data } = change.safeParse(one);
      return data && !isOwn(data) ? [eventOf(data)] : [];
    });
    return { status: "events", events };
  },
  setUp: [
    "Open your app in the HubSpot developer account, and enter {url} as target URL of its webhooks.",
    "Add a subscription for each object and event that your functions wait for; a changed property takes one for each property.",
    "Give the app the read scope of these objects: HubSpot sends nothing of an account that did not grant it.",
  ],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/webhooks/guide",
};

/** Version 3 only: version 1 is no HMAC and can be replayed, version 2 has no time. */
function signatureProblem(
  { method, url, headers, body }: WebhookRequest,
  secret: string | undefined,
  now: Date,
): string | undefined {
  if (secret === undefined) return "there is no client secret to check it with";
  const timestamp = headers.get("x-hubspot-request-timestamp") ?? "";
  if (!/^\d{1,15}$/.test(timestamp)) return "it has no timestamp";
  if (!isFresh(Number(timestamp), now, freshMs)) return "its timestamp is not of now";
  const expected = hmacSha256(secret, method, decodedQuery(url), body, timestamp);
  return isSignature(headers.get("x-hubspot-signature-v3"), expected, "base64")
    ? undefined
    : "its signature does not fit";
}

/** Escapes that HubSpot writes out before it signs; others stay as they are. */
const escapes = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

function decodedQuery(url: string): string {
  const start = url.indexOf("?");
  if (start === -1) return url;
  const decode = (escape: string) => decodeURIComponent(escape);
  return url.slice(0, start) + url.slice(start).replaceAll(escapes, decode);
}

/** Made through this app: a function would feed itself. Without a source it may be. */
function isOwn({ changeSource, sourceId, appId }: Change): boolean {
  if (changeSource !== "INTEGRATION") return false;
  return sourceId === null || sourceId === undefined || String(sourceId) === String(appId);
}

function eventOf(one: Change): PushedEvent {
  const { subscriptionId, subscriptionType, portalId, objectId, occurredAt, propertyName } = one;
  const { propertyValue, associationType, associationRemoved, fromObjectId, toObjectId } = one;
  const about = objectId ?? fromObjectId;
  return {
    // `eventId` is documented as not unique.
    id: [subscriptionId, about, toObjectId, occurredAt, propertyName]
      .map((part) => part ?? "")
      .join(":"),
    event: `hubspot.${subscriptionType}`,
    account: String(portalId),
    payload: present({
      objectId: about === null || about === undefined ? undefined : String(about),
      occurredAt: new Date(occurredAt).toISOString(),
      propertyName,
      propertyValue: propertyValue?.toString(),
      associationType,
      removed: associationRemoved,
      toObjectId: toObjectId?.toString(),
    }),
  };
}
