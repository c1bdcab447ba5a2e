import { afterEach, describe, expect, test } from "vitest";
import { type Ground, openGround } from "./ground.ts";

let ground: Ground;
afterEach(() => ground.close());

const minuteMs = 60_000;
const sales = "C05SALESDE";
const [maya, sam] = ["U01MAYAOKA", "U02SAMRIVE"];

describe("Slack", () => {
  const history = ["channels:history", "chat:write", "channels:join"];
  const texts = (answer: Awaited<ReturnType<Ground["ask"]>>) =>
    answer.happenings.map(({ payload }) => payload["text"]);

  test("messages of a channel by its id, with no right but to read it", async () => {
    ground = await openGround("slack", { bot: history });
    const given = { channel: sales };
    const first = await ground.ask("slack.message.channels", undefined, given);
    expect(first.happenings).toEqual([]);
    await ground.use("slack.chat.postMessage", { channel: sales, text: "by the function" });
    await ground.act({ act: "post", channel: sales, user: maya, text: "one" });
    await ground.act({ act: "post", channel: sales, user: sam, text: "two" });
    await ground.act({ act: "post", channel: "C06SUPPORT", user: sam, text: "elsewhere" });
    const second = await ground.ask("slack.message.channels", first.cursor, given);
    expect(texts(second)).toEqual(["one", "two"]);
    expect(second.happenings[0]?.id).toMatch(/^C05SALESDE:\d+\.\d{6}$/);
    expect(texts(await ground.ask("slack.message.channels", second.cursor, given))).toEqual([]);
  });

  test("without the right to list channels it says that one has to be named", async () => {
    ground = await openGround("slack", { bot: history });
    await expect(ground.ask("slack.message.channels", undefined)).rejects.toThrow(
      "Say which channel to watch",
    );
  });

  test("by name, by person, and of all channels the app is in", async () => {
    ground = await openGround("slack", {
      bot: [...history, "channels:read", "users:read", "users:read.email"],
    });
    const byName = { channel: "#sales", from: "maya@example.com" };
    const named = await ground.ask("slack.message.channels", undefined, byName);
    const all = await ground.ask("slack.message.channels", undefined);
    await ground.act({ act: "post", channel: sales, user: maya, text: "one" });
    await ground.act({ act: "post", channel: sales, user: sam, text: "two" });
    await ground.act({ act: "post", channel: "C06SUPPORT", user: sam, text: "three" });
    expect(texts(await ground.ask("slack.message.channels", named.cursor, byName))).toEqual([
      "one",
    ]);
    const seen = texts(await ground.ask("slack.message.channels", all.cursor));
    expect(seen.toSorted()).toEqual(["one", "three", "two"]);
  });

  test("channels that people create", async () => {
    ground = await openGround("slack", { bot: ["channels:read", "channels:manage"] });
    const first = await ground.ask("slack.channel_created", undefined);
    await ground.use("slack.conversations.create", { name: "by-the-app" });
    await ground.act({ act: "create", user: maya, name: "by-maya" });
    const second = await ground.ask("slack.channel_created", first.cursor);
    expect(second.happenings.map(({ payload }) => payload["channelName"])).toEqual(["by-maya"]);
    const third = await ground.ask("slack.channel_created", second.cursor);
    expect(third.happenings).toEqual([]);
  });

  test("nobody joins by being there", async () => {
    ground = await openGround("slack", { bot: ["users:read"] });
    const first = await ground.ask("slack.team_join", undefined);
    expect((await ground.ask("slack.team_join", first.cursor)).happenings).toEqual([]);
    const before = { known: [sam] };
    const { happenings } = await ground.ask("slack.team_join", before);
    expect(happenings.map(({ id }) => id)).toContain(maya);
    expect(happenings.map(({ id }) => id)).not.toContain(sam);
  });
});

