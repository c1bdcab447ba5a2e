import { defineConnector } from "../../catalog/connector.ts";
import { events } from "./events.ts";
import { operations } from "./operations/index.ts";
import { scopes } from "./scopes.ts";

export const tiktokConnector = defineConnector({
  id: "tiktok",
  name: "TikTok",
  category: "social",
  description: "Read your numbers and videos, post videos and photos, send drafts to your inbox",
  // A drawing of our own: a film with a play sign.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#0f766e" stroke-width="2" stroke-linejoin="round"><rect x="5" y="3" width="14" height="18" rx="3"/><path d="m10 8.5 5 3.5-5 3.5z"/></svg>`,
  provider: "tiktok",
  typical: { into: "tiktok.post.publish.video.init", outOf: "tiktok.user.info" },
  examples: [
    { prompt: "Show my TikTok profile statistics and follower count", shows: "12840" },
    { prompt: "List my 5 latest TikTok videos", shows: "How we pack an order" },
    { prompt: "List my TikTok videos", shows: "view_count" },
    {
      prompt: "Send the video https://media.example.com/launch.mp4 to my TikTok inbox as a draft",
      shows: "SEND_TO_USER_INBOX",
      readBack: {
        operation: "tiktok.post.publish.status.fetch",
        with: { publish_id: "${output.publishId}" },
      },
    },
    {
      prompt: "Get my TikTok videos every Monday at 9",
      shows: "Five desk plants",
    },
  ],
  events,
  // https://developers.tiktok.com/doc/tiktok-api-v2-rate-limit
  rateClasses: {
    display: { limit: 600, seconds: 60, of: "each method", eachOperation: true },
    posting: { limit: 6, seconds: 60, of: "each method and account", eachOperation: true },
    status: { limit: 30, seconds: 60, of: "the account" },
    creator: { limit: 20, seconds: 60, of: "the account" },
    undocumented: { seconds: 60, of: "the account" },
  },
  helper: { name: "tiktok", template: "tiktok", takes: "url" },
  scopes,
  operations,
  words: ["tiktok", "tik tok", "tt"],
});
