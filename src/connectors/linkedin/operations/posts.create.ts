import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { actsAs, author, host, image, postErrors, posting, postingAsPage } from "../inputs.ts";
import { published } from "../outputs.ts";

export const postsCreate = defineOperation({
  id: "linkedin.posts.create",
  title: "Publish a post",
  kind: "write",
  effect: { words: "Publish {#post}", shows: "commentary" },
  request: { method: "POST", host, path: "/rest/posts", body: "json" },
  input: z.strictObject({
    commentary: z.string().max(3000).describe("Text of the post; #words become hashtags"),
    url: z.string().optional().describe("Web address of the article that the post shows as a card"),
    article_title: z
      .string()
      .max(400)
      .optional()
      .describe("Title on the card; LinkedIn does not read the page"),
    article_description: z
      .string()
      .max(4000)
      .optional()
      .describe("Text on the card, under its title"),
    image: image.optional(),
    images: z
      .array(image)
      .min(2)
      .max(20)
      .optional()
      .describe("Several pictures, each in base64 or as a URN"),
    alt_text: z
      .string()
      .max(4086)
      .optional()
      .describe("What the picture shows, for those who cannot see it"),
    poll_question: z.string().max(140).optional().describe("Question of a poll"),
    poll_options: z
      .array(z.string().max(30))
      .min(2)
      .max(4)
      .optional()
      .describe("Two to four answers of the poll"),
    reshare: z.string().optional().describe("URN of the post that is shared again"),
    visibility: z
      .enum(["PUBLIC", "CONNECTIONS", "LOGGED_IN"])
      .optional()
      .describe("Who can see it: everybody, connections of the person, or members of LinkedIn"),
    author,
  }),
  output: published,
  scopes: posting,
  scopesWhen: actsAs("author", posting, postingAsPage),
  alsoCalls: [
    { operation: "linkedin.userinfo" },
    { operation: "linkedin.images.initializeUpload", input: "image" },
    { operation: "linkedin.images.initializeUpload", input: "images" },
    { operation: "linkedin.images.upload", input: "image" },
    { operation: "linkedin.images.upload", input: "images" },
  ],
  codeHelper: "publishPost",
  codeParts: ["myUrn", "littleText", "postUrl", "uploadImage"],
  madeUp: { headers: { "x-restli-id": "urn:li:share:{id}" } },
  rateLimit: { class: "posts" },
  repeatable: false,
  errors: postErrors,
  words: [
    "post",
    "publish",
    "share",
    "update",
    "article",
    "announce",
    "announcement",
    "status",
    "feed",
    "write",
  ],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api",
});
