import { z } from "zod";
import { formProblem, present, readBody, refused } from "../../catalog/webhook-reading.ts";
import type { ProviderWebhooks, WebhookRequest, WebhookVerdict } from "../../catalog/webhooks.ts";
import { hmacSha256, isSignature } from "../../core/hmac.ts";

const notification = z.looseObject({
  notificationId: z.union([z.number(), z.string()]),
  action: z.string(),
  organizationalEntity: z.string().nullish(),
  sourcePost: z.string().nullish(),
  generatedActivity: z.string().nullish(),
  lastModifiedAt: z.number().nullish(),
  /** The member whose sign-in the subscription hangs on. */
  subscriber: z.string().nullish(),
  decoratedGeneratedActivity: z
    .looseObject({
      comment: z.looseObject({ text: z.string().nullish(), owner: z.string().nullish() }).nullish(),
    })
    .nullish(),
});
type Notification = z.output<typeof notification>;

const envelope = z.looseObject({
  type: z.literal("ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS"),
  notifications: z.array(z.unknown()),
});

/** What the page does itself is `ADMIN_COMMENT`, and starts nothing: a function would feed itself. */
const events: Readonly<Record<string, string>> = {
  COMMENT: "comment",
  LIKE: "like",
  SHARE: "share",
  SHARE_MENTION: "mention",
};

/** https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation */
export const webhooks: ProviderWebhooks = {
  secret: "client-secret",
  receive(request, { secret }) {
    if (secret === undefined) return refused("there is no client secret to check it with");
    if (request.method === "GET") return challengeAnswer(request, secret);
    const problem = formProblem(request);
    if (problem !== undefined) return refused(problem);
    // The word is part of what is signed, not of the header.
    const expected = hmacSha256(secret, "hmacsha256=", request.body);
    if (!isSignature(request.headers.get("x-li-signature"), expected, "hex"))
      return refused("its signature does not fit");
    const all = readBody(request, envelope)?.notifications ?? [];
    return {
      status: "events",
      events: all.flatMap((one) => {
        const { data } = notification.safeParse(one);
        const name = data && events[data.action];
        return data && name !== undefined && !isOwn(data) ? [eventOf(data, name)] : [];
      }),
    };
  },
  setUp: [
    "LinkedIn gives webhooks only to apps that it approved for the Community Management API; ask for that in the developer portal first.",
    "Open your app at https://www.linkedin.com/developers/apps, go to Webhooks, and create one for {url}; LinkedIn checks it at once and again every two hours.",
    "Subscribe each company page to it (PUT /rest/eventSubscriptions), as a member who is an administrator of the page.",
  ],
  docs: "https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation",
};

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Nothing but a UUID is answered: anybody could have a message of their own signed. */
function challengeAnswer({ url }: WebhookRequest, secret: string): WebhookVerdict {
  const code = new URL(url).searchParams.get("challengeCode") ?? "";
  if (!uuid.test(code)) return refused("it asks without a challenge code");
  const challengeResponse = hmacSha256(secret, code).toString("hex");
  return {
    status: "challenge",
    answer: {
      contentType: "application/json",
      body: JSON.stringify({ challengeCode: code, challengeResponse }),
    },
  };
}

/** In the name of the member whose connection this is. */
function isOwn({ subscriber, decoratedGeneratedActivity: activity }: Notification): boolean {
  const actor = activity?.comment?.owner;
  return actor !== null && actor !== undefined && actor === subscriber;
}

function eventOf(one: Notification, name: string) {
  const { notificationId, organizationalEntity, sourcePost, generatedActivity } = one;
  const comment = one.decoratedGeneratedActivity?.comment;
  return {
    id: String(notificationId),
    event: `linkedin.organization.${name}`,
    account: one.subscriber?.replace(/^urn:li:person:/, "") ?? "",
    payload: present({
      organization: organizationalEntity,
      post: sourcePost,
      activity: generatedActivity,
      text: comment?.text,
      actor: comment?.owner,
      at:
        typeof one.lastModifiedAt === "number"
          ? new Date(one.lastModifiedAt).toISOString()
          : undefined,
    }),
  };
}
