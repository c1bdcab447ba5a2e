import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StandIn, redirectUri, startStandIn } from "./rest-harness.ts";

/** There is no client of LinkedIn's that serves: its documents, request by request. */
let linkedin: StandIn;
let token: string;
const everything =
  "openid profile email w_member_social r_member_social w_organization_social r_organization_social w_member_social_feed r_member_social_feed w_organization_social_feed r_organization_social_feed rw_organization_admin";
const [maya, sam] = ["mAya0x7Kq2", "sAm00p4Zt9"] as const;
const me = `urn:li:person:${maya}`;
const page = "urn:li:organization:2414183";
const pagePost = "urn:li:share:7100000000000000001";
const inPath = encodeURIComponent(pagePost);

beforeAll(async () => {
  linkedin = await startStandIn("linkedin");
  token = (await signIn()).body.access_token;
});
afterAll(() => linkedin.close());

const consent = (scope: string, person = {}) =>
  linkedin.consent(
    { client_id: linkedin.clientId, redirect_uri: redirectUri, scope, state: "s" },
    person,
  );

const grant = (fields: Readonly<Record<string, string>>) =>
  linkedin.post(
    "/oauth/v2/accessToken",
    new URLSearchParams({
      client_id: linkedin.clientId,
      client_secret: linkedin.clientSecret,
      ...fields,
    }),
  );

async function signIn(scope = everything, person = {}, more = {}) {
  const code = (await consent(scope, person)).searchParams.get("code") ?? "";
  return grant({ grant_type: "authorization_code", code, redirect_uri: redirectUri, ...more });
}

