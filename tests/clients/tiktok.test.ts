import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StandIn, redirectUri, startStandIn } from "./rest-harness.ts";

/** There is no client of TikTok's for these calls: its documents, request by request. */
let tiktok: StandIn;
let token: string;
const everything =
  "user.info.basic,user.info.profile,user.info.stats,video.list,video.upload,video.publish";
const [maya, sam] = ["-000maya0a1b2c3d4", "-000sam00a1b2c3d4"] as const;

beforeAll(async () => {
  tiktok = await startStandIn("tiktok");
  token = (await signIn()).access_token;
});
afterAll(() => tiktok.close());

async function consent(scope: string, person = {}) {
  const client_key = tiktok.clientId;
  return tiktok.consent({ client_key, redirect_uri: redirectUri, scope, state: "s" }, person);
}

const grant = (fields: Readonly<Record<string, string>>) =>
  tiktok.post(
    "/v2/oauth/token/",
    new URLSearchParams({
      client_key: tiktok.clientId,
      client_secret: tiktok.clientSecret,
      ...fields,
    }),
  );

async function signIn(scope = everything, person = {}): Promise<any> {
  const code = (await consent(scope, person)).searchParams.get("code") ?? "";
  const fields = { grant_type: "authorization_code", code, redirect_uri: redirectUri };
  return (await grant(fields)).body;
}

const as = (own: string) => ({ authorization: `Bearer ${own}` });
const call = (path: string, body: Readonly<Record<string, unknown>> = {}, own = token) =>
  tiktok.post(path, body, as(own));
async function info(fields: string, own = token) {
  const answer = await fetch(`${tiktok.url}/v2/user/info/?fields=${fields}`, { headers: as(own) });
  return { status: answer.status, body: (await answer.json()) as any };
}