describe("HubSpot", () => {
  const scopes = { user: ["crm.objects.deals.read"] };
  const names = (answer: Awaited<ReturnType<Ground["ask"]>>) =>
    answer.happenings.map(({ payload }) => Object(payload["deal"]).dealname);
  const create = (dealname: string) =>
    ground.act({ act: "create-deals", dealname, amount: "100", dealstage: "contractsent" });

  test("new deals, once each, and none from before", async () => {
    ground = await openGround("hubspot", scopes);
    await create("Before");
    const first = await ground.ask("hubspot.deal.creation", undefined);
    await create("After");
    const second = await ground.ask("hubspot.deal.creation", first.cursor);
    expect(names(second)).toEqual(["After"]);
    await create("Later");
    // What was seen within the last minutes is asked for again, under the same id.
    const third = await ground.ask("hubspot.deal.creation", second.cursor);
    const ids = [...second.happenings, ...third.happenings].map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([3, 2]);
  });

  test("deals that come into a stage, and not those that change in it", async () => {
    ground = await openGround("hubspot", scopes);
    const given = { stage: "Closed Won" };
    const first = await ground.ask("hubspot.deal.propertyChange", undefined, given);
    // Won long ago.
    await ground.act({ act: "change", record: "998879", property: "amount", value: "1" });
    await ground.act({ act: "change", record: "998877", property: "amount", value: "2" });
    expect(names(await ground.ask("hubspot.deal.propertyChange", first.cursor, given))).toEqual([]);
    await ground.act({
      act: "change",
      record: "998877",
      property: "dealstage",
      value: "closedwon",
    });
    const second = await ground.ask("hubspot.deal.propertyChange", first.cursor, given);
    expect(names(second)).toEqual(["Northwind renewal"]);
    await ground.act({ act: "change", record: "998877", property: "amount", value: "3" });
    const third = await ground.ask("hubspot.deal.propertyChange", second.cursor, given);
    expect(third.happenings.map(({ id }) => id)).toEqual(second.happenings.map(({ id }) => id));
    const any = await ground.ask("hubspot.deal.propertyChange", first.cursor);
    expect(names(any).toSorted()).toEqual(["Fabrikam rollout", "Northwind renewal"]);
  });

  test("which property changed cannot be asked for, and that is said", async () => {
    ground = await openGround("hubspot", scopes);
    const given = { property: "amount" };
    const first = await ground.ask("hubspot.deal.propertyChange", undefined, given);
    await expect(ground.ask("hubspot.deal.propertyChange", first.cursor, given)).rejects.toThrow(
      "does not say which property",
    );
  });

  test("a burst is read page by page", async () => {
    ground = await openGround("hubspot", scopes);
    let { cursor } = await ground.ask("hubspot.deal.creation", undefined);
    for (let index = 0; index < 105; index += 1) await create(`Deal ${index}`);
    const ids: string[] = [];
    for (let isMore = true; isMore;) {
      const answer = await ground.ask("hubspot.deal.creation", cursor);
      ids.push(...answer.happenings.map(({ id }) => id));
      ({ cursor, isMore } = answer);
    }
    expect([ids.length, new Set(ids).size]).toEqual([105, 105]);
  });
});

