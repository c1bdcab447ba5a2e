import { createHash } from "node:crypto";
import { z } from "zod";
import {
  formProblem,
  isFresh,
  present,
  readBody,
  readJson,
  refused,
} from "../../catalog/webhook-reading.ts";
import type { ProviderWebhooks, WebhookRequest } from "../../catalog/webhooks.ts";
import { hmacSha256, isSignature } from "../../core/hmac.ts";

/** TikTok names no window; a repeat is signed anew. */
const freshMs = 300_000;

const envelope = z.looseObject({
  event: z.string(),
  /** Seconds since 1970. */
  create_time: z.number(),
  user_openid: z.string(),
  content: z.string(),
});

const content = z.looseObject({
  publish_id: z.string().nullish(),
  publish_type: z.string().nullish(),
  post_id: z.union([z.string(), z.number()]).nullish(),
  reason: z.union([z.string(), z.number()]).nullish(),
  fail_reason: z.union([z.string(), z.number()]).nullish(),
});

/** https://developers.tiktok.com/doc/webhooks-overview */
export const webhooks: ProviderWebhooks = {
  secret: "client-secret",
  receive(request, { secret, now }) {
    const problem = formProblem(request) ?? signatureProblem(request, secret, now);
    if (problem !== undefined) return refused(problem);
    const message = readBody(request, envelope);
    if (!message) return { status: "events", events: [] };
    const { create_time: time, user_openid: account } = message;
    // Both spellings of their own pages.
    const name = message.event.replace("publicaly", "publicly");
    const at = new Date(time * 1000);
    const inner = readJson(withTextIds(message.content), content) ?? {};
    const payload = present({
      publishId: inner.publish_id,
      publishType: inner.publish_type,
      postId: inner.post_id?.toString(),
      reason: (inner.reason ?? inner.fail_reason)?.toString(),
      at: at.toISOString(),
    });
    const digest = createHash("sha256").update(message.content).digest("hex").slice(0, 32);
    const id = `${name}:${account}:${time}:${digest}`;
    const events = [{ id, event: `tiktok.${name}`, account, payload }];
    // It comes when the token is dead already: there is nothing to revoke.
    const ended =
      name === "authorization.removed" ? [{ account, reason: "access_token_invalid", at }] : [];
    return { status: "events", events, ended };
  },
  setUp: [
    "Open your app at https://developers.tiktok.com/apps, add the product Webhooks, and enter {url} as callback URL; it must be https.",
    "Save: TikTok sends every event of every account that signed in through this app.",
  ],
  docs: "https://developers.tiktok.com/doc/webhooks-overview",
};

/** https://developers.tiktok.com/doc/webhooks-verification */
function signatureProblem(
  { headers, body }: WebhookRequest,
  secret: string | undefined,
  now: Date,
): string | undefined {
  if (secret === undefined) return "there is no client secret to check it with";
  const header = headers.get("tiktok-signature") ?? "";
  const [, timestamp, signature] = /^t=(\d{1,12}),s=([0-9a-f]{64})$/.exec(header) ?? [];
  if (timestamp === undefined) return "it has no signature";
  if (!isFresh(Number(timestamp) * 1000, now, freshMs)) return "its timestamp is not of now";
  return isSignature(signature, hmacSha256(secret, `${timestamp}.`, body), "hex")
    ? undefined
    : "its signature does not fit";
}

/** Ids of 19 digits lose some as numbers. */
function withTextIds(json: string): string {
  return json.replaceAll(/("post_id"\s*:\s*)(\d+)/g, '$1"$2"');
}
