import { createHmac, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { hasFocus, namelessIn, openBrowser, overflowOf, sees } from "./page.ts";
import { barriersIn } from "./axe.ts";

/** What starts by itself: made by a sentence or by hand, seen as it happens, and changed. */
const browser = openBrowser();
const { consoleErrors, picture, popupFrom, say } = browser;

const button = (name: string) => browser.page.getByRole("button", { name, exact: true });
const link = (name: string | RegExp) => browser.page.getByRole("link", { name });
const open = (path: string) => browser.page.goto(`${browser.server.origin}${path}`);
const starts = () => browser.page.getByRole("list", { name: "Starts" });
const start = (text: string | RegExp) => starts().getByRole("listitem").filter({ hasText: text });
const card = (name: string) => browser.page.getByRole("region", { name: `What starts ${name}` });
const heading = (text: string | RegExp) =>
  browser.page.getByRole("heading", { level: 1 }).filter({ hasText: text });
const get = async (path: string) => (await browser.server.json(path)).body;
const automationOf = async (name: string) =>
  (await get(`/api/automations?function=${name}`)).automations[0];

async function connectSlack() {
  const popup = await popupFrom(button("Connect to Slack"));
  await popup.getByRole("button", { name: "Allow" }).click();
}

async function put(name: string, code: string) {
  const { etag } = await get(`/api/functions/${name}`);
  const answer = await browser.server.fetch(`/api/functions/${name}`, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      ...(etag ? { "if-match": `"${etag}"` } : { "if-none-match": "*" }),
    },
    body: JSON.stringify({ code }),
  });
  expect([200, 201]).toContain(answer.status);
}

/** A call as a sender signs it, who has nothing but what the page showed. */
async function send(address: string, secret: string, body: unknown): Promise<void> {
  const text = JSON.stringify(body);
  const [id, time] = [randomUUID(), String(Math.floor(Date.now() / 1000))];
  const signature = createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64"))
    .update(`${id}.${time}.${text}`)
    .digest("base64");
  const answer = await fetch(address, {
    method: "POST",
    body: text,
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": time,
      "webhook-signature": `v1,${signature}`,
    },
  });
  expect(answer.status).toBe(202);
}

/** Says it in a new chat. */
async function ask(prompt: string) {
  await link("New chat").click();
  await say(prompt);
}

let daily = "";
let hooked = "";
let watching = "";

async function written(): Promise<string> {
  const title = browser.page.getByText(/Function created: \w+ v1/);
  await sees(title);
  return /created: (\w+)/.exec(await title.innerText())?.[1] ?? "";
}

test("without any it says how one comes to be; a failure can be tried again", async () => {
  const { page } = browser;
  await browser.enter();
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Automations" })
    .click();
  await sees(page.getByText("Nothing starts by itself yet"));
  await picture("automations-empty");
  await link("Start a chat").click();
  consoleErrors.length = 0;
  await page.context().setOffline(true);
  await page.goBack();
  await sees(button("Retry"));
  await picture("automations-failed");
  await page.context().setOffline(false);
  await button("Retry").click();
  await sees(page.getByText("Nothing starts by itself yet"));
  consoleErrors.length = 0; // the browser reports the lost connection itself
});

test("a sentence with a time makes one, and the chat shows its next times", async () => {
  const { page } = browser;
  await ask("post 'Deals are in' to #sales every weekday at 9 Berlin time");
  await connectSlack();
  daily = await written();
  await sees(card(daily).getByText("At 09:00, Monday through Friday (Europe/Berlin)"));
  await sees(card(daily).getByText("Active"));
  await sees(card(daily).getByText(/^Next \w+ .*09:00 · \w+ .*09:00 · \w+ .*09:00$/));
  await picture("automation-chat");
  await card(daily).getByRole("button", { name: "Pause" }).click();
  await sees(card(daily).getByText("Paused", { exact: true }));
  expect((await automationOf(daily)).status).toBe("paused");
  await card(daily).getByRole("button", { name: "Resume" }).click();
  await sees(card(daily).getByText("Active", { exact: true }));
  expect((await automationOf(daily)).status).toBe("active");
  await card(daily).getByRole("link", { name: "Open the automation" }).click();
  await sees(heading(`${daily} Active`));
  const times = page.getByRole("list", { name: "Next times (Europe/Berlin)" });
  expect(await times.getByRole("listitem").allInnerTexts()).toHaveLength(3);
});

