import { afterEach, describe, expect, test, vi } from "vitest";
import { type Ground, openGround } from "./ground.ts";

let ground: Ground;
afterEach(() => ground.close());

const until = (check: () => void) => vi.waitFor(check, { timeout: 8_000, interval: 20 });

/** Nothing more comes: whatever was under way has been taken. */
const deliveredIds = () => ground.deliveries.map(({ automation }) => automation);

const slackScopes = [
  "channels:history",
  "channels:read",
  "im:history",
  "reactions:read",
  "app_mentions:read",
  "users:read",
  "users:read.email",
  "chat:write",
  "channels:manage",
];

describe("Slack", () => {
  test("what people do is told; what the app does is not", async () => {
    ground = await openGround("slack", { bot: slackScopes });
    for (const event of ["message.channels", "message.im", "app_mention", "reaction_added"])
      ground.wait(`slack.${event}`, {}, event);
    ground.wait("slack.channel_created", {}, "channel_created");
    ground.wait("slack.member_joined_channel", {}, "member_joined_channel");
    const channel = "C05SALESDE";

    await ground.use("slack.chat.postMessage", { channel, text: "from the function" });
    await ground.use("slack.conversations.create", { name: "made-by-the-app" });
    await ground.act({ act: "post", channel, user: "U01MAYAOKA", text: "Hello @Patchbay" });
    await until(() =>
      expect(deliveredIds().toSorted()).toEqual(["app_mention", "message.channels"]),
    );
    const first = ground.deliveries.find(({ automation }) => automation === "message.channels");
    expect(first?.key).toMatch(/^Ev/);
    expect(first?.payload).toMatchObject({ channel, user: "U01MAYAOKA" });
    expect(first?.payload["text"]).toMatch(/^Hello <@U/);

    const ts = String(first?.payload["ts"]);
    ground.deliveries.length = 0;
    await ground
      .use("slack.reactions.add", { channel, timestamp: ts, name: "wave" })
      .catch(() => {});
    await ground.act({ act: "react", channel, user: "U02SAMRIVE", ts, emoji: ":eyes:" });
    await ground.act({ act: "create", user: "U02SAMRIVE", name: "new-one" });
    await ground.act({ act: "write", user: "U02SAMRIVE", text: "Just to you" });
    await until(() =>
      expect(deliveredIds().toSorted()).toEqual([
        "channel_created",
        "message.im",
        "reaction_added",
      ]),
    );
    expect(
      ground.deliveries.find(({ automation }) => automation === "reaction_added"),
    ).toMatchObject({
      payload: { emoji: "eyes", channel, ts, user: "U02SAMRIVE", author: "U01MAYAOKA" },
    });
    // The function's own message, channel and reaction were told, and taken without starting anything.
    expect(ground.received.every(({ status }) => status === 200)).toBe(true);
  });

  test("a channel and a person by name are found out when the function is about to start", async () => {
    ground = await openGround("slack", { bot: slackScopes });
    const inSales = { channel: "#sales", from: "@maya", contains: "HELLO" };
    ground.wait("slack.message.channels", inSales);
    const [sales, support] = ["C05SALESDE", "C06SUPPORT"];
    const say = (channel: string, user: string, text: string) =>
      ground.act({ act: "post", channel, user, text });
    await say(sales, "U01MAYAOKA", "hello from sales");
    await say(sales, "U01MAYAOKA", "something else");
    await say(sales, "U02SAMRIVE", "hello from Sam");
    await say(support, "U01MAYAOKA", "hello from support");
    // The text is judged at once; names are not there yet.
    await until(() => expect(ground.deliveries).toHaveLength(3));
    const prepared = await Promise.all(
      ground.deliveries.map(({ payload }) =>
        ground.prepare("slack.message.channels", inSales, payload),
      ),
    );
    expect(prepared.filter(Boolean)).toMatchObject([
      { text: "hello from sales", channelName: "sales", userHandle: "maya" },
    ]);
  });

  test("what is gone by the time it is looked up starts nothing", async () => {
    ground = await openGround("slack", { bot: [...slackScopes, "files:read"] });
    const [channel, user] = ["C0DELETED1", "U01MAYAOKA"];
    const message = { channel, user, text: "hello", ts: "1.000001" };
    const inSales = { channel: "#sales" };
    expect(await ground.prepare("slack.message.channels", inSales, message)).toBeUndefined();
    const byNobody = { ...message, channel: "C05SALESDE", user: "U0DELETED1" };
    const from = { from: "@maya" };
    expect(await ground.prepare("slack.message.channels", from, byNobody)).toBeUndefined();
    const file = { file: "F0DELETED1", channel: "C05SALESDE", user };
    expect(await ground.prepare("slack.file_shared", {}, file)).toBeUndefined();
    await ground.lever("fail");
    await expect(ground.prepare("slack.file_shared", {}, file)).rejects.toThrow("internal_error");
  });

  test("a message that is not taken comes again, with its number", async () => {
    ground = await openGround("slack", { bot: slackScopes });
    ground.wait("slack.message.channels");
    await ground.act({ act: "post", channel: "C05SALESDE", user: "U01MAYAOKA", text: "one" });
    await until(() => expect(ground.deliveries).toHaveLength(1));
    ground.fail("two");
    await ground.act({ act: "post", channel: "C05SALESDE", user: "U01MAYAOKA", text: "two" });
    await until(() => expect(ground.deliveries).toHaveLength(2));
    expect(ground.received).toContainEqual({ status: 200, attempt: "1" });
    expect(new Set(ground.deliveries.map(({ key }) => key)).size).toBe(2);
  });

  test("revoked tokens mark the connection, and a reset tells of nothing", async () => {
    ground = await openGround("slack", { bot: slackScopes });
    ground.wait("slack.message.channels");
    ground.wait("slack.channel_created");
    await ground.lever("reset");
    const status = async () => (await ground.connections.list()).map((one) => one.status);
    expect(await status()).toEqual(["active"]);
    // Its time is in whole seconds; a sign-in of the same second is not meant.
    const { createdAt } = (await ground.connections.list())[0] ?? { createdAt: "" };
    await until(() => expect(Date.now()).toBeGreaterThan(Date.parse(createdAt) + 1_000));
    await ground.lever("revoke");
    await vi.waitFor(async () => expect(await status()).toEqual(["reconnect-needed"]), 8_000);
    expect(ground.deliveries).toEqual([]);
  });
});

