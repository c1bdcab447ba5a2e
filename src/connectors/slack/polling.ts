import { z } from "zod";
import {
  type EventCall,
  EventCallError,
  type EventGiven,
  type EventPoll,
  type Happening,
} from "../../catalog/event.ts";
import { present } from "../../catalog/webhook-reading.ts";
import { errorOf, isChannelId, lookUps, withNames } from "./completion.ts";
import { payloadOf } from "./payloads.ts";

/** Pages of one question; what is further back is asked next. */
const maxPages = 5;

const next = z.looseObject({ next_cursor: z.string().nullish() }).nullish();
const conversations = z.looseObject({
  channels: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string().nullish(),
      created: z.number().nullish(),
      creator: z.string().nullish(),
    }),
  ),
  response_metadata: next,
});
const self = z.looseObject({ user_id: z.string(), bot_id: z.string().nullish() });
type Self = z.output<typeof self>;

const ownAccount = async (call: EventCall): Promise<Self> =>
  self.parse(await call("slack.auth.test", {}));

/** All pages of a list, up to a limit that no workspace of people reaches. */
async function allOf<Page extends { readonly response_metadata?: z.output<typeof next> }, Item>(
  ask: (cursor: string | undefined) => Promise<Page>,
  itemsOf: (page: Page) => readonly Item[],
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 50; page += 1) {
    const answer = await ask(cursor);
    items.push(...itemsOf(answer));
    cursor = answer.response_metadata?.next_cursor ?? undefined;
    if (!cursor) break;
  }
  return items;
}

const channelsBy = (call: EventCall, operation: string, types: string) =>
  allOf(
    async (cursor) =>
      conversations.parse(
        await call(operation, { types, exclude_archived: true, limit: 1000, cursor }),
      ),
    ({ channels }) => channels,
  );

