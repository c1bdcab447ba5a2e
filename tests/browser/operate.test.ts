import { beforeAll, expect, test } from "vitest";
import { connect } from "../support/consent.ts";
import { saveUnchecked } from "../support/saved-function.ts";
import { openBrowser, patience, sees } from "./page.ts";
import { isSound } from "./sound.ts";

/** What somebody meets who keeps it all going: what is gone, refused, long, or to be stopped. */
const browser = openBrowser();
beforeAll(() => browser.enter());

const open = (path: string) => browser.page.goto(new URL(path, browser.server.origin).href);
const button = (name: string | RegExp) => browser.page.getByRole("button", { name });
const idle = "export default async () => Response.json({ ok: true });\n";

test("Run now is there where a start by hand is possible", async () => {
  const { page, server } = browser;
  await saveUnchecked(server, "waits", idle);
  const { body: made } = await server.json("/api/automations", "POST", {
    function: "waits",
    trigger: { type: "schedule", cron: "0 9 * * 1", timezone: "Europe/Berlin" },
  });
  await open(`/automations/${made.id}`);
  await sees(button("Run now"));
  await button("Pause").click();
  await sees(button("Resume"));
  expect(await button("Run now").count()).toBe(0);
  const chat = { type: "event", event: "slack.message.channels", with: { channel: "#support" } };
  const answer = await server.json("/api/automations", "POST", {
    function: "waits",
    trigger: chat,
  });
  expect(answer.status).toBe(201);
  await open(`/automations/${answer.body.id}`);
  await sees(button("Pause"));
  expect(await button("Run now").count()).toBe(0);
  await server.json(`/api/automations/${answer.body.id}`, "DELETE");
  await page.reload();
  await sees(page.getByRole("heading", { name: "This automation is not there any more" }));
  expect(await button("Retry").count()).toBe(0);
  await page.getByRole("link", { name: "All automations" }).click();
  await sees(page.getByRole("link", { name: "waits" }).first());
});

test("a run that was refused for want of an account leads to the accounts", async () => {
  const { page, server } = browser;
  const { body } = await server.json("/api/connections", "POST", {
    connector: "slack",
    scopes: ["chat:write"],
  });
  await connect(server, body.request);
  const code = `export default async () => {
  const answer = await fetch("https://slack.com/api/chat.postMessage", { method: "POST", headers: { authorization: "Bearer {{slack}}", "content-type": "application/json" }, body: "{}" });
  throw new Error(await answer.text());
};
`;
  await saveUnchecked(server, "posts", code);
  await server.json("/functions/posts", "POST", {});
  await open("/runs");
  await page.getByRole("main").getByRole("link", { name: "posts" }).first().click();
  await page.getByRole("link", { name: "Look at my integrations" }).click();
  await sees(page.getByRole("heading", { level: 1, name: "My integrations" }));
});

test("of hundreds of secrets and keys only some are in the page", async () => {
  const { page, server } = browser;
  for (let index = 100; index < 200; index++)
    await server.json(`/api/secrets/KEY_${index}`, "PUT", { value: "x", hosts: ["a.test"] });
  await open("/secrets");
  const list = page.getByRole("list", { name: "Secrets by name" });
  await sees(list.getByRole("heading", { name: "KEY_100" }));
  expect(await list.getByRole("listitem").count()).toBeLessThan(30);
  await isSound(browser, "secrets-many");
  // Each step measures more of it.
  await expect
    .poll(async () => {
      await page.evaluate("document.getElementById('content').scrollTo(0, 1e6)");
      return list.getByRole("heading", { name: "KEY_199" }).count();
    }, patience)
    .toBe(1);
  for (let index = 0; index < 45; index++)
    await server.json("/api/keys", "POST", { name: `Program ${index}` });
  await open("/settings#keys");
  const keys = page.getByRole("region", { name: "API keys" });
  await button("Show more (25)").click();
  await button("Show more (5)").click();
  await expect.poll(() => keys.getByRole("button", { name: /^Delete the key/ }).count()).toBe(45);
  expect(await button(/^Show more/).count()).toBe(0);
});

test("an export and a look at a file are stopped, and can be begun again", async () => {
  const { page } = browser;
  await open("/settings#data");
  let held: (() => void) | undefined;
  const hold = () => new Promise<void>((resolve) => (held = resolve));
  await page.route("**/api/archive", async (route) => {
    await hold();
    await route.continue().catch(() => {});
  });
  await button("Export everything").click();
  await button("Stop").click();
  await sees(button("Export everything"));
  expect(await page.getByRole("alert").count()).toBe(0);
  held?.();
  await page.unroute("**/api/archive");
  const download = page.waitForEvent("download");
  await button("Export everything").click();
  const file = await (await download).path();

  await page.route("**/api/archive/imports", async (route) => {
    await hold();
    await route.continue().catch(() => {});
  });
  await page.getByLabel("Import a file").setInputFiles(file);
  await sees(page.getByText("Looking at the file …"));
  await button("Stop").click();
  await sees(button("Import a file"));
  expect(await page.getByRole("dialog").count()).toBe(0);
  held?.();
  await page.unroute("**/api/archive/imports");
  await page.getByLabel("Import a file").setInputFiles(file);
  const dialog = page.getByRole("dialog", { name: "What to take in" });
  await sees(dialog.getByText("There is nothing in it that is not here already."));
  await dialog.getByRole("button", { name: "Cancel" }).click();
});

test("what is taken in is stopped in the middle, and what was not taken is still to be had", async () => {
  const { page, server } = browser;
  await open("/settings#data");
  const download = page.waitForEvent("download");
  await button("Export everything").click();
  const file = await (await download).path();
  for (const name of ["waits", "posts"])
    await server.json(`/api/functions/${name}?forever=true`, "DELETE");
  await page.getByLabel("Import a file").setInputFiles(file);
  const dialog = page.getByRole("dialog", { name: "What to take in" });
  await sees(dialog.getByRole("button", { name: /^Take/ }));
  let held: (() => void) | undefined;
  await page.route("**/api/archive/imports/*", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await new Promise<void>((resolve) => (held = resolve));
    await route.abort().catch(() => {});
  });
  await dialog.getByRole("button", { name: /^Take/ }).click();
  await dialog.getByRole("button", { name: "Stop" }).click();
  held?.();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect.poll(() => page.getByRole("dialog").count(), patience).toBe(0);
  await page.unroute("**/api/archive/imports/*");
  await page.getByLabel("Import a file").setInputFiles(file);
  await sees(dialog.getByRole("button", { name: /^Take/ }));
});
