import * as fc from "fast-check";
import { expect, test } from "vitest";
import { linkedinConnector } from "../../src/connectors/linkedin/connector.ts";
import { linkedin } from "../../src/connectors/linkedin/provider.ts";
import { shownText } from "../../src/connectors/linkedin/sandbox/little-text.ts";
import { scopes } from "../../src/connectors/linkedin/scopes.ts";
import { scopesOfSteps } from "../support/flow-scopes.ts";
import type { Step } from "../support/generated-code.ts";
import { createRestCode } from "../support/rest-code.ts";

const code = createRestCode(
  [linkedinConnector],
  linkedin,
  scopes.map(({ scope }) => scope),
);
const use = (method: string, given: Step[1] = {}): Step => [`linkedin.${method}`, given];
const calls = () => code.sent.map(({ method, path }) => `${method} ${path}`);
const me = "urn:li:person:mAya0x7Kq2";
const page = "urn:li:organization:2414183";
const pagePost = "urn:li:share:7100000000000000001";
const png = Buffer.from("\u0089PNG and so on", "latin1").toString("base64");

test("a post has its author from the profile, its id from a header", async () => {
  const answer: any = await code.run([use("posts.create", { commentary: "Hello" })]);
  expect(calls()).toEqual(["GET /v2/userinfo", "POST /rest/posts"]);
  expect(code.sent[1]?.body).toEqual({
    author: me,
    commentary: "Hello",
    visibility: "PUBLIC",
    distribution: {
      feedDistribution: "MAIN_FEED",
      targetEntities: [],
      thirdPartyDistributionChannels: [],
    },
    lifecycleState: "PUBLISHED",
    isReshareDisabledByAuthor: false,
  });
  expect(answer.id).toMatch(/^urn:li:share:\d+$/);
  expect(answer.url).toBe(`https://www.linkedin.com/feed/update/${answer.id}/`);
});

test("the version comes from the settings, never from the code", async () => {
  await code.run([use("posts.create", { commentary: "Hello" })]);
  expect(code.sent[1]?.headers.get("linkedin-version")).toBe("202609");
  expect(linkedin.apiVersion.value).toBe("202609");
});

const commentaryOf = async (commentary: string) => {
  await code.run([use("posts.create", { commentary: "${inputs.text}" })], { text: commentary });
  const { body } = code.sent[1] ?? {};
  return String(Reflect.get(Object(body), "commentary"));
};

test.each([
  ["brackets", "We ship (daily) {soon}", "We ship \\(daily\\) \\{soon\\}"],
  ["a hashtag", "We are hiring #opentowork", "We are hiring #opentowork"],
  ["an address", "See https://example.com/a_(b)?c=*", "See https://example.com/a_(b)?c=*"],
  ["what would be a mention", "@[Sam](urn:li:person:1)", "\\@\\[Sam\\]\\(urn:li:person:1\\)"],
])("%s goes as text", async (_, commentary, sent) => {
  expect(await commentaryOf(commentary)).toBe(sent);
});

test("whatever is written is what people read", async () => {
  const texts = fc.sample(
    fc.string({ unit: fc.constantFrom(...String.raw`a(){}[]<>#*_~|\@ ä`), maxLength: 40 }),
    40,
  );
  const joined = texts.join("\n");
  expect(shownText(await commentaryOf(joined))).toBe(joined);
});

test("an article has the card that is given, for LinkedIn reads no page", async () => {
  await code.run([
    use("posts.create", {
      commentary: "Read it",
      url: "https://example.com/blog",
      article_title: "How",
    }),
  ]);
  expect(code.sent[1]?.body).toMatchObject({
    content: { article: { source: "https://example.com/blog", title: "How" } },
  });
});

test("a picture is uploaded in two steps before it is posted", async () => {
  const post = use("posts.create", {
    commentary: "Look",
    image: "${inputs.image}",
    alt_text: "A lab",
  });
  await code.run([post], { image: png });
  expect(calls()).toEqual([
    "GET /v2/userinfo",
    "POST /rest/images",
    expect.stringMatching(/^PUT \/dms-uploads\/\w+\/uploaded-image\/0$/),
    "POST /rest/posts",
  ]);
  expect(code.sent[1]?.body).toEqual({ initializeUploadRequest: { owner: me } });
  expect(code.sent[3]?.body).toMatchObject({
    content: { media: { id: expect.stringMatching(/^urn:li:image:/), altText: "A lab" } },
  });
});

test("several pictures, and one that is there already", async () => {
  const answer: any = await code.run([use("images.initializeUpload", { image: png })]);
  expect(answer.image).toMatch(/^urn:li:image:/);
  const images = use("posts.create", { commentary: "Both", images: [png, png] });
  await code.run([images]);
  expect(code.sent.at(-1)?.body).toMatchObject({
    content: { multiImage: { images: [{ id: expect.any(String) }, { id: expect.any(String) }] } },
  });
});

test("a company page posts in its own name", async () => {
  await code.run([use("posts.create", { commentary: "News", author: page })]);
  expect(calls()).toEqual(["POST /rest/posts"]);
  expect(code.sent[0]?.body).toMatchObject({ author: page });
});

