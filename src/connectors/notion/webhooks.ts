import { z } from "zod";
import { formProblem, isFresh, present, readBody, refused } from "../../catalog/webhook-reading.ts";
import type { ProviderWebhooks, PushedEvent } from "../../catalog/webhooks.ts";
import { hmacSha256, isSignature } from "../../core/hmac.ts";

/** Notion tries for about a day; what is older was recorded by somebody. */
const freshMs = 48 * 60 * 60 * 1000;

const who = z.looseObject({ id: z.string(), type: z.string() });

const envelope = z.looseObject({
  id: z.string(),
  timestamp: z.string(),
  workspace_id: z.string(),
  type: z.string(),
  authors: z.array(who).nullish(),
  accessible_by: z.array(who).nullish(),
  entity: z.looseObject({ id: z.string(), type: z.string() }),
  data: z.looseObject({ page_id: z.string().nullish() }).nullish(),
});
type Envelope = z.output<typeof envelope>;

const verification = z.strictObject({ verification_token: z.string().min(20).max(200) });

/** https://developers.notion.com/reference/webhooks */
export const webhooks: ProviderWebhooks = {
  secret: "sent-once",
  receive(request, { secret, now }) {
    const problem = formProblem(request);
    if (problem !== undefined) return refused(problem);
    const [scheme, signature] = (request.headers.get("x-notion-signature") ?? "").split("=", 2);
    const isSigned =
      secret !== undefined &&
      scheme === "sha256" &&
      isSignature(signature, hmacSha256(secret, request.body), "hex");
    if (!isSigned) {
      // The one message that nothing can sign yet.
      const given = readBody(request, verification);
      if (given) return { status: "secret", secret: given.verification_token };
      return refused(
        secret === undefined
          ? "Notion has not sent its verification token yet; open the set-up first"
          : "its signature does not fit",
      );
    }
    const event = readBody(request, envelope);
    if (!event) return { status: "events", events: [] };
    if (!isFresh(Date.parse(event.timestamp), now, freshMs)) return refused("it is too old");
    return { status: "events", events: isOwn(event) ? [] : [eventOf(event)] };
  },
  // The account's id is `workspace:user`; events come from a workspace.
  accountOf: (id) => id.split(":")[0] ?? id,
  setUp: [
    "Open the set-up here; for half an hour Patchbay then takes the token that Notion sends.",
    "Open your connection at https://www.notion.so/profile/integrations, go to Webhooks, create a subscription for {url}, and choose the events that your functions wait for.",
    "Copy the verification token that Patchbay then shows into the window that Notion opened.",
  ],
  docs: "https://developers.notion.com/reference/webhooks",
};

/** By connections alone that this one is among: a function would feed itself. */
function isOwn({ authors, accessible_by: seenBy }: Envelope): boolean {
  if (!authors?.length) return false;
  const own = (seenBy ?? []).filter(({ type }) => type === "bot").map(({ id }) => id);
  return authors.every(({ type, id }) => type === "bot" && (own.length === 0 || own.includes(id)));
}

function eventOf({ id, timestamp, workspace_id, type, authors, entity, data }: Envelope) {
  const event: PushedEvent = {
    id,
    event: `notion.${type}`,
    account: workspace_id,
    payload: present({
      id: entity.id,
      timestamp,
      author: authors?.[0]?.id,
      page: data?.page_id,
    }),
  };
  return event;
}
