import { afterAll, beforeAll, expect, test } from "vitest";
import { type EventGround, eventually, openEventGround } from "../support/event-ground.ts";

/** What providers do not push is asked for, every minute or so: here the clock is put ahead. */
let ground: EventGround;
beforeAll(async () => {
  ground = await openEventGround("hosted");
});
afterAll(() => ground.close());

const minuteMs = 60_000;
const google = (name: string) => `https://www.googleapis.com/auth/${name}`;

async function telling(
  name: string,
  event: string,
  text: string,
  given: Readonly<Record<string, unknown>> = {},
) {
  const made = await ground.write({
    name,
    trigger: { type: "event", event, with: given },
    steps: [{ id: "told", use: "slack.chat.postMessage", with: { channel: "#random", text } }],
  });
  await ground.asked(made.id);
  expect(await ground.automation(made.id)).toMatchObject({ status: "active", via: "polling" });
  return made;
}

/** The provider is asked, and what it says starts the function once, however often it is asked. */
async function sees({ id, name }: { id: string; name: string }, text: string, passMs: number) {
  ground.time.pass(passMs);
  await eventually(async () => expect((await ground.said("random")).at(-1)).toBe(text));
  const [delivery] = await ground.ended(id, 1);
  expect(delivery).toMatchObject({ status: "succeeded", function: name });
  ground.time.pass(passMs);
  await ground.asked(id);
  expect(await ground.runsOf(name)).toMatchObject([
    { id: delivery.run, trigger: "event", automation: { id, delivery: delivery.id } },
  ]);
  await ground.server.json(`/api/automations/${id}/pause`, "POST");
}

test("Gmail: an email arrives", async () => {
  const made = await telling(
    "tellMail",
    "gmail.message.received",
    "${trigger.body.subject} from ${trigger.body.from}",
  );
  const sam = await ground.signIn("google", [google("gmail.send")], "sam@example.com");
  const mail = "From: sam@example.com\r\nTo: maya@example.com\r\nSubject: Lunch\r\n\r\nAt one?";
  const raw = Buffer.from(mail).toString("base64url");
  await sam("POST", "/gmail/v1/users/me/messages/send", { raw });
  await sees(made, "Lunch from sam@example.com", 2 * minuteMs);
});

test("Sheets: a row is added", async () => {
  const made = await telling(
    "tellRow",
    "googlesheets.row.added",
    "Lead: ${trigger.body.values.Name}",
    { spreadsheetId: "1LeadsSheet2026", sheet: "Leads" },
  );
  const maya = await ground.signIn("google", [google("spreadsheets")], "maya@example.com");
  await maya("POST", "/v4/spreadsheets/1LeadsSheet2026/values/Leads:append?valueInputOption=RAW", {
    values: [["Ada Lovelace", "ada@example.com"]],
  });
  await sees(made, "Lead: Ada Lovelace", 5 * minuteMs);
});

test("Forms: somebody answers", async () => {
  const forms = (await ground.state("google")).googleforms.forms;
  const [formId, form] = Object.entries<any>(forms)[0] ?? ["", undefined];
  const { questionId, title } = form.items.find((item: any) => item.questionId);
  const made = await telling(
    "tellAnswer",
    "googleforms.response.submitted",
    `${title} \${trigger.body.answers[${JSON.stringify(title)}]}`,
    { formId },
  );
  const act = { user: "sam@example.com", formId, [questionId]: "Very well" };
  await ground.act("google", act, "/_sandbox/act/googleforms");
  await sees(made, `${title} Very well`, 5 * minuteMs);
});

test("Salesforce: an opportunity moves to another stage", async () => {
  const made = await telling(
    "tellStage",
    "salesforce.opportunity.stage_changed",
    "${trigger.body.name}: ${trigger.body.stage}",
    { stage: "Closed Won" },
  );
  const sam = await ground.signIn("salesforce", ["api"], "sam@example.com");
  const { records } = await sam(
    "GET",
    `/services/data/v62.0/query?q=${encodeURIComponent("SELECT Id, Name FROM Opportunity WHERE StageName != 'Closed Won' LIMIT 1")}`,
  );
  const [{ Id: id, Name: name }] = records;
  await sam("PATCH", `/services/data/v62.0/sobjects/Opportunity/${id}`, {
    StageName: "Closed Won",
  });
  await sees(made, `${name}: Closed Won`, 10 * minuteMs);
});
