/* oxlint-disable unicorn/require-post-message-target-origin -- Slack's postMessage is not the window's */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SlackHarness, startSlack } from "./slack-harness.ts";

/** What one token may see and do, and another may not. */
const [maya, sam, priya] = ["U01MAYAOKA", "U02SAMRIVE", "U03PRIYANA"] as const;
const leadership = "C08LEADERS";
let slack: SlackHarness;

beforeAll(async () => {
  slack = await startSlack();
});
afterAll(() => slack.close());

/** A client of a person with these scopes and no others. */
async function as(id: string, user_scope: string) {
  await slack.lever({ lever: "revoke" });
  return slack.client((await slack.install({ user_scope }, { id })).authed_user.access_token);
}
async function asApp(scope: string) {
  await slack.lever({ lever: "revoke" });
  return slack.client((await slack.install({ scope })).access_token);
}
const failure = (call: Promise<unknown>) =>
  call.then(
    () => "none",
    ({ data }: { data: { error: string; needed?: string } }) =>
      data.needed === undefined ? data.error : `${data.error} ${data.needed}`,
  );

describe("a conversation takes the scope of its own kind", () => {
  test("to read what was said in it", async () => {
    const wide = await as(maya, "channels:history");
    expect(await failure(wide.conversations.history({ channel: leadership }))).toBe(
      "missing_scope groups:history",
    );
    const narrow = await as(maya, "groups:history");
    expect(await failure(narrow.conversations.history({ channel: "C01GENERAL" }))).toBe(
      "missing_scope channels:history",
    );
    expect(await failure(narrow.conversations.history({ channel: leadership }))).toBe("none");
  });

  test("to read about it", async () => {
    const client = await as(priya, "channels:read");
    expect(await failure(client.conversations.info({ channel: leadership }))).toBe(
      "missing_scope groups:read",
    );
    expect(await failure(client.conversations.info({ channel: "C01GENERAL" }))).toBe("none");
  });

  test("to open it", async () => {
    const client = await asApp("im:write");
    expect(await failure(client.conversations.open({ users: `${sam},${maya}` }))).toBe(
      "missing_scope mpim:write",
    );
    expect(await failure(client.conversations.open({ users: sam }))).toBe("none");
  });
});

describe("who is not in a conversation", () => {
  test("does not find what is said there", async () => {
    const find = async (id: string) =>
      (await (await as(id, "search:read")).search.messages({ query: "quarter goals" })).messages
        ?.total;
    expect(await find(maya)).toBe(1);
    expect(await find(sam)).toBe(0);
  });

  test("sees neither its name nor its messages, and cannot join", async () => {
    const client = await as(sam, "groups:read,groups:history,channels:write");
    const { channels } = await client.conversations.list({ types: "private_channel" });
    expect(channels).toEqual([]);
    for (const call of [
      client.conversations.info({ channel: leadership }),
      client.conversations.history({ channel: leadership }),
      client.conversations.join({ channel: leadership }),
    ])
      expect(await failure(call)).toBe("channel_not_found");
  });

  test("as an app reads no public channel and shares no file there; as a person reads it", async () => {
    const person = await as(sam, "channels:write,channels:history");
    const { channel } = await person.conversations.create({ name: "without-the-app" });
    const id = channel?.id ?? "";
    expect(
      await failure((await as(maya, "channels:history")).conversations.history({ channel: id })),
    ).toBe("none");

    const app = await asApp("channels:history,channels:join,files:write,chat:write");
    // An app that is installed is put into every public channel there is: this one comes later.
    const later = await slack
      .install({ user_scope: "channels:write" }, { id: sam })
      .then(({ authed_user }) => slack.client(authed_user.access_token))
      .then((client) => client.conversations.create({ name: "later" }));
    const channel_id = later.channel?.id ?? "";
    expect(await failure(app.conversations.history({ channel: channel_id }))).toBe(
      "not_in_channel",
    );
    const { upload_url = "", file_id = "" } = await app.files.getUploadURLExternal({
      filename: "a.txt",
      length: 1,
    });
    await fetch(upload_url, { method: "POST", body: "a" });
    const share = () => app.files.completeUploadExternal({ files: [{ id: file_id }], channel_id });
    expect(await failure(share())).toBe("not_in_channel");
    await app.conversations.join({ channel: channel_id });
    expect(await failure(share())).toBe("none");
  });

  test("posts there with chat:write.public only", async () => {
    const create = async (name: string) => {
      const { authed_user: person } = await slack.install({ user_scope: "channels:write" });
      await slack.client(person.access_token).conversations.create({ name });
    };
    const narrow = await asApp("chat:write");
    await create("open-to-all");
    const text = "hello";
    expect(await failure(narrow.chat.postMessage({ channel: "#open-to-all", text }))).toBe(
      "not_in_channel",
    );
    const wide = await asApp("chat:write,chat:write.public");
    await create("open-again");
    expect(await failure(wide.chat.postMessage({ channel: "#open-again", text }))).toBe("none");
  });
});

test("an upload belongs to who began it", async () => {
  const mine = await as(maya, "files:write");
  const { upload_url = "", file_id: id = "" } = await mine.files.getUploadURLExternal({
    filename: "a.txt",
    length: 1,
  });
  await fetch(upload_url, { method: "POST", body: "a" });
  const theirs = await slack
    .install({ user_scope: "files:write" }, { id: sam })
    .then(({ authed_user }) => slack.client(authed_user.access_token));
  expect(await failure(theirs.files.completeUploadExternal({ files: [{ id }] }))).toBe(
    "file_not_found",
  );
  expect(await failure(mine.files.completeUploadExternal({ files: [{ id }] }))).toBe("none");
});

test("at most thirty messages are scheduled for a channel in five minutes", async () => {
  const app = await asApp("chat:write");
  const start = Math.floor(slack.clock.now() / 1000) + 3600;
  const schedule = (post_at: number) =>
    app.chat.scheduleMessage({ channel: "#general", text: "x", post_at });
  for (let index = 0; index < 30; index++) await schedule(start + index);
  expect(await failure(schedule(start + 30))).toBe("restricted_too_many");
  expect(await failure(schedule(start + 600))).toBe("none");
});
