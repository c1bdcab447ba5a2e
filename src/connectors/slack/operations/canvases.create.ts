import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { channel, channelByName } from "../inputs.ts";

export const canvasesCreate = defineOperation({
  id: "slack.canvases.create",
  title: "Create a canvas",
  kind: "write",
  effect: { words: "Create {#canvas|canvases}[ in {channel_id}]", shows: "title" },
  request: {
    method: "POST",
    host: "slack.com",
    path: "/api/canvases.create",
    places: { markdown: "document_content.markdown" },
    body: "json",
  },
  input: z.strictObject({
    title: z.string().optional().describe("Title of the canvas"),
    markdown: z.string().optional().describe("What stands in the canvas, as Markdown"),
    channel_id: channel.optional().describe("Channel to put it into as a tab, as #name or id"),
  }),
  output: z.looseObject({ canvas_id: z.string() }),
  scopes: { bot: [["canvases:write"]], user: [["canvases:write"]] },
  lookups: { channel_id: channelByName },
  rateLimit: { class: "tier 2" },
  repeatable: false,
  errors: {
    free_teams_cannot_create_non_tabbed_canvases:
      "On a free plan a canvas must stand in a channel. Name one.",
    channel_canvas_already_exists: "The channel has a canvas already.",
    canvas_disabled_user_team: "The workspace has canvases turned off. Ask an admin.",
  },
  words: ["canvas", "document", "page", "note", "create", "write"],
  docs: "https://docs.slack.dev/reference/methods/canvases.create",
});
