import type { EventInfo } from "../../catalog/event.ts";

/** Slack pushes; the app learns only of conversations that its bot is in. https://docs.slack.dev/apis/events-api */
const event = (
  name: string,
  title: string,
  scope: string,
  via: EventInfo["via"] = ["push"],
  impliedBy: readonly string[] = [],
  words: readonly string[] = [],
): EventInfo => ({
  id: `slack.${name}`,
  title,
  scopes: [[scope]],
  via,
  impliedBy,
  words,
  docs: `https://docs.slack.dev/reference/events/${name}`,
});

const polled = ["push", "polling"] as const;
const channel = ["channel"];
const talk = ["thread", "post"];

export const events: readonly EventInfo[] = [
  event(
    "message.channels",
    "A message is posted to a public channel",
    "channels:history",
    polled,
    channel,
    talk,
  ),
  event(
    "message.groups",
    "A message is posted to a private channel",
    "groups:history",
    polled,
    channel,
    talk,
  ),
  event(
    "message.im",
    "Somebody writes to the app directly",
    "im:history",
    ["push"],
    ["dm"],
    ["direct message"],
  ),
  event("message.mpim", "A message is posted to a group conversation", "mpim:history"),
  event("app_mention", "Somebody mentions the app", "app_mentions:read", ["push"], ["bot"]),
  event(
    "reaction_added",
    "Somebody reacts to a message",
    "reactions:read",
    ["push"],
    ["emoji", "reaction"],
  ),
  event("reaction_removed", "Somebody takes a reaction back", "reactions:read"),
  event("member_joined_channel", "Somebody joins a channel", "channels:read", ["push"], channel, [
    "member",
  ]),
  event("channel_created", "A channel is created", "channels:read", polled),
  event(
    "team_join",
    "Somebody joins the workspace",
    "users:read",
    polled,
    ["workspace"],
    ["member", "team"],
  ),
  event("file_shared", "A file is shared", "files:read", polled),
];
