import { integerOf, requiredText } from "../arguments.ts";
import { type Method, read } from "../method.ts";
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
