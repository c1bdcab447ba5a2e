import { noLevers } from "../../../sandbox/kit/levers.ts";
import { createId, createToken, formatTs } from "./ids.ts";
import type { Channel, Profile, State, User } from "./state.ts";

const minuteMs = 60_000;

const people = [
  ["U01MAYAOKA", "maya", "Maya Okafor", "Product lead", "Europe/Berlin", true],
  ["U02SAMRIVE", "sam", "Sam Rivera", "Engineer", "America/New_York", false],
  ["U03PRIYANA", "priya", "Priya Nair", "Sales", "Asia/Kolkata", false],
  ["U04JONASWE", "jonas", "Jonas Weber", "Support", "Europe/Berlin", false],
] as const;

const [maya, sam, priya, jonas] = ["U01MAYAOKA", "U02SAMRIVE", "U03PRIYANA", "U04JONASWE"] as const;
const everyone = [maya, sam, priya, jonas];

interface Sketch {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly isPrivate?: boolean;
  readonly members?: readonly string[];
  /** Sender and text, oldest first. */
  readonly messages?: readonly (readonly [string, string])[];
}

const sketches: readonly Sketch[] = [
  {
    id: "C01GENERAL",
    name: "general",
    purpose: "What everybody should know",
    messages: [
      [maya, "Welcome to Acme! Say hello in <#C02RANDOMS|random>."],
      [jonas, "The office is closed on Friday :palm_tree:"],
    ],
  },
  {
    id: "C02RANDOMS",
    name: "random",
    purpose: "What nobody has to know",
    messages: [[sam, "Whoever left the banana bread in the kitchen: thank you"]],
  },
  {
    id: "C03PRODUCT",
    name: "product-updates",
    purpose: "What has shipped",
    messages: [[maya, "Dark mode is out for everybody. Tell us what looks odd."]],
  },
  {
    id: "C04ENGINEE",
    name: "engineering",
    purpose: "How it is built",
    messages: [[sam, "Build 481 is green again, the flaky test was a timezone"]],
  },
  {
    id: "C05SALESDE",
    name: "sales",
    purpose: "Deals and leads",
    messages: [[priya, "Northwind signed: 24 seats"]],
  },
  {
    id: "C06SUPPORT",
    name: "support",
    purpose: "Questions of customers",
    messages: [[jonas, "Three people ask how to export to CSV"]],
  },
  { id: "C07ANNOUNC", name: "announcements", purpose: "Few messages, for all" },
  {
    id: "C08LEADERS",
    name: "leadership",
    purpose: "Plans that are not ready",
    isPrivate: true,
    members: [maya, priya],
    messages: [[maya, "Draft of next quarter's goals by Thursday, please"]],
  },
];

/** The workspace as it is before anybody uses it, with a client of its own. */
export function seedState(now: number): State {
  const [botUser, botId] = [createId("U"), createId("B")];
  const start = now - sketches.length * minuteMs;
  const micros = (index: number, within: number) => (start + index * minuteMs) * 1000 + within;
  return {
    team: { id: "T01ACMEINC", name: "Acme", domain: "acme" },
    app: {
      id: createId("A"),
      name: "Patchbay",
      clientId: `${digits()}.${digits()}`,
      clientSecret: createToken(""),
      botUser,
      botId,
    },
    users: [...people.map(personOf), slackbot(), botOf(botUser)],
    channels: sketches.map((sketch, index) => channelOf(sketch, now, (n) => micros(index, n))),
    files: [],
    scheduled: [],
    reminders: [],
    canvases: [],
    userGroups: [
      {
        id: "S01ONCALLS",
        handle: "on-call",
        name: "On call",
        description: "Who answers when something breaks",
        users: [sam, jonas],
      },
    ],
    codes: [],
    tokens: [],
    lastTs: now * 1000 - 1,
    rotation: false,
    levers: noLevers(),
  };
}

function channelOf(
  { id, name, purpose, isPrivate = false, members = everyone, messages = [] }: Sketch,
  now: number,
  micros: (index: number) => number,
): Channel {
  return {
    id,
    name,
    kind: isPrivate ? "private_channel" : "public_channel",
    topic: "",
    purpose,
    creator: maya,
    created: now,
    is_archived: false,
    members: [...members],
    messages: messages.map(([user, text], index) => ({
      ts: formatTs(micros(index)),
      user,
      text,
      reactions: [],
      files: [],
    })),
    whispers: [],
    pins: [],
    bookmarks: [],
  };
}

function personOf([id, name, realName, title, tz, isAdmin]: (typeof people)[number]): User {
  const email = `${name}@example.com`;
  const profile = profileOf(name, title);
  return { id, name, real_name: realName, email, profile, tz, is_admin: isAdmin, is_bot: false };
}

function profileOf(name: string, title = ""): Profile {
  return {
    display_name: name,
    title,
    phone: "",
    pronouns: "",
    status_text: "",
    status_emoji: "",
    status_expiration: 0,
  };
}

/** In every workspace, and not marked as a bot. */
function slackbot(): User {
  return {
    id: "USLACKBOT",
    name: "slackbot",
    real_name: "Slackbot",
    profile: profileOf("slackbot"),
    tz: "America/Los_Angeles",
    is_admin: false,
    is_bot: false,
  };
}

function botOf(id: string): User {
  return {
    id,
    name: "patchbay",
    real_name: "Patchbay",
    profile: profileOf("patchbay"),
    tz: "America/Los_Angeles",
    is_admin: false,
    is_bot: true,
  };
}

const digits = () => createToken("").replaceAll(/\D/g, "").padEnd(10, "4").slice(0, 10);
