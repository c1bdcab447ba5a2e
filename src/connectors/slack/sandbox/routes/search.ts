import { integerOf, pageOf, requiredText, textOf } from "../arguments.ts";
import { type Method, post, read } from "../method.ts";
import { refuse } from "../refusal.ts";
import type { Channel, Message, State } from "../state.ts";
import { permalinkOf } from "../views.ts";
import { isMember } from "../workspace.ts";

type Found = { readonly channel: Channel; readonly message: Message };

export const searchMethods = {
  /** Finds messages that have all the words; knows `in:#channel` and `from:@name`. */
  "search.messages": read(({ state, args, token, origin }) => {
    const query = requiredText(args, "query", "no_query");
    const count = integerOf(args, "count", "invalid_arguments") ?? 20;
    const page = integerOf(args, "page", "invalid_arguments") ?? 1;
    if (count < 1 || count > 100 || page < 1) refuse("invalid_arguments");
    const matches = matcherOf(query, state);
    const direction = args["sort_dir"] === "asc" ? 1 : -1;
    const found = state.channels
      .filter((channel) => channel.kind === "public_channel" || isMember(channel, token))
      .flatMap((channel) => channel.messages.map((message): Found => ({ channel, message })))
      .filter(matches)
      .toSorted((a, b) => direction * a.message.ts.localeCompare(b.message.ts));
    const pages = Math.ceil(found.length / count);
    return {
      query,
      messages: {
        total: found.length,
        matches: found.slice((page - 1) * count, page * count).map(({ channel, message }) => ({
          type: "message",
          channel: { id: channel.id, name: channel.name },
          user: message.user,
          username: state.users.find(({ id }) => id === message.user)?.name,
          text: message.text,
          ts: message.ts,
          team: state.team.id,
          permalink: permalinkOf(origin, channel, message.ts),
        })),
        paging: { count, total: found.length, page, pages },
      },
    };
  }),

  /** Finds messages in conversations of the kinds asked for; by words here, where Slack goes by meaning. */
  "assistant.search.context": post(({ state, args, token, origin }) => {
    const query = requiredText(args, "query", "missing_query");
    const kinds = (textOf(args, "channel_types") ?? "public_channel").split(",");
    const after = integerOf(args, "after", "invalid_arguments") ?? 0;
    const before = integerOf(args, "before", "invalid_arguments") ?? Number.POSITIVE_INFINITY;
    const direction = args["sort_dir"] === "asc" ? 1 : -1;
    const found = state.channels
      .filter(({ kind }) => kinds.includes(kind))
      .filter((channel) => channel.kind === "public_channel" || isMember(channel, token))
      .flatMap((channel) => channel.messages.map((message): Found => ({ channel, message })))
      .filter(({ message }) => Number(message.ts) > after && Number(message.ts) < before)
      .filter(matcherOf(query, state))
      .toSorted((a, b) => direction * a.message.ts.localeCompare(b.message.ts));
    const { items, nextCursor } = pageOf(found, args, {
      idOf: ({ channel, message }) => `${channel.id}/${message.ts}`,
      defaultSize: 20,
      maxSize: 20,
    });
    return {
      results: {
        messages: items.map(({ channel, message }) => ({
          team_id: state.team.id,
          channel_id: channel.id,
          channel_name: channel.name,
          message_ts: message.ts,
          author_user_id: message.user,
          author_name: state.users.find(({ id }) => id === message.user)?.real_name,
          is_author_bot: message.bot_id !== undefined,
          content: message.text,
          permalink: permalinkOf(origin, channel, message.ts),
        })),
      },
      response_metadata: { next_cursor: nextCursor },
    };
  }),
} satisfies Record<string, Method>;

function matcherOf(query: string, state: State): (found: Found) => boolean {
  const terms = query.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ channel, message }) =>
    terms.every((term) => {
      const [, field, value] = /^(in|from):[#@]?(.+)$/.exec(term) ?? [];
      if (field === "in") return channel.name === value;
      if (field === "from")
        return state.users.some(({ id, name }) => id === message.user && name === value);
      return message.text.toLowerCase().includes(term.replaceAll('"', ""));
    });
}
