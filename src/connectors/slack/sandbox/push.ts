import { createHmac, randomUUID } from "node:crypto";
import { type PushManners, type Recipient, jsonMessage } from "../../../sandbox/kit/push.ts";
import type { Change } from "../../../sandbox/kit/watch.ts";
import { createId } from "./ids.ts";
import type { Channel, ConversationKind, Message, State } from "./state.ts";

export type Envelope = Readonly<Record<string, unknown>>;

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
function signed(body: string, { address, secret, now }: Recipient, more = {}): Request {
  const timestamp = String(Math.floor(now / 1000));
  const mac = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return jsonMessage(address, body, {
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${mac}`,
    ...more,
  });
}

/** https://docs.slack.dev/apis/events-api/using-http-request-urls */
export const pushManners: PushManners<Envelope> = {
  handshake(to) {
    const challenge = randomUUID();
    return {
      request: signed(JSON.stringify({ token: "", challenge, type: "url_verification" }), to),
      isAnswered: async (response) => response.ok && (await response.text()).includes(challenge),
    };
  },
  message: ([envelope], to, attempt) =>
    signed(
      JSON.stringify(envelope),
      to,
      attempt === 0
        ? {}
        : { "x-slack-retry-num": String(attempt), "x-slack-retry-reason": "http_error" },
    ),
};

/** The secret that Slack shows beside the client's. */
export const signingSecretOf = ({ app }: State): string =>
  createHmac("sha256", app.clientSecret).update("signing secret").digest("hex").slice(0, 32);

interface Occurrence {
  /** The app must have it. */
  readonly scope: string;
  readonly event: Envelope & { readonly type: string };
}

const kinds: Readonly<Record<ConversationKind, readonly [type: string, scope: string]>> = {
  public_channel: ["channel", "channels:history"],
  private_channel: ["group", "groups:history"],
  im: ["im", "im:history"],
  mpim: ["mpim", "mpim:history"],
};

/** What Slack would have told the app. https://docs.slack.dev/reference/events */
export function happened({ before, after, now, by }: Change<State>): readonly Envelope[] {
  const bot = after.tokens.find(({ kind, revoked }) => kind === "bot" && !revoked);
  const scopes = bot?.scopes ?? [];
  const events = after.channels.flatMap((channel) => {
    const known = before.channels.find(({ id }) => id === channel.id);
    const isIn = channel.members.includes(after.app.botUser);
    return [
      ...(known ? [] : channelCreated(channel)),
      ...(isIn ? messagesIn(after, channel, known, by === "app") : []),
      ...(isIn && known ? joinsOf(after, channel, known) : []),
    ];
  });
  const allowed = [...events, ...peopleOf(before, after), ...filesOf(before, after)]
    .filter(({ scope }) => scopes.includes(scope))
    .map(({ event }) => event);
  return [...allowed, ...revocationsOf(before, after)].map((event) =>
    envelopeOf(after, event, now),
  );
}

function envelopeOf({ team, app }: State, event: Envelope, now: number): Envelope {
  const install = { enterprise_id: null, is_bot: true, is_enterprise_install: false };
  return {
    token: "",
    team_id: team.id,
    api_app_id: app.id,
    event,
    type: "event_callback",
    event_id: createId("Ev"),
    event_time: Math.floor(now / 1000),
    authorizations: [{ ...install, team_id: team.id, user_id: app.botUser }],
    is_ext_shared_channel: false,
  };
}

function channelCreated({ id, name, kind, creator, created }: Channel): readonly Occurrence[] {
  const channel = { id, name, creator, created: Math.floor(created / 1000) };
  return kind === "public_channel"
    ? [{ scope: "channels:read", event: { type: "channel_created", channel } }]
    : [];
}

function messagesIn(
  { app }: State,
  channel: Channel,
  known: Channel | undefined,
  byApp: boolean,
): readonly Occurrence[] {
  const [type, scope] = kinds[channel.kind];
  const earlier = new Map(known?.messages.map((message) => [message.ts, message]));
  return channel.messages.flatMap((message): readonly Occurrence[] => {
    const { ts, user, text, thread_ts: threadTs, bot_id: bot, files } = message;
    const past = earlier.get(ts);
    if (past) return reactionsOn(message, past, channel.id);
    const posted = {
      user,
      text,
      ts,
      channel: channel.id,
      event_ts: ts,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      ...(bot === undefined ? {} : { bot_id: bot }),
      // What an app posts in a person's name is marked as well.
      ...(byApp || bot !== undefined ? { app_id: app.id } : {}),
      ...(files.length > 0 ? { subtype: "file_share" } : {}),
    };
    const mention = { scope: "app_mentions:read", event: { type: "app_mention", ...posted } };
    return [
      { scope, event: { type: "message", channel_type: type, ...posted } },
      ...(text.includes(`<@${app.botUser}>`) ? [mention] : []),
    ];
  });
}

function reactionsOn(now: Message, past: Message, channel: string): readonly Occurrence[] {
  const all = ({ reactions }: Message) =>
    reactions.flatMap(({ name, users }) => users.map((user) => `${name} ${user}`));
  const [before, after] = [all(past), all(now)];
  const about = (type: string) => (one: string) => {
    const [reaction, user] = one.split(" ");
    const item = { type: "message", channel, ts: now.ts };
    const event = { type, user, reaction, item, item_user: now.user };
    return { scope: "reactions:read", event };
  };
  return [
    ...after.filter((one) => !before.includes(one)).map(about("reaction_added")),
    ...before.filter((one) => !after.includes(one)).map(about("reaction_removed")),
  ];
}

function joinsOf(
  { team }: State,
  { id, kind, members }: Channel,
  known: Channel,
): readonly Occurrence[] {
  if (!kind.endsWith("_channel")) return [];
  const [isPublic, type] = kind === "public_channel" ? [true, "C"] : [false, "G"];
  return members
    .filter((user) => !known.members.includes(user))
    .map((user) => ({
      scope: isPublic ? "channels:read" : "groups:read",
      event: {
        type: "member_joined_channel",
        user,
        channel: id,
        channel_type: type,
        team: team.id,
      },
    }));
}

function peopleOf({ users: before }: State, { users }: State): readonly Occurrence[] {
  return users
    .filter(({ id }) => !before.some((one) => one.id === id))
    .map(({ id, name, real_name, profile, is_bot }) => ({
      scope: "users:read",
      event: { type: "team_join", user: { id, name, real_name, is_bot, profile } },
    }));
}

function filesOf({ files: before }: State, { files }: State): readonly Occurrence[] {
  return files.flatMap(({ id, user, channels }) => {
    const earlier = before.find((one) => one.id === id)?.channels ?? [];
    return channels
      .filter((channel) => !earlier.includes(channel))
      .map((channel) => ({
        scope: "files:read",
        event: { type: "file_shared", file_id: id, user_id: user, channel_id: channel },
      }));
  });
}

/** https://docs.slack.dev/reference/events/tokens_revoked */
function revocationsOf(before: State, after: State): readonly Envelope[] {
  const revoked = after.tokens.filter(
    ({ value, revoked: isRevoked }) =>
      isRevoked && before.tokens.some((one) => one.value === value && !one.revoked),
  );
  if (revoked.length === 0) return [];
  const of = (kind: string) => revoked.filter((one) => one.kind === kind).map(({ user }) => user);
  return [{ type: "tokens_revoked", tokens: { oauth: of("user"), bot: of("bot") } }];
}