describe("Notion", () => {
  const tasks = "7a7b7c7d-8e8f-4041-9a9b-9c9d0e0f1011";
  const person = "3f1d6b1e-52a7-4c0e-9d11-0a4b7e2c9101";
  const scopes = { user: ["read_content", "insert_content"] };
  const titles = (answer: Awaited<ReturnType<Ground["ask"]>>) =>
    answer.happenings.map(({ payload }) => payload["title"]);

  test.each([
    ["of a table by its id", { data_source_id: tasks }],
    ["of a table by its name", { database: "Tasks" }],
    ["anywhere", {}],
  ])("new rows %s, within the same minute, and none of the app's own", async (_, given) => {
    ground = await openGround("notion", scopes);
    const create = (title: string) => ground.act({ act: "create", in: tasks, title, person });
    await create("Before");
    const first = await ground.ask("notion.page.created", undefined, given);
    expect(first.happenings).toEqual([]);
    await create("One");
    await ground.use("notion.pages.create", {
      parent: { data_source_id: tasks },
      properties: { Name: { title: [{ text: { content: "By the function" } }] } },
    });
    const second = await ground.ask("notion.page.created", first.cursor, given);
    expect(titles(second)).toEqual(["One"]);
    await create("Two");
    const third = await ground.ask("notion.page.created", second.cursor, given);
    expect(titles(third)).toEqual(["Two"]);
    expect(titles(await ground.ask("notion.page.created", third.cursor, given))).toEqual([]);
  });

  test("a table of which rows are new, once for all of them", async () => {
    ground = await openGround("notion", scopes);
    const given = { contains: "tasks" };
    const first = await ground.ask("notion.data_source.content_updated", undefined, given);
    for (const title of ["One", "Two"])
      await ground.act({ act: "create", in: tasks, title, person });
    const ideas = "7b7b7c7d-8e8f-4041-9a9b-9c9d0e0f1012";
    await ground.act({ act: "create", in: ideas, title: "Three", person });
    const second = await ground.ask("notion.data_source.content_updated", first.cursor, given);
    expect(second.happenings).toMatchObject([{ payload: { id: tasks, title: "Tasks" } }]);
    const third = await ground.ask("notion.data_source.content_updated", second.cursor, given);
    expect(third.happenings).toEqual([]);
  });

  test("an edit is told once a minute", async () => {
    ground = await openGround("notion", scopes);
    const given = { status: "Done" };
    const ago = new Date(Date.now() - 10 * minuteMs);
    const first = await ground.ask("notion.page.properties_updated", undefined, given, ago);
    const state = await (await fetch(`${ground.apiBase}/_sandbox/state`)).json();
    const row = (state as any).pages.find(
      ({ parent, values }: any) =>
        parent.data_source_id === tasks && values["st%3A1"].name !== "Done",
    );
    await ground.act({ act: "status", page: row.id, status: "Done", person });
    const second = await ground.ask("notion.page.properties_updated", first.cursor, given);
    expect(second.happenings).toMatchObject([{ payload: { status: "Done", author: person } }]);
    const third = await ground.ask("notion.page.properties_updated", second.cursor, given);
    expect(third.happenings).toEqual([]);
  });
});

describe("LinkedIn", () => {
  test("posts of the company page that is named, and not one that was there before", async () => {
    ground = await openGround("linkedin", {
      user: ["r_organization_social", "w_organization_social"],
    });
    const given = { organization: "2414183" };
    const author = "urn:li:organization:2414183";
    const first = await ground.ask("linkedin.organization.post", undefined, given);
    expect(first.happenings).toEqual([]);
    await ground.use("linkedin.posts.create", {
      author,
      commentary: "We are hiring \\(again\\)",
      visibility: "PUBLIC",
      distribution: { feedDistribution: "MAIN_FEED" },
      lifecycleState: "PUBLISHED",
    });
    const second = await ground.ask("linkedin.organization.post", first.cursor, given);
    expect(second.happenings).toMatchObject([
      { payload: { organization: author, text: "We are hiring (again)" } },
    ]);
    const third = await ground.ask("linkedin.organization.post", second.cursor, given);
    expect(third.happenings).toEqual([]);
  });
});

describe("TikTok", () => {
  test("new videos, once each", async () => {
    ground = await openGround("tiktok", { user: ["video.list"] });
    const first = await ground.ask("tiktok.video.new", undefined);
    expect(first.happenings).toEqual([]);
    const account = "-000maya0a1b2c3d4";
    await ground.act({ act: "publish", caption: "Packing day", person: account });
    const second = await ground.ask("tiktok.video.new", first.cursor);
    expect(second.happenings).toMatchObject([{ payload: { description: "Packing day" } }]);
    expect((await ground.ask("tiktok.video.new", second.cursor)).happenings).toEqual([]);
  });
});
