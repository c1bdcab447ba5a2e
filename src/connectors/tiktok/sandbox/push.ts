import { createHmac } from "node:crypto";
import { type PushManners, jsonMessage } from "../../../sandbox/kit/push.ts";
import type { RestChange, RestEvents } from "../../../sandbox/kit/rest/events.ts";
import { readyAt, statusOf } from "./publishing.ts";
import type { Publish, TiktokState } from "./state.ts";

interface Event {
  readonly event: string;
  readonly user_openid: string;
  /** Goes as a text that holds JSON. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly create_time: number;
  readonly client_key: string;
}

/** https://developers.tiktok.com/doc/webhooks-verification */
const manners: PushManners<Event> = {
  message([event], { address, secret, now }) {
    const body = JSON.stringify({ ...event, content: JSON.stringify(event?.content) });
    const time = Math.floor(now / 1000);
    const mac = createHmac("sha256", secret).update(`${time}.${body}`).digest("hex");
    return jsonMessage(address, body, { "tiktok-signature": `t=${time},s=${mac}` });
  },
};

/** https://developers.tiktok.com/doc/webhooks-events */
function happened({
  before,
  after,
  since,
  now,
  ended,
  clientId,
}: RestChange<TiktokState>): readonly Event[] {
  const about = (event: string, owner: string, content: Event["content"]): Event => ({
    client_key: clientId,
    event,
    create_time: Math.floor(now / 1000),
    user_openid: owner,
    content,
  });
  const published = after.publishes.flatMap((publish) => {
    const past = before.publishes.find(({ id }) => id === publish.id);
    const was = past && statusOf(past, since).status;
    const { status, fail_reason: reason } = { fail_reason: undefined, ...statusOf(publish, now) };
    if (status === was) return [];
    const content = {
      publish_id: publish.id,
      publish_type: publish.mode === "post" ? "DIRECT_PUBLISH" : "INBOX_SHARE",
      ...(reason === undefined ? {} : { reason }),
    };
    return eventsOf(publish, status).map(([event, more]) =>
      about(event, publish.owner, { ...content, ...more }),
    );
  });
  const removed = ended.map((owner) => about("authorization.removed", owner, { reason: 1 }));
  return [...published, ...removed];
}

function eventsOf(
  { privacy, postId }: Publish,
  status: string,
): readonly (readonly [event: string, more: Event["content"]])[] {
  if (status === "FAILED") return [["post.publish.failed", {}]];
  if (status === "SEND_TO_USER_INBOX") return [["post.publish.inbox_delivered", {}]];
  if (status !== "PUBLISH_COMPLETE") return [];
  return [
    ["post.publish.complete", {}],
    // Their spelling.
    ...(privacy === "PUBLIC_TO_EVERYONE"
      ? [["post.publish.publicaly_available", { post_id: postId }] as const]
      : []),
  ];
}

/** Uploads become posts by themselves. */
function later({ publishes }: TiktokState, now: number): number | undefined {
  const waiting = publishes.flatMap((publish) => {
    const at = readyAt(publish);
    return at !== undefined && at > now ? [at - now] : [];
  });
  return waiting.length === 0 ? undefined : Math.min(...waiting);
}

export const tiktokEvents: RestEvents<TiktokState, Event> = { manners, happened, later };
