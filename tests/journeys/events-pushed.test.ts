import { afterAll, beforeAll, expect, test } from "vitest";
import { type EventGround, eventually, openEventGround } from "../support/event-ground.ts";

/** What others do in a tool reaches the steps of a function: `${trigger.body}` of events that are pushed. */
let ground: EventGround;
beforeAll(async () => {
  ground = await openEventGround("hosted");
});
afterAll(() => ground.close());

/** Writes to #random what the event says. */
const telling = (
  name: string,
  event: string,
  text: string,
  given: Readonly<Record<string, unknown>> = {},
) =>
  ground.write({
    name,
    trigger: { type: "event", event, with: given },
    steps: [{ id: "told", use: "slack.chat.postMessage", with: { channel: "#random", text } }],
  });

async function sees(id: string, name: string, text: string): Promise<void> {
  await eventually(async () => expect((await ground.said("random")).at(-1)).toBe(text));
  await eventually(async () =>
    expect((await ground.deliveries(id, "?status=succeeded"))[0]).toMatchObject({ function: name }),
  );
  expect((await ground.runsOf(name)).map(({ trigger, status }) => [trigger, status])).toEqual([
    ["event", "succeeded"],
  ]);
}

test("HubSpot: a deal reaches a stage, and no other change of it counts", async () => {
  const { id, name } = await telling(
    "tellWins",
    "hubspot.deal.propertyChange",
    "Won: ${trigger.body.deal.dealname} (${trigger.body.stageLabel})",
    { stage: "Closed Won" },
  );
  const change = (property: string, value: string) =>
    ground.act("hubspot", { act: "change", record: "998877", property, value });
  await change("amount", "13000");
  await change("dealstage", "closedwon");
  await sees(id, name, "Won: Northwind renewal (Closed Won)");
});

test("Notion: a row changes its status", async () => {
  const { id, name } = await telling(
    "tellStatus",
    "notion.page.properties_updated",
    "${trigger.body.title} is ${trigger.body.properties.Status}",
    { status: "Done" },
  );
  const page = (await ground.state("notion")).pages.find(
    ({ values }: any) => values["st%3A1"] && values["st%3A1"].name !== "Done",
  );
  const [{ plain_text: title }] = page.values.title;
  const person = "3f1d6b1e-52a7-4c0e-9d11-0a4b7e2c9101";
  await ground.act("notion", { act: "status", page: page.id, status: "Done", person });
  await sees(id, name, `${title} is Done`);
});

test("LinkedIn: somebody comments on a post of the company page", async () => {
  const { id, name } = await telling(
    "tellComments",
    "linkedin.organization.comment",
    "Somebody wrote: ${trigger.body.text}",
  );
  await ground.act("linkedin", {
    act: "comment",
    post: "urn:li:share:7100000000000000002",
    text: "Well done",
    person: "urn:li:person:sAm00p4Zt9",
  });
  await sees(id, name, "Somebody wrote: Well done");
});

test("TikTok: an upload from elsewhere is published", async () => {
  const { id, name } = await telling(
    "tellPublished",
    "tiktok.post.publish.complete",
    "Published as ${trigger.body.publishType}",
  );
  const phone = await ground.signIn("tiktok", ["video.publish"], "maya@example.com");
  await phone("POST", "/v2/post/publish/video/init/", {
    post_info: {
      title: "Launch",
      privacy_level: "PUBLIC_TO_EVERYONE",
      brand_content_toggle: false,
    },
    source_info: { source: "PULL_FROM_URL", video_url: "https://media.example.com/launch.mp4" },
  });
  await sees(id, name, "Published as DIRECT_PUBLISH");
});
