import type { EventFilter, EventInfo, EventScopesWhen } from "../../catalog/event.ts";
import { completeFile, completeNames, completePerson } from "./completion.ts";
import { payloads } from "./payloads.ts";
import { pollChannels, pollFiles, pollMessages, pollPeople } from "./polling.ts";

type Facts = Pick<EventInfo, "title" | "payload"> &
  Partial<Pick<EventInfo, "impliedBy" | "words" | "filters" | "scopesWhen" | "poll" | "complete">>;

/** Slack pushes; the app learns only of conversations that its bot is in. https://docs.slack.dev/apis/events-api */
const event = (name: string, scope: string, facts: Facts): EventInfo => ({
  id: `slack.${name}`,
  scopes: [[scope]],
  via: facts.poll ? ["push", "polling"] : ["push"],
  docs: `https://docs.slack.dev/reference/events/${name}`,
  ...facts,
});

const channel = ["channel"];
const talk = ["thread", "post"];

const where: EventFilter = {
  description: "Name or id of the channel",
  in: ["channel", "channelName"],
};
const who: EventFilter = {
  description: "Who did it: name, @name, email address or id",
  in: ["user", "userName", "userHandle", "userEmail"],
};
const contains: EventFilter = {
  description: "A part of what was written",
  in: ["text"],
  by: "contains",
};
const emoji: EventFilter = { description: "Name of the emoji", in: ["emoji"] };
const named = (
  what: string,
  ...paths: readonly string[]
): Readonly<Record<string, EventFilter>> => ({
  name: { description: `Name of the ${what}`, in: paths },
  title: { description: `Name of the ${what}`, in: paths },
  contains: { description: `A part of the name of the ${what}`, in: paths, by: "contains" },
});

/** Events hold ids; what is no id has to be looked up. */
const channelByName = (scope: string): EventScopesWhen => ({
  given: "channel",
  matches: "^(?![CGD][A-Z0-9]{6,}$)",
  scopes: [[scope]],
});
const personByName: readonly EventScopesWhen[] = [
  { given: "from", matches: "^(?![UW][A-Z0-9]{6,}$)", scopes: [["users:read"]] },
  { given: "from", matches: "@.+\\.", scopes: [["users:read.email"]] },
];

const message = {
  payload: payloads.message,
  filters: { channel: where, from: who, contains, text: contains },
  complete: completeNames,
};
const direct = {
  ...message,
  filters: { from: who, contains, text: contains },
  scopesWhen: personByName,
  complete: completePerson,
};
const reaction = {
  payload: payloads.reaction,
  filters: { emoji, channel: where, from: who },
  scopesWhen: [channelByName("channels:read"), ...personByName],
  complete: completeNames,
};

export const events: readonly EventInfo[] = [
  event("message.channels", "channels:history", {
    ...message,
    title: "A message is posted to a public channel",
    impliedBy: channel,
    words: talk,
    scopesWhen: [channelByName("channels:read"), ...personByName],
    poll: pollMessages("public_channel"),
  }),
  event("message.groups", "groups:history", {
    ...message,
    title: "A message is posted to a private channel",
    impliedBy: channel,
    words: talk,
    scopesWhen: [channelByName("groups:read"), ...personByName],
    poll: pollMessages("private_channel"),
  }),
  event("message.im", "im:history", {
    ...direct,
    title: "Somebody writes to the app directly",
    impliedBy: ["dm"],
    words: ["direct message"],
  }),
  event("message.mpim", "mpim:history", {
    ...direct,
    title: "A message is posted to a group conversation",
  }),
  event("app_mention", "app_mentions:read", {
    ...message,
    title: "Somebody mentions the app",
    impliedBy: ["bot"],
    scopesWhen: [channelByName("channels:read"), ...personByName],
  }),
  event("reaction_added", "reactions:read", {
    ...reaction,
    title: "Somebody reacts to a message",
    impliedBy: ["emoji", "reaction"],
  }),
  event("reaction_removed", "reactions:read", {
    ...reaction,
    title: "Somebody takes a reaction back",
  }),
  event("member_joined_channel", "channels:read", {
    title: "Somebody joins a channel",
    impliedBy: channel,
    words: ["member"],
    payload: payloads.joined,
    filters: { channel: where, from: who },
    scopesWhen: personByName,
    complete: completeNames,
  }),
  event("channel_created", "channels:read", {
    title: "A channel is created",
    payload: payloads.channel,
    filters: { channel: where, ...named("channel", "channelName") },
    poll: pollChannels,
  }),
  event("team_join", "users:read", {
    title: "Somebody joins the workspace",
    impliedBy: ["workspace"],
    words: ["member", "team"],
    payload: payloads.person,
    filters: {
      from: { description: "Email address of who joins", in: ["email"] },
      ...named("person", "userName"),
    },
    poll: pollPeople,
  }),
  event("file_shared", "files:read", {
    title: "A file is shared",
    payload: payloads.file,
    filters: { channel: where, from: who, ...named("file", "name", "title") },
    scopesWhen: [channelByName("channels:read"), ...personByName],
    poll: pollFiles,
    complete: completeFile,
  }),
];