test("it is paused and resumed; started by hand, its run appears while the page is open", async () => {
  const { page } = browser;
  await button("Pause").click();
  await sees(heading(/Paused/));
  await sees(page.getByText("Starts nothing until it is resumed"));
  await button("Resume").click();
  await sees(heading(/Active/));
  await sees(page.getByText("No starts here."));
  await button("Run now").click();
  await sees(start(/Succeeded.*1 attempt/));
  await sees(page.getByText(/^Last start: succeeded/));
  await picture("automation-started");
  await start("Succeeded").locator("summary").click();
  await sees(page.getByText(`Started ${daily}.`));
  await start("Succeeded").getByRole("link", { name: "Open the run" }).click();
  await page.getByText(`Started ${daily}.`).waitFor({ state: "detached" });
  await sees(heading(new RegExp(`${daily} v1 Succeeded`)));
  await sees(page.getByText(/^Schedule · /));
  await page.getByText("Where its time went").click();
  await sees(page.getByText("Until the first byte of the answer"));
  await picture("automation-run");
  await link("its automation").click();
  await sees(start("Succeeded").getByText("What it was given").first());
  expect(await overflowOf(page)).toBe(0);
});

test("a schedule is shown in words while it is typed; saving makes a version of the function", async () => {
  const { page } = browser;
  await button("Change the schedule").click();
  const dialog = page.getByRole("dialog", { name: "Change the schedule" });
  const cron = dialog.getByRole("textbox", { name: /^Schedule/ });
  await sees(dialog.getByText("At 09:00, Monday through Friday (Europe/Berlin)"));
  await cron.fill("30 8 * * 1");
  await sees(dialog.getByText("At 08:30, on Monday (Europe/Berlin)"));
  await sees(dialog.getByText(/^Next Mon .* · Mon .* · Mon /));
  await picture("automation-schedule");
  await cron.fill("30 8 * *");
  await sees(dialog.getByText("must have five fields"));
  expect(await cron.getAttribute("aria-invalid")).toBe("true");
  await cron.fill("30 8 * * 1");
  await dialog.getByLabel("Time zone").selectOption("America/New_York");
  await sees(dialog.getByText("At 08:30, on Monday (America/New_York)"));
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press("Tab");
    // At its end the focus is led back within a frame, faster than anybody presses.
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
    const away =
      "document.activeElement.matches('body, [role=dialog], [role=dialog] *, [data-base-ui-focus-guard]') ? 0 : 1";
    expect(await page.evaluate<number>(away)).toBe(0);
  }
  await page.keyboard.press("Escape");
  expect(await hasFocus(button("Change the schedule"))).toBe(true);
  await button("Change the schedule").click();
  await cron.fill("30 8 * * 1");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await sees(page.getByText("At 08:30, on Monday (Europe/Berlin)"));
  await link(`Open ${daily}`).click();
  await sees(heading(new RegExp(`${daily} v2`)));
  await sees(page.locator(".function-starts").getByText("At 08:30, on Monday (Europe/Berlin)"));
  await picture("function-starts");
  await page.locator(".function-starts").getByRole("link").click();
  await sees(heading(`${daily} Active`));
});

test("settings are plain words, and are kept; nothing else takes away what is typed", async () => {
  const { page } = browser;
  await page.getByLabel("If it is due while it still runs").selectOption("queue");
  await page.getByLabel("If the server was down when it was due").selectOption("all");
  await page.getByLabel("Try each start").fill("3");
  await page.getByLabel("Then call the function").selectOption(daily);
  await button("Pause").click();
  await sees(heading(/Paused/));
  await button("Resume").click();
  await button("Run now").click();
  await sees(starts().getByText("Succeeded").nth(1));
  await button("Save").click();
  await sees(page.getByText("Saved."));
  expect((await automationOf(daily)).settings).toMatchObject({
    overlap: "queue",
    misfire: "all",
    attempts: 3,
    alertFunction: daily,
  });
});