describe("HubSpot", () => {
  const scopes = {
    user: ["crm.objects.deals.read", "crm.objects.deals.write", "crm.objects.companies.read"],
  };

  test("what people change is told by id and made whole; what the app changes is not", async () => {
    ground = await openGround("hubspot", scopes);
    const won = { stage: "Closed Won" };
    ground.wait("hubspot.deal.propertyChange", won, "won");
    ground.wait("hubspot.deal.propertyChange", { property: "amount" }, "amount");
    ground.wait("hubspot.deal.creation", {}, "created");
    ground.wait("hubspot.deal.deletion", {}, "deleted");
    await ground.use("hubspot.crm.deals.update", { dealId: "998878", properties: { amount: 1 } });
    await ground.act({ act: "change", record: "998877", property: "amount", value: "13000" });
    await until(() => expect(deliveredIds().toSorted()).toEqual(["amount", "won"]));
    const [change] = ground.deliveries;
    expect(change?.payload).toMatchObject({
      objectId: "998877",
      propertyName: "amount",
      propertyValue: "13000",
    });
    const prepare = (payload = {}) =>
      ground.prepare("hubspot.deal.propertyChange", won, { ...payload });
    expect(await prepare(change?.payload)).toBeUndefined();

    ground.deliveries.length = 0;
    await ground.act({
      act: "change",
      record: "998877",
      property: "dealstage",
      value: "closedwon",
    });
    await until(() => expect(deliveredIds()).toEqual(["won"]));
    expect(await prepare(ground.deliveries[0]?.payload)).toMatchObject({
      objectId: "998877",
      stageLabel: "Closed Won",
      deal: {
        id: "998877",
        dealname: "Northwind renewal",
        amount: "13000",
        dealstage: "closedwon",
      },
    });
    const lost = { stage: "Closed Lost" };
    const { payload = {} } = ground.deliveries[0] ?? {};
    expect(await ground.prepare("hubspot.deal.propertyChange", lost, payload)).toBeUndefined();

    // Another change of a deal that is won already does not win it again.
    expect(await prepare(change?.payload)).toBeUndefined();

    ground.deliveries.length = 0;
    await ground.act({ act: "delete", record: "998878" });
    await until(() => expect(deliveredIds()).toEqual(["deleted"]));
    const gone = { ...ground.deliveries[0]?.payload };
    expect(await ground.prepare("hubspot.deal.creation", {}, gone)).toBeUndefined();
  });

  test("a ticket that the search does not have yet is asked for again, one that is gone is not", async () => {
    ground = await openGround("hubspot", { user: ["tickets"] });
    const occurredAt = "2026-11-23T10:00:00.000Z";
    const gone = { objectId: "1", occurredAt };
    const after = (minutes: number) =>
      ground.prepare(
        "hubspot.ticket.creation",
        {},
        gone,
        new Date(Date.parse(occurredAt) + minutes * 60_000),
      );
    await expect(after(1)).rejects.toThrow("yet");
    expect(await after(6)).toBeUndefined();
  });

  test("a link is told with both its ends", async () => {
    ground = await openGround("hubspot", scopes);
    ground.wait("hubspot.deal.associationChange");
    await ground.act({ act: "link", record: "445566", to: "201" });
    await until(() => expect(ground.deliveries).toHaveLength(1));
    expect(ground.deliveries[0]?.payload).toMatchObject({
      objectId: "445566",
      toObjectId: "201",
      associationType: "DEAL_TO_COMPANY",
      removed: false,
    });
  });

  test("an account that did not grant an object's right gets nothing of it", async () => {
    ground = await openGround("hubspot", scopes);
    ground.wait("hubspot.contact.creation", {}, "contact");
    ground.wait("hubspot.company.creation", {}, "company");
    const person = { email: "new@example.com", firstname: "New", lastname: "One" };
    await ground.act({ act: "create-contacts", ...person });
    await ground.act({ act: "create-companies", name: "Adatum", domain: "adatum.example" });
    await until(() => expect(deliveredIds()).toEqual(["company"]));
    const { payload = {} } = ground.deliveries[0] ?? {};
    expect(await ground.prepare("hubspot.company.creation", {}, payload)).toMatchObject({
      company: { name: "Adatum" },
    });
  });
});

