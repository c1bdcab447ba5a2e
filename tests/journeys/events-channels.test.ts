import { afterAll, beforeAll, expect, test } from "vitest";
import { type EventGround, eventually, openEventGround } from "../support/event-ground.ts";

/** Google says on a channel that it is worth asking; what happened is in the answer. The clock stands still in between. */
let ground: EventGround;
beforeAll(async () => {
  ground = await openEventGround("hosted");
});
afterAll(() => ground.close());

const dayMs = 86_400_000;
const togetherMs = 5_000;
const google = (name: string) => `https://www.googleapis.com/auth/${name}`;
const maya = (scope: string) => ground.signIn("google", [google(scope)], "maya@example.com");

async function telling(name: string, event: string, text: string) {
  const made = await ground.write({
    name,
    trigger: { type: "event", event },
    steps: [{ id: "told", use: "slack.chat.postMessage", with: { channel: "#random", text } }],
  });
  const { channel } = await ground.asked(made.id);
  expect(channel).toBeDefined();
  expect(await ground.automation(made.id)).toMatchObject({ status: "active", via: "push" });
  return made;
}

/** It ran for what it waits for, and for nothing besides. */
async function sees({ id, name }: { id: string; name: string }, texts: readonly string[]) {
  await eventually(async () =>
    expect((await ground.said("random")).slice(-texts.length)).toEqual(texts),
  );
  const deliveries = await ground.ended(id, texts.length);
  expect((await ground.runsOf(name)).map(({ id: run, trigger }) => [run, trigger])).toEqual(
    deliveries.map(({ run }) => [run, "event"]),
  );
}

test("Calendar: an event is made; a renewed channel tells as the one before did", async () => {
  const made = await telling(
    "tellEvent",
    "googlecalendar.event.changed",
    "${trigger.body.title} was ${trigger.body.change}",
  );
  const before = (await ground.asked(made.id)).channel;
  const insert = async (summary: string) => {
    const at = (hour: number) => ({ dateTime: `2027-03-01T0${hour}:00:00Z` });
    const person = await maya("calendar.events");
    await person("POST", "/calendar/v3/calendars/primary/events", {
      summary,
      start: at(8),
      end: at(9),
    });
    // It was just asked: what is told now is asked for together.
    ground.time.pass(togetherMs);
  };
  await insert("Breakfast");
  await sees(made, ["Breakfast was created"]);

  ground.time.pass(6.99 * dayMs);
  await eventually(async () =>
    expect((await ground.asked(made.id)).channel?.id).not.toBe(before?.id),
  );
  await insert("Brunch");
  await sees(made, ["Breakfast was created", "Brunch was created"]);
});

test("Drive: a file is added", async () => {
  const made = await telling(
    "tellFile",
    "googledrive.file.changed",
    "${trigger.body.name} was ${trigger.body.change}",
  );
  const person = await maya("drive");
  await person("POST", "/drive/v3/files", { name: "Plan.txt", mimeType: "text/plain" });
  ground.time.pass(togetherMs);
  await sees(made, ["Plan.txt was added"]);
});
