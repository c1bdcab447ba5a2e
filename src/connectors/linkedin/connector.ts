import { defineConnector } from "../../catalog/connector.ts";
import { events } from "./events.ts";
import { operations } from "./operations/index.ts";
import { scopes } from "./scopes.ts";

const myPosts = {
  operation: "linkedin.posts.list",
  with: { q: "author", author: "urn:li:person:mAya0x7Kq2" },
};
const pagePost = "urn:li:share:7100000000000000001";

export const linkedinConnector = defineConnector({
  id: "linkedin",
  name: "LinkedIn",
  category: "social",
  description: "Publish posts, read and write comments, see the company pages you manage",
  // A drawing of our own: a card with a person's outline.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#1d4ed8" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><rect x="3" y="4" width="18" height="16" rx="2"/><circle cx="9" cy="10.5" r="2"/><path d="M6 16c.6-1.6 1.6-2.4 3-2.4s2.4.8 3 2.4M15 9.5h3M15 13h3"/></svg>`,
  provider: "linkedin",
  typical: { into: "linkedin.posts.create", outOf: "linkedin.posts.list" },
  examples: [
    {
      prompt: "Post “We're hiring a founding engineer!” on LinkedIn",
      shows: "We're hiring a founding engineer!",
      readBack: myPosts,
    },
    {
      prompt: "Publish the LinkedIn post “How we ship every day” every Monday at 9",
      shows: "How we ship every day",
      readBack: myPosts,
    },
    { prompt: "Get my LinkedIn profile", shows: "Maya Okafor" },
    { prompt: "List the company pages I manage on LinkedIn", shows: "urn:li:organization:2414183" },
    { prompt: `List the comments on the LinkedIn post ${pagePost}`, shows: "Congratulations" },
    {
      prompt: `Comment “Thank you all!” on the LinkedIn post ${pagePost}`,
      shows: "Thank you all!",
      readBack: {
        operation: "linkedin.comments.list",
        with: { entityUrn: pagePost },
      },
    },
    {
      prompt: "Count the followers of the LinkedIn company page urn:li:organization:2414183",
      shows: "4821",
    },
  ],
  events,
  // https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/rate-limits
  rateClasses: {
    calls: { seconds: 86_400, of: "each member and method", eachOperation: true },
    posts: { limit: 150, seconds: 86_400, counts: "posts", of: "each member" },
  },
  helper: { name: "linkedin", template: "linkedin", takes: "url" },
  scopes,
  operations,
  words: ["linkedin", "linked in"],
});