describe("Notion", () => {
  const tasks = "7a7b7c7d-8e8f-4041-9a9b-9c9d0e0f1011";
  const roadmap = "59833787-2cf9-4fdf-8782-e53db20768a5";
  const maya = "3f1d6b1e-52a7-4c0e-9d11-0a4b7e2c9101";
  const scopes = { user: ["read_content", "insert_content", "read_comments"] };

  test("rows, changes and comments of people are told and made whole", async () => {
    ground = await openGround("notion", scopes);
    ground.wait("notion.page.created", {}, "created");
    ground.wait("notion.page.properties_updated", {}, "changed");
    ground.wait("notion.comment.created", {}, "comment");
    await ground.use("notion.pages.create", {
      parent: { page_id: roadmap },
      properties: { title: { title: [{ text: { content: "By the function" } }] } },
    });
    await ground.act({ act: "create", in: tasks, title: "Water the plants", person: maya });
    await until(() => expect(deliveredIds()).toEqual(["created"]));
    const { payload = {} } = ground.deliveries[0] ?? {};
    const prepare = (given: Readonly<Record<string, unknown>>) =>
      ground.prepare("notion.page.created", given, payload);
    expect(await prepare({})).toMatchObject({
      title: "Water the plants",
      dataSource: tasks,
      author: maya,
      properties: { Name: "Water the plants", Priority: null },
    });
    for (const given of [
      { data_source_id: tasks.replaceAll("-", "") },
      { data_source_id: "tasks" },
      { contains: "Tasks" },
      { title: "water the plants" },
    ])
      expect([given, await prepare(given)]).toEqual([given, expect.anything()]);
    for (const given of [
      { data_source_id: roadmap },
      { database: "Ideas" },
      { contains: "Ideas" },
      { status: "Done" },
    ])
      expect([given, await prepare(given)]).toEqual([given, undefined]);

    ground.deliveries.length = 0;
    const page = String(payload["id"]);
    await ground.act({ act: "status", page, status: "Done", person: maya });
    await ground.act({ act: "comment", page: roadmap, text: "Looks good", person: maya });
    await until(() => expect(deliveredIds().toSorted()).toEqual(["changed", "comment"]));
    const [changed, comment] = ["changed", "comment"].map(
      (id) => ground.deliveries.find(({ automation }) => automation === id)?.payload ?? {},
    );
    const done = { status: "Done" };
    expect(
      await ground.prepare("notion.page.properties_updated", done, changed ?? {}),
    ).toMatchObject({ properties: { Status: "Done" } });
    const good = { contains: "good", page_id: roadmap };
    expect(await ground.prepare("notion.comment.created", good, comment ?? {})).toMatchObject({
      text: "Looks good",
      page: roadmap,
      author: maya,
    });
  });

  test("the address is taken with its token first; without that nothing comes", async () => {
    ground = await openGround("notion", scopes);
    ground.wait("notion.page.created");
    ground.fail("verification_token");
    await ground.act({ act: "create", in: tasks, title: "Once more", person: maya });
    await until(() => expect(ground.deliveries).toHaveLength(1));
    // The token, the row, and the table that it is in.
    await until(() => expect(ground.received).toHaveLength(3));
  });
});

