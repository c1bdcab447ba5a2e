import { requiredText } from "../arguments.ts";
import { type Method, write } from "../method.ts";
import { refuse } from "../refusal.ts";
import { messageIn, requiredOwnChannel } from "../workspace.ts";

export const pinsMethods = {
  "pins.add": write((call) => {
    const channel = requiredOwnChannel(call);
    const { ts } = messageIn(channel, requiredText(call.args, "timestamp", "bad_timestamp"));
    if (channel.pins.includes(ts)) refuse("already_pinned");
    channel.pins.push(ts);
    return {};
  }),
} satisfies Record<string, Method>;