test("a webhook waits for its secret, which is shown once; a signed call starts it", async () => {
  const { page } = browser;
  await ask("When a webhook is called, send its text to #general in Slack");
  hooked = await written();
  await sees(card(hooked).getByText("Waiting"));
  await picture("automation-chat-webhook");
  await card(hooked).getByRole("link", { name: "Open the automation" }).click();
  const address = `${browser.server.origin}/hooks/${(await automationOf(hooked)).id}`;
  await sees(page.getByText(address, { exact: true }));
  await sees(page.getByText(/no secret yet/));
  await button("Make a secret").click();
  const secret = await page.getByText(/^whsec_/).innerText();
  await sees(page.getByText("It is shown only now"));
  await sees(page.getByRole("region", { name: "Signed (Standard Webhooks)" }));
  const examples = await page.locator(".copy-frame pre").allInnerTexts();
  expect(examples.join()).not.toContain(secret.slice("whsec_".length));
  await sees(heading(/Active/));
  await picture("automation-secret");
  await send(address, secret, { webhook: "The printer is on fire" });
  await sees(start(/Succeeded.*1 attempt/));
  await start("Succeeded").locator("summary").click();
  await sees(start("Succeeded").getByText("The printer is on fire"));
  await page.reload();
  await sees(button("New secret"));
  expect(await page.getByText("whsec_").count()).toBe(0);
});

test("an event needs a permission of its own; what a person does is seen to start it", async () => {
  const { page, server } = browser;
  await ask("When somebody posts in #support in Slack, post it to #random");
  await sees(page.getByText("Action required"));
  await page.getByText("Why", { exact: true }).first().click();
  await sees(page.getByText(/its start \(slack\.message\.channels\)/).first());
  await picture("automation-event-card");
  await connectSlack();
  watching = await written();
  await sees(card(watching).getByText("Active"));
  await picture("automation-chat-event");
  await link("Runs").first().click();
  const runs = page.getByRole("list", { name: "Runs" });
  await sees(runs);
  const other = await page.context().newPage();
  await other.goto(`${server.origin}/sandbox`);
  const slack = other.frameLocator("iframe[title='Sandbox of Slack']");
  await slack.getByRole("link", { name: "# support" }).click();
  await slack.getByRole("textbox", { name: "Message", exact: true }).first().fill("Help, please");
  await slack.getByRole("button", { name: "Write here" }).click();
  await sees(slack.getByText("Help, please").first());
  await picture("automation-sandbox", other);
  const run = runs.getByRole("link").filter({ hasText: watching });
  await sees(run.filter({ hasText: "Succeeded" }));
  await other.close();
  await picture("automation-runs");
  await run.click();
  await sees(page.getByText(/^Event · /));
  await sees(page.getByRole("region", { name: "Input" }).getByText("Help, please"));
});

