import { z } from "zod";
import { createId } from "./ids.ts";
import type { Channel, State } from "./state.ts";
import { addChannel, nextTs } from "./workspace.ts";

const id = z.string().min(1).max(40);

/** What a member of the workspace does by hand, on the stand-in's page. */
export const actForm = z.discriminatedUnion("act", [
  z.object({ act: z.literal("post"), channel: id, user: id, text: z.string().min(1).max(4000) }),
  z.object({ act: z.literal("react"), channel: id, user: id, ts: id, emoji: z.string().min(1) }),
  z.object({ act: z.literal("join"), channel: id, user: id }),
  z.object({
    act: z.literal("create"),
    user: id,
    name: z.string().regex(/^[\p{Ll}\p{N}_-]{1,80}$/u, "must be lower case, without spaces"),
  }),
  z.object({ act: z.literal("write"), user: id, text: z.string().min(1).max(4000) }),
]);

/** Does it, and says where; undefined where there is no such place. */
export function perform(
  state: State,
  act: z.output<typeof actForm>,
  now: number,
): Channel | undefined {
  const { user } = act;
  if (act.act === "create")
    return addChannel(state, {
      id: createId("C"),
      name: act.name,
      kind: "public_channel",
      creator: user,
      created: now,
      members: [user],
    });
  const channel =
    act.act === "write"
      ? directOf(state, user, now)
      : state.channels.find((one) => one.id === act.channel);
  if (!channel) return undefined;
  if (act.act === "join") {
    if (!channel.members.includes(user)) channel.members.push(user);
    return channel;
  }
  if (act.act === "react") {
    const message = channel.messages.find(({ ts }) => ts === act.ts);
    const name = act.emoji.replaceAll(":", "");
    const reaction = message?.reactions.find((one) => one.name === name);
    if (reaction && !reaction.users.includes(user)) reaction.users.push(user);
    if (!reaction) message?.reactions.push({ name, users: [user] });
    return message && channel;
  }
  // People write the name, Slack stores who it is.
  const text = act.text.replaceAll(/@Patchbay\b/gi, `<@${state.app.botUser}>`);
  channel.messages.push({ ts: nextTs(state, now), user, text, reactions: [], files: [] });
  return channel;
}

/** The conversation of a person with the app. */
function directOf(state: State, user: string, now: number): Channel {
  const members = [user, state.app.botUser];
  const known = state.channels.find(
    ({ kind, members: those }) => kind === "im" && members.every((one) => those.includes(one)),
  );
  const channel = createId("D");
  return (
    known ??
    addChannel(state, {
      id: channel,
      name: channel,
      kind: "im",
      creator: user,
      created: now,
      members,
    })
  );
}
