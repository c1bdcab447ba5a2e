import type { EventInfo } from "../../catalog/event.ts";

/** One address for the app. https://developers.tiktok.com/doc/webhooks-events */
const event = (
  name: string,
  title: string,
  scopes: EventInfo["scopes"],
  via: EventInfo["via"] = ["push"],
  words: readonly string[] = [],
): EventInfo => ({
  id: `tiktok.${name}`,
  title,
  scopes,
  via,
  words,
  docs: "https://developers.tiktok.com/doc/webhooks-events",
});

const either = [["video.publish"], ["video.upload"]];

export const events: readonly EventInfo[] = [
  event(
    "post.publish.complete",
    "A post is published",
    either,
    ["push", "polling"],
    ["upload", "post"],
  ),
  event("post.publish.failed", "A post fails", either, ["push", "polling"], ["video", "upload"]),
  event("post.publish.inbox_delivered", "A draft reaches the inbox", [["video.upload"]]),
  event(
    "post.publish.publicly_available",
    "A post can be seen by everybody",
    either,
    ["push"],
    ["live", "public"],
  ),
  event("authorization.removed", "The access is taken back", [["user.info.basic"]]),
  event(
    "video.new",
    "A new video is on the profile",
    [["video.list"]],
    ["polling"],
    ["clip", "post"],
  ),
];
