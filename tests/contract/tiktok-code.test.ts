import { expect, test } from "vitest";
import { tiktokConnector } from "../../src/connectors/tiktok/connector.ts";
import { tiktok } from "../../src/connectors/tiktok/provider.ts";
import { scopes } from "../../src/connectors/tiktok/scopes.ts";
import { scopesOfSteps } from "../support/flow-scopes.ts";
import type { Step } from "../support/generated-code.ts";
import { createRestCode } from "../support/rest-code.ts";

const code = createRestCode(
  [tiktokConnector],
  tiktok,
  scopes.map(({ scope }) => scope),
);
const use = (method: string, given: Step[1] = {}): Step => [`tiktok.${method}`, given];
const url = "https://media.example.com/clip.mp4";
const paths = () => code.sent.map(({ path }) => path.replace("/v2/post/publish/", ""));

test("fields go in the query, of a POST too, and pages end where they end", async () => {
  const answer: any = await code.run([use("video.list", { max_count: 25 })]);
  expect(answer.videos).toHaveLength(7);
  expect(code.sent[0]).toMatchObject({ method: "POST", path: "/v2/video/list/" });
  expect(code.sent[0]?.query.get("fields")).toContain("view_count");
  expect(code.sent).toHaveLength(1);
});

test("a post asks first what the account may, and ends when TikTok is done", async () => {
  const answer: any = await code.run([
    use("post.publish.video.init", {
      video_url: url,
      title: "Launch",
      privacy_level: "PUBLIC_TO_EVERYONE",
    }),
  ]);
  expect(paths().slice(0, 3)).toEqual(["creator_info/query/", "video/init/", "status/fetch/"]);
  expect(code.sent[1]?.body).toEqual({
    post_info: {
      title: "Launch",
      privacy_level: "PUBLIC_TO_EVERYONE",
      brand_content_toggle: false,
    },
    source_info: { source: "PULL_FROM_URL", video_url: url },
  });
  expect(answer).toMatchObject({
    status: "PUBLISH_COMPLETE",
    post_ids: [expect.stringMatching(/^75\d{17}$/)],
  });
});

test("a privacy level that the account does not offer goes nowhere", async () => {
  const call = code.run([
    use("post.publish.video.init", { video_url: url, privacy_level: "FOLLOWER_OF_CREATOR" }),
  ]);
  await expect(call).rejects.toThrow("it offers: PUBLIC_TO_EVERYONE, MUTUAL_FOLLOW_FRIENDS");
  expect(paths()).toEqual(["creator_info/query/"]);
});

test("bytes go in chunks of which the last takes the rest, and a draft asks for no more than its own right", async () => {
  const video = Buffer.alloc(25_000_003, 1).toString("base64");
  const draft = use("post.publish.inbox.video.init", { video: "${inputs.video}" });
  const answer: any = await code.run([draft], { video });
  expect(answer.status).toBe("SEND_TO_USER_INBOX");
  expect(paths()).not.toContain("creator_info/query/");
  const ranges = code.sent
    .filter(({ method }) => method === "PUT")
    .map(({ headers }) => headers.get("content-range"));
  expect(ranges).toEqual(["bytes 0-9999999/25000003", "bytes 10000000-25000002/25000003"]);
});

test("photos are a draft where nothing else is said", async () => {
  const photo_images = ["https://media.example.com/one.jpg"];
  const answer: any = await code.run([
    use("post.publish.content.init", { photo_images, title: "One" }),
  ]);
  expect(answer.status).toBe("SEND_TO_USER_INBOX");
  const posted = code.run([
    use("post.publish.content.init", { photo_images, post_mode: "DIRECT_POST" }),
  ]);
  await expect(posted).rejects.toThrow("needs a privacy level");
});

test("a refusal with status 200 is one all the same", async () => {
  const call = code.run([
    use("post.publish.video.init", {
      video_url: "https://cdn.example.org/v.mp4",
      privacy_level: "SELF_ONLY",
    }),
  ]);
  await expect(call).rejects.toThrow("url_ownership_unverified");
});

test.each<[string, readonly string[], readonly Step[]]>([
  ["the numbers", ["user.info.stats"], [use("user.info")]],
  ["a name alone", ["user.info.basic"], [use("user.info", { fields: ["display_name"] })]],
  ["a user name", ["user.info.profile"], [use("user.info", { fields: ["username"] })]],
  [
    "both kinds of fields",
    ["user.info.profile", "user.info.stats"],
    [use("user.info", { fields: ["username", "likes_count"] })],
  ],
  [
    "a post with its status",
    ["video.publish"],
    [use("post.publish.video.init", { video_url: url })],
  ],
  ["a draft with its status", ["video.upload"], [use("post.publish.inbox.video.init")]],
  [
    "photos, posted",
    ["video.publish"],
    [use("post.publish.content.init", { post_mode: "DIRECT_POST" })],
  ],
])("%s takes %j", (_, asked, steps) => {
  expect(scopesOfSteps([tiktokConnector], tiktok, steps)).toEqual(asked);
});
