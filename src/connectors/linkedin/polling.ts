import { z } from "zod";
import { pollSince } from "../../catalog/polling.ts";
import { posts } from "./outputs.ts";

export const postPayload = z.looseObject({
  id: z.string().describe("URN of the post"),
  organization: z.string().describe("URN of the company page"),
  text: z.string().describe("Text of the post as people read it"),
  url: z.string().describe("Address of the post"),
  published: z.string().describe("When it was published, ISO 8601"),
});

/** Names under which a flow says which page; one of them has to be given. */
export const pageNames = ["organization", "organizationUrn"];

/** LinkedIn counts calls by the day: every quarter of an hour is 96. */
export const pollPosts = pollSince({
  operations: ["linkedin.posts.list"],
  every: 900,
  overlapMs: 10 * 60_000,
  max: 50,
  async list(from, { given, call }) {
    const author = pageOf(given["organization"] ?? given["organizationUrn"]);
    const answer = await call("linkedin.posts.list", { author, sortBy: "CREATED", count: 50 });
    return posts
      .parse(answer)
      .elements.flatMap(({ publishedAt, ...post }) =>
        typeof publishedAt === "number" && publishedAt >= Date.parse(from)
          ? [{ ...post, key: post.id, time: new Date(publishedAt).toISOString() }]
          : [],
      );
  },
  tell: async (fresh) =>
    fresh.map(({ id, author, commentary, time }) => ({
      id,
      payload: {
        id,
        organization: author,
        text: readable(commentary ?? ""),
        url: `https://www.linkedin.com/feed/update/${id}`,
        published: time,
      },
    })),
});

/** The number alone will do. */
function pageOf(given: unknown): string {
  const text = String(given).trim();
  return /^\d+$/.test(text) ? `urn:li:organization:${text}` : text;
}

/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format */
function readable(text: string): string {
  return text
    .replaceAll(/\{hashtag\|\\?#\|([^}]*)\}/g, "#$1")
    .replaceAll(/@\[((?:\\.|[^\]\\])*)\]\(urn:[^)]*\)/g, "$1")
    .replaceAll(/\\([\\|{}@[\]()<>#*_~])/g, "$1");
}