describe("signing in", () => {
  test("answers flat, with commas, two lifetimes and the account's id", async () => {
    expect(await signIn()).toEqual({
      access_token: expect.stringMatching(/^act\./),
      expires_in: 7200,
      open_id: maya,
      refresh_expires_in: 15_552_000,
      refresh_token: expect.stringMatching(/^rft\./),
      scope: everything,
      token_type: "Bearer",
    });
  });

  test("leaves out what was switched off, and says so in the callback too", async () => {
    const back = await consent("user.info.basic,video.list", { untick: ["video.list"] });
    expect(back.searchParams.get("scopes")).toBe("user.info.basic");
    const answer = await signIn("user.info.basic,video.list", { untick: ["video.list"] });
    expect(answer.scope).toBe("user.info.basic");
  });

  test("client_id in place of client_key is refused, on the page and at the token endpoint", async () => {
    const parameters = {
      client_id: tiktok.clientId,
      redirect_uri: redirectUri,
      scope: "video.list",
    };
    expect((await fetch(tiktok.authorizeUrl(parameters))).status).toBe(400);
    const code = (await consent("video.list")).searchParams.get("code") ?? "";
    const answer = await tiktok.post(
      "/v2/oauth/token/",
      new URLSearchParams({
        grant_type: "authorization_code",
        code,
        redirect_uri: redirectUri,
        client_id: tiktok.clientId,
        client_secret: tiktok.clientSecret,
      }),
    );
    expect(answer).toMatchObject({ status: 401, body: { error: "invalid_client" } });
  });

  test("refreshing rotates, and the former refresh token is dead", async () => {
    const first = await signIn();
    const fields = { grant_type: "refresh_token", refresh_token: first.refresh_token };
    const second = await grant(fields);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    expect(await grant(fields)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  test("revoking one token ends all of the account's, not those of others", async () => {
    const [one, other, third] = [
      await signIn(everything, { id: sam }),
      await signIn(everything, { id: sam }),
      await signIn(),
    ];
    const form = new URLSearchParams({
      client_key: tiktok.clientId,
      client_secret: tiktok.clientSecret,
      token: one.access_token,
    });
    expect(await tiktok.post("/v2/oauth/revoke/", form)).toEqual({ status: 200, body: {} });
    expect((await info("open_id", other.access_token)).body.error.code).toBe(
      "access_token_invalid",
    );
    expect((await info("open_id", third.access_token)).status).toBe(200);
  });
});

describe("the profile", () => {
  test("holds the fields that are asked for, by the query", async () => {
    const { body } = await info("display_name,follower_count");
    expect(body).toMatchObject({
      data: { user: { display_name: "Maya makes things", follower_count: 12_840 } },
      error: { code: "ok" },
    });
    expect((await info("")).body.error.code).toBe("invalid_params");
    expect((await info("shoe_size")).body.error.code).toBe("invalid_params");
  });

  test("fails as a whole for one field without its scope", async () => {
    const own = (await signIn("user.info.basic")).access_token;
    expect(await info("display_name,follower_count", own)).toMatchObject({
      status: 401,
      body: { error: { code: "scope_permission_missed" } },
    });
  });
});

describe("videos", () => {
  const list = (body = {}) => call("/v2/video/list/?fields=id,video_description,create_time", body);

  test("come newest first, page by page by a time in milliseconds", async () => {
    const first = (await list({ max_count: 4 })).body.data;
    expect(first.has_more).toBe(true);
    const second = (await list({ max_count: 20, cursor: first.cursor })).body.data;
    expect(second.has_more).toBe(false);
    const times = [...first.videos, ...second.videos].map((one: any) => one.create_time);
    expect(times).toEqual(times.toSorted((one: number, other: number) => other - one));
    expect(new Set(times).size).toBe(7);
    expect((await list({ max_count: 21 })).body.error.code).toBe("invalid_params");
  });

  test("are read by id, those of others left out", async () => {
    const [{ id }] = (await list()).body.data.videos;
    const filters = { video_ids: [id, "7400000000000000001"] };
    const { body } = await call("/v2/video/query/?fields=id,view_count", { filters });
    expect(body.data.videos.map((one: any) => one.id)).toEqual([id]);
  });

  test("need the slash at the end", async () => {
    expect((await call("/v2/video/list?fields=id")).status).toBe(404);
  });
});

describe("posts", () => {
  const url = "https://media.example.com/clip.mp4";
  const post = (given: object, source: object = {}, own = token) =>
    call(
      "/v2/post/publish/video/init/",
      {
        post_info: { privacy_level: "PUBLIC_TO_EVERYONE", brand_content_toggle: false, ...given },
        source_info: { source: "PULL_FROM_URL", video_url: url, ...source },
      },
      own,
    );
  const status = async (publish_id: string) =>
    (await call("/v2/post/publish/status/fetch/", { publish_id })).body.data;

  test("take their time, and then have an id of 19 digits, as a number", async () => {
    const { body } = await post({ title: "Hello" });
    expect(body.data).not.toHaveProperty("upload_url");
    expect((await status(body.data.publish_id)).status).toBe("PROCESSING_DOWNLOAD");
    tiktok.clock.time += 1000;
    const answer = await fetch(`${tiktok.url}/v2/post/publish/status/fetch/`, {
      method: "POST",
      headers: { ...as(token), "content-type": "application/json" },
      body: JSON.stringify({ publish_id: body.data.publish_id }),
    });
    const text = await answer.text();
    expect(text).toContain('"status":"PUBLISH_COMPLETE"');
    expect(text).toMatch(/"publicaly_available_post_id":\[75\d{17}\]/);
    expect(await tiktok.inspector()).toContain("Hello");
  });

  test.each([
    ["no privacy level", { privacy_level: undefined }, {}, "invalid_param"],
    [
      "one that the account does not offer",
      { privacy_level: "FOLLOWER_OF_CREATOR" },
      {},
      "privacy_level_option_mismatch",
    ],
    ["no word on paid partnerships", { brand_content_toggle: undefined }, {}, "invalid_param"],
    [
      "a domain that nobody verified",
      {},
      { video_url: "https://cdn.example.org/v.mp4" },
      "url_ownership_unverified",
    ],
    ["a plain address", {}, { video_url: "http://media.example.com/v.mp4" }, "invalid_param"],
    [
      "sizes that do not fit",
      {},
      {
        source: "FILE_UPLOAD",
        video_size: 20_000_000,
        chunk_size: 6_000_000,
        total_chunk_count: 4,
      },
      "invalid_param",
    ],
  ])("%s is refused", async (_, given, source, code) => {
    expect((await post(given, source)).body.error.code).toBe(code);
  });

  test("of an app without audit are for private accounts only", async () => {
    await tiktok.lever({ lever: "toggle-audit" });
    const code = "unaudited_client_can_only_post_to_private_accounts";
    expect((await post({})).body.error.code).toBe(code);
    const own = (await signIn(everything, { id: sam })).access_token;
    expect((await post({ privacy_level: "SELF_ONLY" }, {}, own)).body.error.code).toBe("ok");
    await tiktok.lever({ lever: "toggle-audit" });
  });

  test("are cancelled only while they are fetched", async () => {
    const { publish_id } = (await post({})).body.data;
    expect((await call("/v2/post/publish/cancel/", { publish_id })).body.error.code).toBe("ok");
    expect(await status(publish_id)).toMatchObject({
      status: "FAILED",
      fail_reason: "publish_cancelled",
    });
    const again = await call("/v2/post/publish/cancel/", { publish_id });
    expect(again.body.error.code).toBe("publish_not_cancellable");
  });

  test("of bytes come in order, without a token, in chunks that fit", async () => {
    const sizes = { video_size: 11_000_000, chunk_size: 5_500_000, total_chunk_count: 2 };
    const { body } = await post({}, { source: "FILE_UPLOAD", ...sizes, video_url: undefined });
    const put = async (from: number, to: number, headers = {}) =>
      (
        await fetch(body.data.upload_url, {
          method: "PUT",
          headers: { "content-range": `bytes ${from}-${to - 1}/11000000`, ...headers },
          body: new Uint8Array(to - from),
        })
      ).status;
    expect(await put(5_500_000, 11_000_000)).toBe(416);
    expect(await put(0, 5_500_000, as(token))).toBe(400);
    expect(await put(0, 5_500_000)).toBe(206);
    expect(await put(5_500_000, 11_000_000)).toBe(201);
    tiktok.clock.time += 1000;
    expect((await status(body.data.publish_id)).status).toBe("PUBLISH_COMPLETE");
  });

  test("belong to their account, and unknown ones to nobody", async () => {
    const { publish_id } = (await post({})).body.data;
    const own = (await signIn(everything, { id: sam })).access_token;
    const foreign = await call("/v2/post/publish/status/fetch/", { publish_id }, own);
    expect(foreign.body.error.code).toBe("token_not_authorized_for_specified_publish_id");
    const none = await call("/v2/post/publish/status/fetch/", { publish_id: "x" });
    expect(none.body.error.code).toBe("invalid_publish_id");
  });
});

describe("drafts and photos", () => {
  const photos = (more: object, own = token) =>
    call(
      "/v2/post/publish/content/init/",
      {
        media_type: "PHOTO",
        post_mode: "MEDIA_UPLOAD",
        post_info: {},
        source_info: {
          source: "PULL_FROM_URL",
          photo_images: ["https://media.example.com/a.jpg"],
          photo_cover_index: 0,
        },
        ...more,
      },
      own,
    );

  test("the scope of photos follows their mode", async () => {
    const own = (await signIn("user.info.basic,video.upload")).access_token;
    expect((await photos({}, own)).body.error.code).toBe("ok");
    const posted = await photos({ post_mode: "DIRECT_POST" }, own);
    expect(posted).toMatchObject({
      status: 401,
      body: { error: { code: "scope_not_authorized" } },
    });
  });

  test("PNG is refused", async () => {
    const source_info = {
      source: "PULL_FROM_URL",
      photo_images: ["https://media.example.com/a.png"],
      photo_cover_index: 0,
    };
    expect((await photos({ source_info })).body.error.code).toBe("invalid_param");
  });

  test("five drafts may wait", async () => {
    const draft = () =>
      call("/v2/post/publish/inbox/video/init/", {
        source_info: { source: "PULL_FROM_URL", video_url: "https://media.example.com/a.mp4" },
      });
    const codes: string[] = [];
    for (let count = 0; count < 5; count++) codes.push((await draft()).body.error.code);
    expect(codes.filter((code) => code === "ok")).toHaveLength(4);
    expect(codes.at(-1)).toBe("spam_risk_too_many_pending_share");
  });
});

test("levers break what they say, with the provider's own codes", async () => {
  await tiktok.lever({ lever: "rate-limit" });
  expect(await info("open_id")).toMatchObject({
    status: 429,
    body: { error: { code: "rate_limit_exceeded" } },
  });
  await tiktok.lever({ lever: "fail", error: "spam_risk_user_banned_from_posting" });
  expect(await call("/v2/post/publish/creator_info/query/")).toMatchObject({
    status: 200,
    body: { error: { code: "spam_risk_user_banned_from_posting" } },
  });
  await tiktok.lever({ lever: "expire" });
  expect((await info("open_id")).body.error.code).toBe("access_token_invalid");
});
