import { requiredText, textOf } from "../arguments.ts";
import { createId } from "../ids.ts";
import { type Method, write } from "../method.ts";
import { refuse } from "../refusal.ts";
import { requiredChannel } from "../workspace.ts";

const maxBookmarks = 100;

export const bookmarksMethods = {
  "bookmarks.add": write((call) => {
    const { args, token, now } = call;
    const channel = requiredChannel(call, "channel_id");
    if (requiredText(args, "type", "invalid_bookmark_type") !== "link")
      refuse("invalid_bookmark_type");
    const link = requiredText(args, "link", "invalid_link");
    if (!URL.canParse(link) || !/^https?:$/.test(new URL(link).protocol)) refuse("invalid_link");
    if (channel.bookmarks.length >= maxBookmarks) refuse("too_many_bookmarks");
    const bookmark = {
      id: createId("Bk"),
      title: requiredText(args, "title"),
      link,
      emoji: textOf(args, "emoji") ?? "",
      created: now,
    };
    channel.bookmarks.push(bookmark);
    return {
      bookmark: {
        ...bookmark,
        channel_id: channel.id,
        type: "link",
        date_created: Math.floor(now / 1000),
        last_updated_by_user_id: token.user,
      },
    };
  }),
} satisfies Record<string, Method>;
