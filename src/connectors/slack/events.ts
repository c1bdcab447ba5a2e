import type { EventInfo } from "../../catalog/connector.ts";

/** Slack pushes; the app learns only of conversations that its bot is in. https://docs.slack.dev/apis/events-api */
const event = (
  name: string,
  title: string,
  scope: string,
  via: EventInfo["via"] = ["push"],
): EventInfo => ({
  id: `slack.${name}`,
  title,
  scopes: [[scope]],
  via,
  docs: `https://docs.slack.dev/reference/events/${name}`,
});

const polled = ["push", "polling"] as const;

export const events: readonly EventInfo[] = [
  event("message.channels", "A message is posted to a public channel", "channels:history", polled),
  event("message.groups", "A message is posted to a private channel", "groups:history", polled),
  event("message.im", "Somebody writes to the app directly", "im:history"),
  event("message.mpim", "A message is posted to a group conversation", "mpim:history"),
  event("app_mention", "Somebody mentions the app", "app_mentions:read"),
  event("reaction_added", "Somebody reacts to a message", "reactions:read"),
  event("reaction_removed", "Somebody takes a reaction back", "reactions:read"),
  event("member_joined_channel", "Somebody joins a channel", "channels:read"),
  event("channel_created", "A channel is created", "channels:read", polled),
  event("team_join", "Somebody joins the workspace", "users:read", polled),
  event("file_shared", "A file is shared", "files:read", polled),
];
