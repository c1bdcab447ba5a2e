import { defineConnector } from "../../catalog/connector.ts";
import { events } from "./events.ts";
import { operations } from "./operations/index.ts";
import { scopes } from "./scopes.ts";

const readChannel = (channel: string) => ({
  operation: "slack.conversations.history",
  with: { channel },
});

export const slackConnector = defineConnector({
  id: "slack",
  name: "Slack",
  category: "communication",
  description: "Send and read messages, look up people and channels, share files",
  // A drawing of our own: a channel sign.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#611f69" stroke-width="2.4" stroke-linecap="round"><path d="M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16"/></svg>`,
  provider: "slack",
  typical: { into: "slack.chat.postMessage", outOf: "slack.conversations.history" },
  examples: [
    {
      prompt: "Send a Slack message to #product-updates when this function runs",
      shows: "Hello from Patchbay",
      readBack: readChannel("C03PRODUCT"),
    },
    { prompt: "Get the last 20 messages of #support in Slack", shows: "export to CSV" },
    {
      prompt: "Direct message sam@example.com on Slack: your build is ready",
      shows: "your build is ready",
      readBack: readChannel("${output.channel}"),
    },
    {
      prompt: "Create a Slack channel called launch-week and post “Welcome aboard” in it",
      shows: "launch-week",
      readBack: { operation: "slack.conversations.list", with: { limit: 200 } },
    },
    {
      prompt: "Schedule a Slack message in #general for tomorrow at 9am: stand-up in ten minutes",
      shows: "stand-up in ten minutes",
      readBack: { operation: "slack.chat.scheduledMessages.list", with: {} },
    },
    {
      prompt: "Post to #sales on Slack and react to the message with :moneybag:",
      shows: "moneybag",
      readBack: readChannel("C05SALESDE"),
    },
  ],
  events,
  // https://docs.slack.dev/apis/web-api/rate-limits. Tier 1 has no operation here.
  rateClasses: {
    "tier 2": { limit: 20, seconds: 60, of: "each method", eachOperation: true },
    "tier 3": { limit: 50, seconds: 60, of: "each method", eachOperation: true },
    "tier 4": { limit: 100, seconds: 60, of: "each method", eachOperation: true },
    // "Several hundred": the least of that.
    hundreds: { limit: 300, seconds: 60, of: "each method", eachOperation: true },
    special: { seconds: 60, of: "the method" },
    posting: { limit: 1, seconds: 1, counts: "messages", of: "each channel", eachInput: "channel" },
  },
  helper: { name: "slack", template: "slack", takes: "method" },
  scopes,
  operations,
  words: ["slack", "workspace", "dm", "direct message", "channel"],
});
