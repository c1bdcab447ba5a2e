import { expect, test } from "vitest";
import { automation, deadDelivery } from "../support/automations.ts";
import { serveAutomations } from "./automations-fake.ts";
import { hasFocus, openBrowser, overflowOf, sees } from "./page.ts";

/** What starts by itself, seen and changed in the page. */
const browser = openBrowser();
const { consoleErrors, picture } = browser;

const button = (name: string) => browser.page.getByRole("button", { name, exact: true });
const open = (path: string) => browser.page.goto(`${browser.server.origin}${path}`);

const hook = automation({
  id: "auto_hook",
  function: "takeOrder",
  origin: "own",
  trigger: { type: "webhook" },
  words: "When its address is called",
  next: [],
  hook: "/hooks/auto_hook",
  last: { at: new Date().toISOString(), status: "succeeded", run: "run_2" },
});
const waiting = automation({
  id: "auto_lead",
  function: "greetLead",
  trigger: { type: "event", event: "hubspot.contact.creation" },
  words: "A contact is created (HubSpot)",
  next: [],
  status: "waiting",
  reason: "HubSpot is not connected: open Connections and connect it.",
  via: "polling",
});
const alarmed = automation({
  alert: { since: "2026-11-20T08:05:00.000Z", message: "3 starts in a row were given up." },
  failures: 3,
});

let state: Awaited<ReturnType<typeof serveAutomations>>;

async function makeFunction(name: string) {
  const answer = await browser.server.fetch(`/api/functions/${name}`, {
    method: "PUT",
    headers: { "content-type": "application/json", "if-none-match": "*" },
    body: JSON.stringify({ code: 'export default (): Response => Response.json("ok");\n' }),
  });
  expect(answer.status).toBe(201);
}

test("without any it says how one comes to be; a failure can be tried again", async () => {
  const { page } = browser;
  state = await serveAutomations(page, [], [deadDelivery()]);
  await browser.enter();
  await makeFunction("postDeals");
  await page.getByRole("link", { name: "Automations" }).click();
  await sees(page.getByText("Nothing starts by itself yet"));
  await picture("automations-empty");
  state.fails = true;
  await page.reload();
  await sees(page.getByText("The list could not be read."));
  await picture("automations-failed");
  state.fails = false;
  state.automations = [alarmed, hook, waiting];
  await button("Retry").click();
  await sees(page.getByRole("list", { name: "Automations" }));
});

test("each says what starts it, when next, and what is wrong", async () => {
  const { page } = browser;
  const list = page.getByRole("list", { name: "Automations" });
  const deals = list.getByRole("listitem").filter({ hasText: "postDeals" });
  await sees(deals.getByText("At 09:00, Monday through Friday (Europe/Berlin)"));
  await sees(deals.getByText("Next Mon 30 Nov, 09:00"));
  await sees(deals.getByText("3 starts in a row were given up."));
  await sees(list.getByText("HubSpot is not connected"));
  await sees(list.getByText("Waiting"));
  await picture("automations");
});

test("it is paused and resumed, and started by hand", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: /postDeals/ }).click();
  const times = page.getByRole("list", { name: "Next times (Europe/Berlin)" });
  await sees(times);
  expect(await times.getByRole("listitem").allInnerTexts()).toEqual([
    "Mon 30 Nov, 09:00",
    "Tue 1 Dec, 09:00",
    "Wed 2 Dec, 09:00",
  ]);
  await button("Pause").click();
  await sees(page.getByRole("heading", { level: 1, name: /Paused/ }));
  await button("Resume").click();
  await sees(page.getByRole("heading", { level: 1, name: /Active/ }));
  await button("Run now").click();
  await sees(page.getByText("Started. It is in the list below."));
  await sees(page.getByRole("list", { name: "Starts" }).getByText("Succeeded"));
});

test("a start that was given up shows why and with what, and is replayed", async () => {
  const { page } = browser;
  await page.getByLabel("Show", { exact: true }).selectOption("dead");
  const starts = page.getByRole("list", { name: "Starts" });
  await sees(starts.getByText("channel_not_found"));
  await sees(starts.getByText("scheduledFor"));
  expect(await starts.getByRole("link", { name: "Open the run" }).getAttribute("href")).toBe(
    "/runs/run_1",
  );
  await picture("automation");
  await starts.getByRole("button", { name: /^Replay the start of/ }).click();
  await sees(page.getByText("No starts here."));
  await page.getByLabel("Show", { exact: true }).selectOption("");
  await sees(starts.getByText("6 attempts"));
});

