import { z } from "zod";
import { formProblem, isFresh, readBody, refused } from "../../catalog/webhook-reading.ts";
import type {
  EndedAccess,
  ProviderWebhooks,
  PushedEvent,
  WebhookRequest,
} from "../../catalog/webhooks.ts";
import { hmacSha256, isSignature } from "../../core/hmac.ts";
import { payloadOf } from "./payloads.ts";

const freshMs = 300_000;

const installation = z.looseObject({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  user_id: z.string().nullish(),
  is_bot: z.boolean().nullish(),
  is_enterprise_install: z.boolean().nullish(),
});

const callback = z.looseObject({
  type: z.literal("event_callback"),
  event_id: z.string(),
  event_time: z.number(),
  team_id: z.string(),
  api_app_id: z.string(),
  authorizations: z.array(installation).nullish(),
  event: z.looseObject({ type: z.string() }),
});
type Callback = z.output<typeof callback>;

const envelope = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("url_verification"), challenge: z.string() }),
  z.looseObject({ type: z.literal("app_rate_limited"), team_id: z.string() }),
  callback,
]);

/** https://docs.slack.dev/apis/events-api */
export const webhooks: ProviderWebhooks = {
  secret: "signing-secret",
  receive(request, { secret, now }) {
    const problem = formProblem(request) ?? signatureProblem(request, secret, now);
    if (problem !== undefined) return refused(problem);
    const message = readBody(request, envelope);
    if (!message) return { status: "events", events: [], notes: ["Slack sent an unknown message"] };
    if (message.type === "url_verification")
      return {
        status: "challenge",
        answer: { contentType: "text/plain; charset=utf-8", body: message.challenge },
      };
    if (message.type === "app_rate_limited")
      return {
        status: "events",
        events: [],
        notes: [`Slack leaves out events of ${message.team_id}: there were too many in a minute`],
      };
    return { status: "events", events: eventsOf(message), ended: endingsOf(message) };
  },
  // The account's id is `team:user`; events come from a workspace.
  accountOf: (id) => id.split(":")[0] ?? id,
  setUp: [
    "Open your app at https://api.slack.com/apps, and copy Signing Secret from Basic Information into Settings, Slack, beside the client (or into SLACK_SIGNING_SECRET).",
    "Under Event Subscriptions, switch on Enable Events and enter {url} as Request URL; Slack checks it at once.",
    "Under Subscribe to bot events, add the events that your functions wait for, with app_uninstalled and tokens_revoked, and save.",
    "Invite the app to each channel whose messages it should see.",
  ],
  docs: "https://docs.slack.dev/apis/events-api",
};

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
function signatureProblem(
  { headers, body }: WebhookRequest,
  secret: string | undefined,
  now: Date,
): string | undefined {
  if (secret === undefined) return "no signing secret is set; SLACK_SIGNING_SECRET holds it";
  const timestamp = headers.get("x-slack-request-timestamp") ?? "";
  if (!/^\d{1,12}$/.test(timestamp)) return "it has no timestamp";
  if (!isFresh(Number(timestamp) * 1000, now, freshMs)) return "its timestamp is not of now";
  const [version, signature] = (headers.get("x-slack-signature") ?? "").split("=", 2);
  const expected = hmacSha256(secret, `v0:${timestamp}:`, body);
  return version === "v0" && isSignature(signature, expected, "hex")
    ? undefined
    : "its signature does not fit";
}

/** In a shared channel the message may be of another workspace than the one that installed the app. */
function accountIn({ authorizations, team_id: team }: Callback): string {
  const [own] = authorizations ?? [];
  const place = own?.is_enterprise_install ? own.enterprise_id : own?.team_id;
  return place ?? team;
}

function eventsOf(message: Callback): readonly PushedEvent[] {
  const { event, event_id: id } = message;
  const name = event.type === "message" ? messageEvent(event) : event.type;
  const payload = name === undefined ? undefined : payloadOf(name, event);
  if (!payload || isOwn(message)) return [];
  return [{ id, event: `slack.${name}`, account: accountIn(message), payload }];
}

const channelTypes: Readonly<Record<string, string>> = {
  channel: "message.channels",
  group: "message.groups",
  im: "message.im",
  mpim: "message.mpim",
};

/** What is no plain post has a subtype: changed, deleted, joined. */
function messageEvent({ subtype, channel_type: type }: Callback["event"]): string | undefined {
  return subtype === undefined ? channelTypes[String(type)] : undefined;
}

/** By this app, or by its bot: a function would feed itself. */
function isOwn({ event, api_app_id: app, authorizations }: Callback): boolean {
  const { app_id: byApp, bot_profile: profile, user, user_id: userId, channel } = event;
  const apps = [byApp, Reflect.get(Object(profile ?? {}), "app_id")];
  const actor = user ?? userId ?? Reflect.get(Object(channel ?? {}), "creator");
  const bots = (authorizations ?? []).filter((one) => one.is_bot).map((one) => one.user_id);
  return apps.includes(app) || bots.includes(typeof actor === "string" ? actor : "");
}

const revoked = z.looseObject({
  tokens: z.looseObject({
    bot: z.array(z.string()).nullish(),
    oauth: z.array(z.string()).nullish(),
  }),
});

/** https://docs.slack.dev/reference/events/tokens_revoked names people, not tokens. */
function endingsOf(message: Callback): readonly EndedAccess[] {
  const { event, event_time: time } = message;
  const account = accountIn(message);
  const at = new Date(time * 1000);
  if (event.type === "app_uninstalled") return [{ account, reason: "account_inactive", at }];
  if (event.type !== "tokens_revoked") return [];
  const tokens = revoked.safeParse(event).data?.tokens;
  const accounts = [
    ...(tokens?.bot?.length ? [account] : []),
    ...(tokens?.oauth ?? []).map((user) => `${account}:${user}`),
  ];
  return accounts.map((one) => ({ account: one, reason: "token_revoked", at }));
}