test("a webhook is added by hand; what fails is given up, mended and replayed", async () => {
  const { page } = browser;
  await put("takeOrder", `export default (): Response => { throw new Error("No shelf."); };\n`);
  await open("/automations");
  await button("Add").click();
  const dialog = page.getByRole("dialog", { name: "Start a function by itself" });
  await dialog.getByLabel("Function").selectOption("takeOrder");
  await dialog.getByLabel("A webhook").check();
  await picture("automation-add");
  await button("Add it").click();
  const address = await dialog
    .getByText(/\/hooks\//)
    .first()
    .innerText();
  const secret = await dialog.getByText(/^whsec_/).innerText();
  await dialog.getByRole("button", { name: "Open the automation" }).click();
  await sees(heading("takeOrder Active"));
  await page.getByLabel("Try each start").fill("1");
  await page.getByLabel("Tell me after").fill("1");
  await button("Save").click();
  await sees(page.getByText("Saved."));
  await send(address, secret, { order: 7 });
  await sees(start(/Given up.*1 attempt/));
  await sees(start("Given up").getByText("No shelf."));
  await sees(start("Given up").getByText('"order": 7'));
  await sees(heading(/Needs a look/));
  await picture("automation-dead");
  await put("takeOrder", `export default (): Response => Response.json("taken");\n`);
  await start("Given up")
    .getByRole("button", { name: /^Replay the start of/ })
    .click();
  await sees(start(/Succeeded/));
  await sees(heading("takeOrder Active"));
  await page.getByLabel("Show", { exact: true }).selectOption("dead");
  await sees(page.getByText("No starts here."));
});

test("a schedule is added by hand, beside the webhook", async () => {
  const { page } = browser;
  await open("/automations");
  await button("Add").click();
  const dialog = page.getByRole("dialog", { name: "Start a function by itself" });
  await dialog.getByLabel("Function").selectOption("takeOrder");
  await dialog.getByRole("textbox", { name: /^Schedule/ }).fill("0 7 * * *");
  await button("Add it").click();
  await sees(heading("takeOrder Active"));
  await sees(page.getByText(/^At 07:00, every day/).first());
  expect((await get("/api/automations?function=takeOrder")).automations).toHaveLength(2);
});

test("a deletion is taken back: of one that was added, and of what a function says", async () => {
  const { page } = browser;
  for (const [name, next] of [
    ["takeOrder", 2],
    [daily, 3],
  ] as const) {
    const one = (await get(`/api/automations?function=${name}`)).automations.at(-1);
    await open(`/automations/${one.id}`);
    await button("Delete").click();
    await sees(heading("Automations"));
    const list = page.getByRole("list", { name: "Automations" });
    const row = list.getByRole("link").and(page.locator(`[href$="${one.id}"]`));
    await sees(list);
    await row.waitFor({ state: "detached" });
    expect((await get(`/api/functions/${name}`)).version).toBe(next);
    await picture(`automation-deleted-${name}`);
    await button("Undo").click();
    await sees(heading(`${name} Active`));
    expect((await automationOf(name)).function).toBe(name);
  }
  expect((await get(`/api/functions/${daily}`)).version).toBe(4);
});

test("in the chat it is paused and looked up", async () => {
  const { page } = browser;
  await ask(`pause ${daily}`);
  await sees(page.getByText(`Paused: ${daily} is not started by itself`));
  await sees(card(daily).getByText("Paused"));
  await say("which automations are there?");
  const answer = page.getByRole("article", { name: "Patchbay answered" }).nth(1);
  await answer.getByText(/^Looked up \d+ things/).click();
  await answer.getByText("Looked at what starts by itself").click();
  await sees(answer.getByRole("link", { name: daily }));
  await picture("automation-chat-list");
});

test("it fits a phone, in light and dark", async () => {
  const { page } = browser;
  const { id } = await automationOf(daily);
  const hook = (await automationOf(hooked)).id;
  const chat = new URL(page.url()).pathname;
  const { runs } = await get(`/api/runs?function=${watching}`);
  await page.setViewportSize({ width: 375, height: 812 });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const path of [
      "/automations",
      `/automations/${id}`,
      `/automations/${hook}`,
      `/runs/${runs[0].id}`,
      "/runs",
      chat,
    ]) {
      await open(path);
      await sees(path === chat ? card(daily) : page.getByRole("heading", { level: 1 }).first());
      await page.locator(".loading").first().waitFor({ state: "detached" });
      expect(await overflowOf(page)).toBe(0);
      expect(await namelessIn(page)).toEqual([]);
      // Looks at both schemes itself.
      const barriers = colorScheme === "light" ? await barriersIn(page) : [];
      expect(barriers).toEqual([]);
      await picture(
        `375-${colorScheme}-${path.split("/")[1]}-${path.split("/")[2] === hook ? "hook" : path.split("/").length}`,
      );
    }
  }
});

test("the page held its policy and had no errors", () => {
  // One that is deleted while its page loads may be asked for once more.
  expect(consoleErrors.filter((text) => !/status of 404/.test(text))).toEqual([]);
});