/** Ids of the channels that are meant; without a word about them, of all that the app is in. */
async function channelsMeant(
  call: EventCall,
  given: EventGiven,
  types: string,
): Promise<readonly string[]> {
  const wanted = given["channel"];
  if (wanted === undefined) {
    const own = await channelsBy(call, "slack.users.conversations", types).catch(nameChannel);
    return own.map(({ id }) => id);
  }
  const names = [wanted].flat().map(String);
  if (names.every(isChannelId)) return names;
  const all = await channelsBy(call, "slack.conversations.list", types);
  const plain = new Set(names.map((name) => name.replace(/^#/, "").toLowerCase()));
  return all
    .filter(({ id, name }) => names.includes(id) || plain.has((name ?? "").toLowerCase()))
    .map(({ id }) => id);
}

/** To find out which channels those are takes a permission that the event itself does not. */
function nameChannel(error: unknown): never {
  if (
    error instanceof EventCallError &&
    (error.status === 403 || errorOf(error) === "missing_scope")
  )
    throw new EventCallError(
      "Say which channel to watch: give its name or id as channel in the trigger. Without it Patchbay would have to list the channels that the app is in, and was not allowed to.",
      error.status,
      error.body,
    );
  throw error;
}

const history = z.looseObject({
  messages: z.array(z.looseObject({ ts: z.string() })),
  response_metadata: next,
});
type Said = z.output<typeof history>["messages"][number];

/** Newest first, as Slack has them; https://docs.slack.dev/reference/methods/conversations.history */
async function messagesSince(call: EventCall, channel: string, oldest: string) {
  const found: Said[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const answer = history.parse(
      await call("slack.conversations.history", { channel, oldest, limit: 200, cursor }),
    );
    found.push(...answer.messages);
    cursor = answer.response_metadata?.next_cursor ?? undefined;
    if (!cursor) break;
  }
  return found.toReversed();
}

async function newestIn(call: EventCall, channel: string): Promise<string> {
  const answer = await call("slack.conversations.history", { channel, limit: 1 });
  return history.parse(answer).messages[0]?.ts ?? "0";
}

const messageCursor = z.object({ newest: z.record(z.string(), z.string()) });

/** Messages of channels; answers in threads do not stand there. */
export const pollMessages = (types: "public_channel" | "private_channel"): EventPoll => ({
  operations: [
    "slack.auth.test",
    "slack.conversations.list",
    "slack.users.conversations",
    "slack.conversations.history",
    ...lookUps,
  ],
  every: 60,
  async ask({ cursor, given, call: ask }) {
    const call = remembering(ask);
    const before = messageCursor.safeParse(cursor).data?.newest ?? {};
    const newest: Record<string, string> = {};
    const happenings: Happening[] = [];
    const own = await ownAccount(call);
    for (const channel of await channelsMeant(call, given, types)) {
      const since = before[channel];
      if (since === undefined) {
        newest[channel] = await newestIn(call, channel);
        continue;
      }
      const messages = await messagesSince(call, channel, since);
      newest[channel] = messages.at(-1)?.ts ?? since;
      for (const message of messages.filter((one) => isForeign(one, own))) {
        const payload = payloadOf("message.channels", { ...message, channel });
        if (payload)
          happenings.push({
            id: `${channel}:${message.ts}`,
            payload: await withNames(payload, given, call),
          });
      }
    }
    return { cursor: { newest }, happenings };
  },
});

/** Within one question a name is looked up once. */
function remembering(call: EventCall): EventCall {
  const answers = new Map<string, Promise<unknown>>();
  return (operation, input) => {
    if (!lookUps.includes(operation)) return call(operation, input);
    const key = JSON.stringify([operation, input]);
    const answer = answers.get(key) ?? call(operation, input);
    answers.set(key, answer);
    return answer;
  };
}

/** A plain post, and none of the app's own: a function would feed itself. */
function isForeign(message: Said, own: Self): boolean {
  const { subtype, user, bot_id: bot } = message;
  return subtype === undefined && user !== own.user_id && (!bot || bot !== own.bot_id);
}

const timeCursor = z.object({ since: z.number(), ids: z.array(z.string()) });

interface Timed {
  readonly id: string;
  /** Seconds since 1970, as the provider has it. */
  readonly at: number;
}

/** Those that are newer than what was seen; of the same second those that were not seen. */
function newerOf<Item extends Timed>(cursor: unknown, items: readonly Item[], now: Date) {
  const before = timeCursor.safeParse(cursor).data;
  const since = Math.max(before?.since ?? 0, ...items.map(({ at }) => at));
  const last = items.filter(({ at }) => at === since).map(({ id }) => id);
  const isNew = ({ id, at }: Item) =>
    before !== undefined &&
    (at > before.since || (at === before.since && !before.ids.includes(id)));
  const kept = since === before?.since ? [...new Set([...before.ids, ...last])] : last;
  return {
    cursor: { since: since || Math.floor(now.getTime() / 1000), ids: kept },
    items: items.filter(isNew).toSorted((one, other) => one.at - other.at),
  };
}

export const pollChannels: EventPoll = {
  operations: ["slack.auth.test", "slack.conversations.list"],
  every: 300,
  async ask({ cursor, now, call }) {
    const own = await ownAccount(call);
    const all = await channelsBy(call, "slack.conversations.list", "public_channel");
    const timed = all.map((channel) => ({ ...channel, at: channel.created ?? 0 }));
    const newer = newerOf(cursor, timed, now);
    const happenings = newer.items
      .filter(({ creator }) => creator !== own.user_id)
      .flatMap((channel) => {
        const payload = payloadOf("channel_created", { channel });
        return payload ? [{ id: channel.id, payload }] : [];
      });
    return { cursor: newer.cursor, happenings };
  },
};

const people = z.looseObject({
  members: z.array(
    z.looseObject({
      id: z.string(),
      deleted: z.boolean().nullish(),
      is_bot: z.boolean().nullish(),
    }),
  ),
  response_metadata: next,
});
const knownPeople = z.object({ known: z.array(z.string()) });

/** Slack does not say since when somebody is there: those who were not there before are new. */
export const pollPeople: EventPoll = {
  operations: ["slack.users.list"],
  every: 900,
  async ask({ cursor, call }) {
    const before = knownPeople.safeParse(cursor).data;
    const all = await allOf(
      async (at) => people.parse(await call("slack.users.list", { limit: 1000, cursor: at })),
      ({ members }) => members,
    );
    const known = new Set(before?.known);
    const happenings = all
      .filter(({ id, deleted, is_bot: isBot }) => before && !known.has(id) && !deleted && !isBot)
      .flatMap((user) => {
        const payload = payloadOf("team_join", { user });
        return payload ? [{ id: user.id, payload }] : [];
      });
    return { cursor: { known: all.map(({ id }) => id) }, happenings };
  },
};

const files = z.looseObject({
  files: z.array(
    z.looseObject({
      id: z.string(),
      created: z.number(),
      user: z.string().nullish(),
      channels: z.array(z.string()).nullish(),
      name: z.string().nullish(),
      title: z.string().nullish(),
      mimetype: z.string().nullish(),
      permalink: z.string().nullish(),
    }),
  ),
  paging: z.looseObject({ page: z.number(), pages: z.number() }).nullish(),
});

export const pollFiles: EventPoll = {
  operations: ["slack.auth.test", "slack.files.list", ...lookUps],
  every: 120,
  async ask({ cursor, given, now, call: ask }) {
    const call = remembering(ask);
    const since = timeCursor.safeParse(cursor).data?.since ?? Math.floor(now.getTime() / 1000);
    const own = await ownAccount(call);
    const found: z.output<typeof files>["files"] = [];
    for (let page = 1; page <= maxPages; page += 1) {
      const answer = files.parse(
        await call("slack.files.list", { ts_from: String(since), count: 200, page }),
      );
      found.push(...answer.files);
      if (page >= (answer.paging?.pages ?? 1)) break;
    }
    const newer = newerOf(
      cursor,
      found.map((file) => ({ ...file, at: file.created })),
      now,
    );
    const happenings: Happening[] = [];
    for (const { id, user, channels, name, title, mimetype, permalink } of newer.items) {
      if (user === own.user_id) continue;
      const [channel] = channels ?? [];
      const payload = present({ file: id, channel, user, name, title, type: mimetype, permalink });
      happenings.push({ id, payload: await withNames(payload, given, call) });
    }
    return { cursor: newer.cursor, happenings };
  },
};