describe("TikTok", () => {
  test("an upload that is done is told, and so is an access that is taken back", async () => {
    ground = await openGround("tiktok", { user: ["video.upload", "user.info.basic"] });
    ground.wait("tiktok.post.publish.inbox_delivered");
    ground.wait("tiktok.authorization.removed", {}, "removed");
    await ground.use("tiktok.post.publish.inbox.video.init", {
      source_info: { source: "PULL_FROM_URL", video_url: "https://media.example.com/launch.mp4" },
    });
    await until(() => expect(ground.deliveries).toHaveLength(1));
    expect(ground.deliveries[0]?.payload).toMatchObject({
      publishId: expect.stringContaining("v_inbox_file"),
      publishType: "INBOX_SHARE",
    });
    const { createdAt } = (await ground.connections.list())[0] ?? { createdAt: "" };
    await until(() => expect(Date.now()).toBeGreaterThan(Date.parse(createdAt) + 1_000));
    await ground.lever("revoke");
    await until(() => expect(deliveredIds()).toEqual(["auto_1", "removed"]));
    expect((await ground.connections.list()).map(({ status }) => status)).toEqual([
      "reconnect-needed",
    ]);
  });
});

describe("LinkedIn", () => {
  test("comments and reactions on a page's posts are told, but not the page's own", async () => {
    ground = await openGround("linkedin", {
      user: ["rw_organization_admin", "w_organization_social_feed", "w_member_social_feed"],
    });
    ground.wait("linkedin.organization.comment", {}, "comment");
    ground.wait("linkedin.organization.like", {}, "like");
    const post = "urn:li:share:7100000000000000002";
    const person = "urn:li:person:sAm00p4Zt9";
    const comment = (actor: string) =>
      ground.use("linkedin.comments.create", {
        entityUrn: post,
        actor,
        object: post,
        message: { text: "By the function" },
      });
    await comment("urn:li:organization:2414183");
    await comment("urn:li:person:mAya0x7Kq2");
    await ground.act({ act: "comment", post, text: "Well done", person });
    await ground.act({ act: "react", post, person });
    await until(() => expect(deliveredIds().toSorted()).toEqual(["comment", "like"]));
    expect(
      ground.deliveries.find(({ automation }) => automation === "comment")?.payload,
    ).toMatchObject({
      organization: "urn:li:organization:2414183",
      post,
      text: "Well done",
      actor: person,
    });
    expect(ground.received.every(({ status }) => status === 200)).toBe(true);
  });
});