test("a poll", async () => {
  const poll = { poll_question: "Tea or coffee?", poll_options: ["Tea", "Coffee"] };
  await code.run([use("posts.create", { commentary: "Vote", ...poll })]);
  expect(code.sent[1]?.body).toMatchObject({
    content: {
      poll: { question: "Tea or coffee?", options: [{ text: "Tea" }, { text: "Coffee" }] },
    },
  });
});

test("the text is changed by a partial update, and a post is read as people read it", async () => {
  const steps = [
    use("posts.update", { postUrn: pagePost, commentary: "Open (now)", author: page }),
    use("posts.get", { postUrn: pagePost }),
  ];
  const answer: any = await code.run(steps);
  expect(code.sent[0]?.headers.get("x-restli-method")).toBe("PARTIAL_UPDATE");
  expect(code.sent[0]?.body).toEqual({ patch: { $set: { commentary: "Open \\(now\\)" } } });
  expect(code.sent[0]?.path).toBe("/rest/posts/urn%3Ali%3Ashare%3A7100000000000000001");
  expect(answer.commentary).toBe("Open (now)");
});

test("the address of a post serves for its comments", async () => {
  const address = "https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000001/?x=1";
  const answer: any = await code.run([use("comments.list", { entityUrn: address })]);
  expect(answer.elements.map((one: any) => one.message.text)).toEqual([
    "Congratulations to everybody!",
    "Come and visit us.",
  ]);
});

test("a comment is answered: the brackets of its URN are encoded in the path", async () => {
  const comment = `urn:li:comment:(${pagePost},7100000000000000101)`;
  await code.run([use("comments.create", { entityUrn: comment, text: "Thanks" })]);
  expect(code.sent[1]?.path).toBe(
    "/rest/socialActions/urn%3Ali%3Acomment%3A%28urn%3Ali%3Ashare%3A7100000000000000001%2C7100000000000000101%29/comments",
  );
  expect(code.sent[1]?.body).toEqual({
    actor: me,
    object: pagePost,
    message: { text: "Thanks" },
    parentComment: comment,
  });
});

test("reactions keep the brackets of their structure, and are given and taken back", async () => {
  const answer: any = await code.run([
    use("reactions.delete", { entityUrn: pagePost }),
    use("reactions.create", { entityUrn: pagePost, reactionType: "EMPATHY" }),
    use("reactions.list", { entityUrn: pagePost }),
  ]);
  expect(code.sent.map(({ path }) => path)).toContain(
    "/rest/reactions/(actor:urn%3Ali%3Aperson%3AmAya0x7Kq2,entity:urn%3Ali%3Ashare%3A7100000000000000001)",
  );
  expect(answer.elements.map((one: any) => one.reactionType)).toEqual(["PRAISE", "EMPATHY"]);
});

test("lists go on where the page before ended", async () => {
  const answer: any = await code.run([use("posts.list", { author: page, count: 150 })]);
  expect(answer.elements).toHaveLength(2);
  expect(code.sent[0]?.headers.get("x-restli-method")).toBe("FINDER");
  const one: any = await code.run([use("posts.list", { author: page, count: 1 })]);
  expect(one.nextStart).toBe("1");
});

test("pages are named by URN or number", async () => {
  const answer: any = await code.run([use("networkSizes.get", { organizationUrn: "2414183" })]);
  expect(answer.firstDegreeSize).toBe(4821);
  const found: any = await code.run([use("organizations.get", { organizationId: page })]);
  expect(found.localizedName).toBe("Acme Lab");
  await expect(code.run([use("organizations.get", { organizationId: "acme" })])).rejects.toThrow(
    "is no company page",
  );
});

test("the URN of an address in the browser deletes nothing", async () => {
  const call = code.run([use("posts.delete", { postUrn: "urn:li:activity:7100000000000000001" })]);
  await expect(call).rejects.toThrow("Invalid URN");
});

const identity = ["openid", "profile"];
test.each<[string, readonly string[], readonly Step[]]>([
  ["a post", [...identity, "w_member_social"], [use("posts.create")]],
  [
    "a post with a picture",
    [...identity, "w_member_social"],
    [use("posts.create", { image: png })],
  ],
  [
    "a page's post",
    [...identity, "w_organization_social"],
    [use("posts.create", { author: page })],
  ],
  ["a profile", identity, [use("userinfo")]],
  ["a profile with its address", ["email", ...identity], [use("userinfo", { email: true })]],
  ["deleting one's own post", ["w_member_social"], [use("posts.delete")]],
  ["deleting a page's post", ["w_organization_social"], [use("posts.delete", { author: page })]],
  ["a comment", [...identity, "w_member_social_feed"], [use("comments.create")]],
  ["reading comments", ["r_organization_social_feed"], [use("comments.list")]],
  ["one's own posts", ["r_member_social"], [use("posts.list", { author: me })]],
  ["the pages", ["r_organization_admin"], [use("organizationAcls.list"), use("networkSizes.get")]],
])("%s takes %j", (_, asked, steps) => {
  expect(scopesOfSteps([linkedinConnector], linkedin, steps).toSorted()).toEqual(asked.toSorted());
});