interface Options {
  readonly method?: string;
  readonly body?: unknown;
  readonly own?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function call(path: string, { method = "GET", body, own = token, headers }: Options = {}) {
  const answer = await fetch(`${linkedin.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${own}`,
      "linkedin-version": "202609",
      "x-restli-protocol-version": "2.0.0",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const read: any = text === "" ? undefined : JSON.parse(text);
  return { status: answer.status, id: answer.headers.get("x-restli-id"), body: read };
}

const draft = {
  author: me,
  commentary: "Hello",
  visibility: "PUBLIC",
  distribution: { feedDistribution: "MAIN_FEED" },
  lifecycleState: "PUBLISHED",
};
const post = (more: object = {}, own = token) =>
  call("/rest/posts", { method: "POST", body: { ...draft, ...more }, own });

describe("signing in", () => {
  test("gives 60 days, no refresh token, and the scopes with commas", async () => {
    const { body } = await signIn("openid profile w_member_social", { id: sam });
    expect(body).toEqual({
      access_token: expect.stringMatching(/^AQX/),
      expires_in: 5_183_999,
      scope: "openid,profile,w_member_social",
      token_type: "Bearer",
    });
  });

  test("an approved app gets a refresh token, whose end the first sign-in sets", async () => {
    await linkedin.lever({ lever: "toggle-partner" });
    const first = await signIn("openid profile", { id: sam });
    expect(first.body.refresh_token_expires_in).toBe(31_536_000);
    linkedin.clock.time += 86_400_000;
    const fields = { grant_type: "refresh_token", refresh_token: first.body.refresh_token };
    const { body } = await grant(fields);
    expect(body.refresh_token).toBe(first.body.refresh_token);
    expect(body.refresh_token_expires_in).toBe(31_449_600);
    linkedin.clock.time -= 86_400_000;
    await linkedin.lever({ lever: "toggle-partner" });
  });

  test("a code verifier makes the exchange fail, and a code works once", async () => {
    const answer = await signIn("openid profile", { id: sam }, { code_verifier: "x".repeat(43) });
    expect(answer).toMatchObject({ status: 400, body: { error: "invalid_request" } });
    const code = (await consent("openid", { id: sam })).searchParams.get("code") ?? "";
    const fields = { grant_type: "authorization_code", code, redirect_uri: redirectUri };
    expect((await grant(fields)).status).toBe(200);
    expect(await grant(fields)).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  });

  test("saying no has LinkedIn's own word", async () => {
    const back = await consent("openid", { decision: "deny" });
    expect(back.searchParams.get("error")).toBe("user_cancelled_authorize");
    expect(back.searchParams.get("state")).toBe("s");
  });

  test("other scopes end the earlier tokens", async () => {
    const first = (await signIn("openid profile", { id: sam })).body.access_token;
    expect((await call("/v2/userinfo", { own: first })).status).toBe(200);
    await signIn("openid profile email", { id: sam });
    expect(await call("/v2/userinfo", { own: first })).toMatchObject({
      status: 401,
      body: { serviceErrorCode: 65_601, code: "REVOKED_ACCESS_TOKEN" },
    });
  });

  test("the profile holds what was granted, and its locale is an object", async () => {
    const own = (await signIn("openid profile", { id: sam })).body.access_token;
    const { body } = await call("/v2/userinfo", { own });
    expect(body).toMatchObject({ sub: sam, name: "Sam Rivera", locale: { country: "US" } });
    expect(body).not.toHaveProperty("email");
  });
});

describe("every call", () => {
  test.each<[string, Record<string, string>, number, string]>([
    ["a version that has ended", { "linkedin-version": "202508" }, 426, "NONEXISTENT_VERSION"],
    ["one that never came", { "linkedin-version": "202613" }, 426, "NONEXISTENT_VERSION"],
    ["another protocol", { "x-restli-protocol-version": "1.0.0" }, 400, "ILLEGAL_ARGUMENT"],
  ])("%s is refused", async (_, headers, status, code) => {
    const path = `/rest/posts/${inPath}`;
    expect(await call(path, { headers })).toMatchObject({ status, body: { code } });
  });

  test("a version is demanded, but for the profile", async () => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${linkedin.url}/rest/posts/${inPath}`, { headers });
    expect(((await answer.json()) as any).code).toBe("VERSION_MISSING");
    expect((await fetch(`${linkedin.url}/v2/userinfo`, { headers })).status).toBe(200);
  });

  test("a URN that is not encoded is refused", async () => {
    expect((await call(`/rest/posts/${pagePost}`)).body.message).toContain("Syntax exception");
  });
});

describe("posts", () => {
  test("answer with their id in a header only, and are read and listed", async () => {
    const { status, id, body } = await post({ commentary: "One \\(two\\)" });
    expect([status, body]).toEqual([201, undefined]);
    const read = await call(`/rest/posts/${encodeURIComponent(id ?? "")}`);
    expect(read.body).toMatchObject({ id, author: me, commentary: "One \\(two\\)" });
    const { body: list } = await call(`/rest/posts?q=author&author=${encodeURIComponent(me)}`);
    expect(list.elements[0].id).toBe(id);
    expect(await linkedin.inspector()).toContain("One (two)");
  });

  test("a bare bracket cuts the text off, and nobody says so", async () => {
    expect((await post({ commentary: "We ship (daily)" })).status).toBe(201);
    const shown = await linkedin.inspector();
    expect(shown).toContain("We ship ");
    expect(shown).not.toContain("daily");
  });

  test("the same text again is refused with the first one's name", async () => {
    const { id } = await post({ commentary: "Twice" });
    expect((await post({ commentary: "Twice" })).body).toMatchObject({
      status: 422,
      code: "DUPLICATE_POST",
      message: `Content is a duplicate of ${id}`,
    });
  });

  test.each<[string, object, number]>([
    ["somebody else as author", { author: `urn:li:person:${sam}` }, 403],
    ["no distribution", { distribution: undefined }, 400],
    ["a visibility that there is not", { visibility: "FRIENDS" }, 400],
    ["a text too long", { commentary: "x".repeat(3001) }, 422],
    ["two kinds of content", { content: { article: {}, poll: {} } }, 422],
    ["a card without a title", { content: { article: { source: "https://example.com" } } }, 400],
    ["a picture that is not there", { content: { media: { id: "urn:li:image:none" } } }, 400],
    [
      "a poll of one answer",
      { content: { poll: { question: "?", options: [{ text: "a" }] } } },
      400,
    ],
    ["an unknown post shared again", { reshareContext: { parent: "urn:li:share:1" } }, 404],
  ])("%s is refused", async (_, more, status) => {
    expect((await post({ commentary: `${status}`, ...more })).status).toBe(status);
  });

  test("a page's takes the page's scope and a role on it", async () => {
    expect((await post({ author: page, commentary: "News" })).status).toBe(201);
    const scope = "openid profile w_member_social";
    const own = (await signIn(scope, { id: sam })).body.access_token;
    const refused = await post({ author: page, commentary: "News 2" }, own);
    expect(refused).toMatchObject({ status: 403, body: { code: "ACCESS_DENIED" } });
  });

  test("change by a partial update, and go twice without complaint", async () => {
    const { id } = await post({ commentary: "Before" });
    const path = `/rest/posts/${encodeURIComponent(id ?? "")}`;
    const body = { patch: { $set: { commentary: "After" } } };
    expect((await call(path, { method: "POST", body })).status).toBe(400);
    const headers = { "x-restli-method": "PARTIAL_UPDATE" };
    expect((await call(path, { method: "POST", body, headers })).status).toBe(204);
    expect((await call(path)).body.commentary).toBe("After");
    expect((await call(path, { method: "DELETE" })).status).toBe(204);
    expect((await call(path, { method: "DELETE" })).status).toBe(204);
    expect((await call(path)).status).toBe(404);
    const activity = encodeURIComponent("urn:li:activity:7100000000000000001");
    expect((await call(`/rest/posts/${activity}`, { method: "DELETE" })).status).toBe(400);
  });

  test("posting never opens reading", async () => {
    const own = (await signIn("openid profile w_member_social", { id: sam })).body.access_token;
    const answer = await call(`/rest/posts/${inPath}`, { own });
    expect(answer).toMatchObject({
      status: 403,
      body: { code: "ACCESS_DENIED", serviceErrorCode: 100 },
    });
  });
});

describe("pictures", () => {
  const start = (owner = me, own = token) =>
    call("/rest/images?action=initializeUpload", {
      method: "POST",
      body: { initializeUploadRequest: { owner } },
      own,
    });
  const put = (url: string, bytes: string) =>
    fetch(url, {
      method: "PUT",
      headers: { authorization: `Bearer ${token}` },
      body: Buffer.from(bytes, "latin1"),
    });

  test("wait for their bytes, and then can be posted", async () => {
    const { uploadUrl, image } = (await start()).body.value;
    const content = { media: { id: image } };
    expect((await post({ commentary: "Early", content })).status).toBe(400);
    expect((await put(uploadUrl, "plain text")).status).toBe(400);
    expect((await put(uploadUrl, "\u0089PNG…")).status).toBe(201);
    const state = await call(`/rest/images/${encodeURIComponent(image)}`);
    expect(state.body.status).toBe("AVAILABLE");
    expect((await post({ commentary: "Look", content })).id).toMatch(/^urn:li:ugcPost:/);
  });

  test("an address that ended takes nothing", async () => {
    const { uploadUrl } = (await start()).body.value;
    linkedin.clock.time += 2 * 3_600_000;
    expect((await put(uploadUrl, "\u0089PNG…")).status).toBe(403);
    linkedin.clock.time -= 2 * 3_600_000;
  });

  test("a content admin writes for the page, and uploads nothing", async () => {
    const own = (await signIn(everything, { id: sam })).body.access_token;
    expect((await post({ author: page, commentary: "By Sam" }, own)).status).toBe(201);
    expect((await start(page, own)).status).toBe(403);
  });
});

describe("comments and reactions", () => {
  const comments = `/rest/socialActions/${inPath}/comments`;

  test("are written, listed by offsets, and deleted by their author", async () => {
    const body = { actor: me, object: pagePost, message: { text: "First" } };
    const made = await call(comments, { method: "POST", body });
    expect(made).toMatchObject({ status: 201, id: made.body.id, body: { actor: me } });
    const first = (await call(`${comments}?count=2`)).body;
    expect(first.paging.links[0].rel).toBe("next");
    const rest = (await call(`${comments}?count=2&start=2`)).body;
    expect(rest.elements.map((one: any) => one.message.text)).toEqual(["First"]);
    expect(rest.paging.links).toEqual([]);
    expect((await call(`${comments}?count=101`)).status).toBe(400);
    expect((await call(`${comments}/7100000000000000101`, { method: "DELETE" })).status).toBe(403);
    expect((await call(`${comments}/${made.id}`, { method: "DELETE" })).status).toBe(204);
    expect((await call(`${comments}/${made.id}`, { method: "DELETE" })).status).toBe(404);
  });

  test("take a permission of their own", async () => {
    const own = (await signIn("openid profile w_member_social", { id: sam })).body.access_token;
    const body = { actor: `urn:li:person:${sam}`, object: pagePost, message: { text: "Hi" } };
    expect((await call(comments, { method: "POST", body, own })).status).toBe(403);
  });

  test("one reaction for each member, and what they count to", async () => {
    const actor = encodeURIComponent(me);
    const react = (reactionType: string) =>
      call(`/rest/reactions?actor=${actor}`, {
        method: "POST",
        body: { root: pagePost, reactionType },
      });
    expect((await react("LOVE")).status).toBe(400);
    expect((await react("EMPATHY")).status).toBe(201);
    const { body } = await call(`/rest/socialMetadata/${inPath}`);
    expect(body.reactionSummaries).toEqual({
      PRAISE: { reactionType: "PRAISE", count: 1 },
      EMPATHY: { reactionType: "EMPATHY", count: 1 },
    });
    expect(body.commentSummary.count).toBe(2);
    const key = `/rest/reactions/(actor:${actor},entity:${inPath})`;
    expect((await call(key, { method: "DELETE" })).status).toBe(204);
    expect((await call(key, { method: "DELETE" })).status).toBe(404);
    const left = await call(`/rest/reactions/(entity:${inPath})?q=entity`);
    expect(left.body.elements.map((one: any) => one.reactionType)).toEqual(["PRAISE"]);
  });
});

describe("company pages", () => {
  test("come with the role, by address and by number, with their followers", async () => {
    const roles = await call("/rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR");
    expect(roles.body.elements).toMatchObject([{ organization: page, role: "ADMINISTRATOR" }]);
    const found = await call("/rest/organizations?q=vanityName&vanityName=acme-lab");
    expect(found.body.elements[0]).toMatchObject({ id: 2_414_183, localizedName: "Acme Lab" });
    expect((await call("/rest/organizations/2414183")).body.localizedName).toBe("Acme Lab");
    const size = `/rest/networkSizes/${encodeURIComponent(page)}`;
    expect((await call(`${size}?edgeType=COMPANY_FOLLOWED_BY_MEMBER`)).body).toEqual({
      firstDegreeSize: 4821,
    });
    expect((await call(`${size}?edgeType=CompanyFollowedByMember`)).status).toBe(400);
  });
});

test("levers break what they say, with the provider's own codes", async () => {
  await linkedin.lever({ lever: "rate-limit" });
  expect(await call("/v2/userinfo")).toMatchObject({
    status: 429,
    body: { code: "TOO_MANY_REQUESTS", serviceErrorCode: 101 },
  });
  await linkedin.lever({ lever: "fail", error: "NONEXISTENT_VERSION" });
  expect((await call("/v2/userinfo")).status).toBe(426);
  await linkedin.lever({ lever: "expire" });
  expect((await call("/v2/userinfo")).body.code).toBe("EXPIRED_ACCESS_TOKEN");
});