test("a schedule is shown in words while it is typed; what is none is said", async () => {
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
  await page.keyboard.press("Escape");
  expect(await hasFocus(button("Change the schedule"))).toBe(true);
  await button("Change the schedule").click();
  await cron.fill("30 8 * * 1");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(state.automations.find(({ id }) => id === "auto_deals")?.trigger).toEqual({
    type: "schedule",
    cron: "30 8 * * 1",
    timezone: "Europe/Berlin",
  });
});

test("settings are plain words, and are kept", async () => {
  const { page } = browser;
  await page.getByLabel("If it is due while it still runs").selectOption("queue");
  await page.getByLabel("If the server was down when it was due").selectOption("all");
  await page.getByLabel("Try each start").fill("3");
  await page.getByLabel("Then call the function").selectOption("postDeals");
  await button("Save").click();
  await expect
    .poll(() => state.automations.find(({ id }) => id === "auto_deals")?.settings)
    .toMatchObject({ overlap: "queue", misfire: "all", attempts: 3, alertFunction: "postDeals" });
});

test("a webhook's secret is shown the one time that it is made", async () => {
  const { page } = browser;
  await open("/automations/auto_hook");
  await sees(page.getByText(`${browser.server.origin}/hooks/auto_hook`));
  page.once("dialog", (asked) => void asked.accept());
  await button("New secret").click();
  await sees(page.getByText("whsec_bmV3LXNlY3JldA=="));
  await sees(page.getByText("It is shown only now"));
  await sees(page.getByRole("region", { name: "Signed (Standard Webhooks)" }));
  const examples = await page.locator(".copy-frame pre").allInnerTexts();
  expect(examples.join()).not.toContain("bmV3LXNlY3JldA");
  await picture("automation-secret");
  await page.reload();
  await sees(button("New secret"));
  expect(await page.getByText("whsec_").count()).toBe(0);
});

test("a schedule and a webhook are added by hand", async () => {
  const { page } = browser;
  await open("/automations");
  await button("Add").click();
  const dialog = page.getByRole("dialog", { name: "Start a function by itself" });
  await dialog.getByLabel("Function").selectOption("postDeals");
  await dialog.getByLabel("A webhook").check();
  await picture("automation-add");
  await button("Add it").click();
  await sees(dialog.getByText("whsec_c2hvd24tb25jZQ=="));
  await button("Close").click();
  await button("Add").click();
  await dialog.getByLabel("Function").selectOption("postDeals");
  await dialog.getByRole("textbox", { name: /^Schedule/ }).fill("0 7 * * *");
  await button("Add it").click();
  await sees(page.getByRole("heading", { level: 1, name: /postDeals/ }));
  expect(state.automations.at(-1)).toMatchObject({
    function: "postDeals",
    trigger: { type: "schedule", cron: "0 7 * * *" },
  });
});

test("one is deleted only after a yes", async () => {
  const { page } = browser;
  const before = state.automations.length;
  page.once("dialog", (asked) => void asked.dismiss());
  await button("Delete").click();
  expect(state.automations.length).toBe(before);
  page.once("dialog", (asked) => void asked.accept());
  await button("Delete").click();
  await sees(page.getByRole("heading", { level: 1, name: "Automations" }));
  expect(state.automations.length).toBe(before - 1);
});

test("a function says what starts it", async () => {
  const { page } = browser;
  state.automations = [alarmed];
  await open("/code/postDeals");
  const starts = page.locator(".function-starts");
  await sees(starts.getByText("At 09:00, Monday through Friday (Europe/Berlin)"));
  await picture("function-starts");
  await starts.getByRole("link").click();
  expect(new URL(page.url()).pathname).toBe("/automations/auto_deals");
});

test("it fits a phone, in light and dark", async () => {
  const { page } = browser;
  state.automations = [alarmed, hook, waiting];
  state.deliveries = [deadDelivery()];
  await page.setViewportSize({ width: 375, height: 812 });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const path of ["/automations", "/automations/auto_deals", "/automations/auto_hook"]) {
      await open(path);
      await sees(page.getByRole("heading", { level: 1 }).first());
      await page.locator(".loading").first().waitFor({ state: "detached" });
      expect(await overflowOf(page)).toBe(0);
      await picture(`375-${colorScheme}${path.replaceAll("/", "-")}`);
    }
  }
});

test("the page held its policy and had no errors but the one it was given", () => {
  expect(consoleErrors.filter((text) => !/status of 500/.test(text))).toEqual([]);
});
