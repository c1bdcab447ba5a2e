import { objectOf, textOf } from "../arguments.ts";
import { createId } from "../ids.ts";
import { type Method, write } from "../method.ts";
import { refuse } from "../refusal.ts";
import { isMember, requiredChannel } from "../workspace.ts";

export const canvasesMethods = {
  "canvases.create": write((call) => {
    const { state, args, token, now } = call;
    const content = objectOf(args, "document_content", "canvas_creation_failed");
    const markdown = content?.["markdown"] ?? "";
    if (typeof markdown !== "string" || (content && content["type"] !== "markdown"))
      return refuse("canvas_creation_failed");
    const channel = args["channel_id"] ? requiredChannel(call, "channel_id") : undefined;
    if (channel && !isMember(channel, token)) refuse("restricted_action");
    const canvas = {
      id: createId("F"),
      user: token.user,
      title: textOf(args, "title") ?? "Untitled",
      markdown,
      ...(channel ? { channel: channel.id } : {}),
      created: now,
    };
    state.canvases.push(canvas);
    return { canvas_id: canvas.id };
  }),
} satisfies Record<string, Method>;
