import { createHmac, randomInt, randomUUID } from "node:crypto";
import { type PushManners, jsonMessage } from "../../../sandbox/kit/push.ts";
import type { RestChange, RestEvents } from "../../../sandbox/kit/rest/events.ts";
import type { LinkedinState, Post } from "./state.ts";

type Event = Readonly<Record<string, unknown>>;

const hex = (secret: string, text: string) =>
  createHmac("sha256", secret).update(text).digest("hex");

/** https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation */
const manners: PushManners<Event> = {
  most: 10,
  handshake({ address, secret }) {
    const code = randomUUID();
    const url = new URL(address);
    url.searchParams.set("challengeCode", code);
    return {
      request: new Request(url),
      async isAnswered(response) {
        if (!response.ok) return false;
        const answer: unknown = await response.json().catch(() => undefined);
        const given: unknown = Reflect.get(Object(answer), "challengeResponse");
        return given === hex(secret, code);
      },
    };
  },
  message(notifications, { address, secret }) {
    const type = "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS";
    const body = JSON.stringify({ type, notifications });
    return jsonMessage(address, body, { "x-li-signature": hex(secret, `hmacsha256=${body}`) });
  },
};

interface Occurrence {
  readonly action: string;
  readonly post: Post | undefined;
  readonly activity: string;
  readonly actor: string;
  readonly text?: string;
}

/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-social-action-notifications */
function happened({ before, after, now, tokens }: RestChange<LinkedinState>): readonly Event[] {
  const postOf = (id: string) => after.posts.find((one) => one.id === id);
  const isNew = <Thing>(things: readonly Thing[], is: (one: Thing) => boolean) => !things.some(is);
  const occurrences: Occurrence[] = [
    ...after.comments
      .filter(({ id }) => isNew(before.comments, (one) => one.id === id))
      .map(({ id, thread, actor, text }) => ({
        action: actor.startsWith("urn:li:organization:") ? "ADMIN_COMMENT" : "COMMENT",
        post: postOf(thread),
        activity: `urn:li:comment:(${thread},${id})`,
        actor,
        text,
      })),
    ...after.reactions
      .filter(({ actor, root }) =>
        isNew(before.reactions, (one) => one.actor === actor && one.root === root),
      )
      .map(({ actor, root }) => ({
        action: "LIKE",
        post: postOf(root),
        activity: `urn:li:reaction:(${actor},${root})`,
        actor,
      })),
    ...after.posts
      .filter(({ id, reshareOf }) => reshareOf && isNew(before.posts, (one) => one.id === id))
      .map(({ id, author, reshareOf = "" }) => ({
        action: "SHARE",
        post: postOf(reshareOf),
        activity: id,
        actor: author,
      })),
  ];
  return occurrences.flatMap(({ action, post, activity, actor, text }) => {
    // Told are posts of pages that everybody sees, to administrators who subscribed.
    if (post?.visibility !== "PUBLIC" || !post.author.startsWith("urn:li:organization:")) return [];
    const organization = Number(post.author.split(":").at(-1));
    return subscribersOf(after, organization, tokens).map((subscriber) => ({
      notificationId: randomInt(2 ** 47),
      organizationalEntity: post.author,
      action,
      sourcePost: post.id,
      generatedActivity: activity,
      decoratedGeneratedActivity:
        text === undefined ? undefined : { comment: { owner: actor, text, entity: activity } },
      lastModifiedAt: now,
      subscriber,
    }));
  });
}

function subscribersOf(
  { roles }: LinkedinState,
  organization: number,
  tokens: RestChange<LinkedinState>["tokens"],
): readonly string[] {
  return roles
    .filter((one) => one.organization === organization && one.role === "ADMINISTRATOR")
    .map(({ member }) => member)
    .filter((member) =>
      tokens.some(
        ({ userId, scopes }) =>
          member === `urn:li:person:${userId}` && scopes.includes("rw_organization_admin"),
      ),
    );
}

export const linkedinEvents: RestEvents<LinkedinState, Event> = { manners, happened };
