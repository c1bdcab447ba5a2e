import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import { defaultAppId } from "../../src/store/database.ts";
import { openTestDatabase } from "../../src/store/ground.ts";
import { createPendingRevocationStore } from "../../src/store/pending-revocations.ts";
import { connect } from "../support/consent.ts";
import { hasFocus, openBrowser, patience, sees } from "./page.ts";
import { isSound } from "./sound.ts";

/** The accounts: what they allow, whether they work, and what becomes of the functions without them. */
const browser = openBrowser();
const { picture, say } = browser;

const card = (name: string) => browser.page.getByRole("region", { name: new RegExp(`^${name} `) });
const toast = (text: string | RegExp) => browser.page.getByRole("status").getByText(text);

/** Asks over the API for an account of the tool with these permissions, and allows it. */
async function connected(connector: string, scopes: readonly string[]): Promise<void> {
  const { server } = browser;
  const { body } = await server.json("/api/connections", "POST", { connector, scopes });
  await connect(server, body.request);
}

async function pull(provider: string, lever: string): Promise<void> {
  const { body } = await browser.server.json("/api/status");
  const { inspector } = body.providers.find(({ id }: any) => id === provider);
  const inspecting = await browser.page.context().newPage();
  await inspecting.goto(inspector);
  await inspecting.getByRole("button", { name: lever }).click();
  await inspecting.close();
}

const menu = async (label: string, item: string) => {
  await browser.page.getByRole("button", { name: `More for ${label}` }).click();
  return browser.page.getByRole("menuitem", { name: item });
};

async function allow(popup: Page, person?: string): Promise<void> {
  if (person !== undefined) await popup.getByRole("radio", { name: person }).check();
  await popup.getByRole("button", { name: "Allow" }).click();
}

test("without an account the page says how one comes to be", async () => {
  const { page } = browser;
  await browser.enter();
  await page.getByRole("link", { name: "My integrations", exact: true }).click();
  await sees(page.getByRole("heading", { name: "Nothing connected yet" }));
  await picture("connections-1-empty");
  await page.getByRole("main").getByRole("link", { name: "Browse tools" }).last().click();
  await sees(page.getByRole("heading", { level: 1, name: "Browse" }));
});

test("an account says what it is, who uses it and what is not needed", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "New chat" }).click();
  await say("Post to #sales on Slack");
  await allow(await browser.popupFrom(page.getByRole("button", { name: "Connect to Slack" })));
  await sees(page.getByText(/Function created: \w+ v1/));
  await connected("slack", ["chat:write", "reactions:write", "pins:write"]);
  await connected("gmail", ["https://www.googleapis.com/auth/gmail.send"]);
  await page.getByRole("link", { name: "My integrations", exact: true }).click();
  const slack = card("Slack");
  for (const text of ["Acme", "Sandbox", "Active", "Used by 1 function", "Never used"])
    await sees(slack.getByText(text, { exact: true }));
  await sees(slack.getByText("2 permissions are not needed by any function."));
  await sees(card("Google").getByText("No function uses it"));
  await isSound(browser, "connections-2-list");
});

test("its access is shown in words with who needs what, and what nobody needs is given back", async () => {
  const { page, server } = browser;
  const view = card("Slack").getByRole("button", { name: "View access: Acme" });
  await view.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "What Acme allows" });
  await sees(dialog);
  expect(new URL(page.url()).searchParams.get("access")).toMatch(/^conn_/);
  const row = (scope: string) => dialog.getByRole("listitem").filter({ hasText: scope });
  await sees(row("chat:write").getByRole("link", { name: /post/i }));
  await sees(row("reactions:write").getByText("Not needed any more"));
  expect(await row("chat:write").getByRole("button").count()).toBe(0);
  await isSound(browser, "connections-3-access");
  await row("reactions:write")
    .getByRole("button", { name: /^Give back/ })
    .click();
  await row("reactions:write").waitFor({ state: "detached" });
  await row("pins:write")
    .getByRole("button", { name: /^Give back/ })
    .click();
  await row("pins:write").waitFor({ state: "detached" });
  const { body } = await server.json("/api/connections");
  expect(body.connections.find(({ provider }: any) => provider === "slack").scopes).toEqual({
    bot: ["chat:write"],
  });
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.goBack();
  await page.goForward();
  await page.goto(`${server.origin}/connections`);
});

test("Check now says that it works, and once the provider revoked it that it does not", async () => {
  const { page } = browser;
  const check = card("Slack").getByRole("button", { name: "Check now: Acme" });
  await check.click();
  await sees(toast("Acme: Slack accepts this connection."));
  await sees(card("Slack").getByText("Checked just now"));
  await pull("slack", "Revoke tokens");
  await check.click();
  await sees(toast(/Slack does not accept this connection any more/));
  await sees(card("Slack").getByText("Access taken back"));
  await sees(card("Slack").getByText(/says that the access was taken back \(token_/));
  await check.waitFor({ state: "detached" });
  await picture("connections-4-ended");
  await page.getByRole("link", { name: "Browse", exact: true }).click();
  await sees(page.getByText("Reconnect needed"));
  await sees(page.getByRole("link", { name: /^My integrations 1 1 account needs you/ }));
  await page.goBack();
});

test("reconnecting goes on in another window, which can be opened again or given up", async () => {
  const { page } = browser;
  const slack = card("Slack");
  const reconnect = slack.getByRole("button", { name: "Reconnect: Acme" });
  const popup = await browser.popupFrom(reconnect);
  await sees(slack.getByText("Waiting for you to finish at Slack"));
  await isSound(browser, "connections-5-waiting");
  await slack.getByRole("button", { name: "Cancel" }).click();
  await sees(toast("The sign-in was cancelled. Nothing was changed."));
  expect(popup.isClosed()).toBe(true);
  const open = await browser.popupFrom(reconnect);
  const way = slack.getByRole("button", { name: "Open the window again" });
  const again = await browser.popupFrom(way);
  await allow(again);
  await expect.poll(() => open.isClosed(), patience).toBe(true);
  await sees(slack.getByText("Active", { exact: true }));
  await sees(page.getByText("Connected as Acme."));
});

test("another account stands beside the first, which functions go on with, until they are switched", async () => {
  const cards = card("Google");
  const add = await menu("maya@example.com", "Add another account");
  await allow(await browser.popupFrom(add), "Sam Rivera");
  await sees(toast(/was added. Your functions go on with the account they had/));
  expect(await cards.count()).toBe(2);
  await sees(cards.first().getByText("maya@example.com", { exact: true }));
  await sees(cards.first().getByText("google:maya-example-com"));
  await sees(cards.first().getByText("Default", { exact: true }));
  await sees(
    cards
      .last()
      .getByText("Functions that name no account use google:maya-example-com (maya@example.com)."),
  );
  await isSound(browser, "connections-6-two");
  const change = cards.first().getByRole("button", { name: /^Switch account/ });
  await allow(await browser.popupFrom(change), "Sam Rivera");
  await sees(toast(/Your functions now use sam/));
  await sees(cards.last().getByText("maya@example.com", { exact: true }));
});

test("an account is given another name, which must be free, and is made the default", async () => {
  const { page } = browser;
  const cards = card("Google");
  await (await menu("maya@example.com", "Rename")).click();
  const dialog = page.getByRole("dialog", { name: "What is maya@example.com called?" });
  const name = dialog.getByLabel("Name");
  const taken = "sam-example-com";
  await name.fill(taken);
  await dialog.getByRole("button", { name: "Rename" }).click();
  await sees(dialog.getByText(`google:${taken}-2 is free`));
  await isSound(browser, "connections-7-rename");
  await name.fill("My Support");
  await page.keyboard.press("Enter");
  await sees(toast("It is called google:my-support now."));
  await sees(cards.last().getByText("google:my-support", { exact: true }));
  await (await menu("maya@example.com", "Make it the default")).click();
  await sees(toast("Functions that name no account now use google:my-support."));
  await sees(cards.first().getByText("google:my-support", { exact: true }));
});

test("a provider that does not answer is told apart, and so is a revocation that is owed", async () => {
  const { page, server } = browser;
  const db = await openTestDatabase(server.dataDir);
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  await db
    .insertInto("provider_outages")
    .values({
      app_id: defaultAppId,
      provider: "slack",
      mode: "sandbox",
      since: at(-600_000),
      reason: "status 503",
      tried: 3,
      probe_at: at(240_000),
    })
    .execute();
  await createPendingRevocationStore(db, defaultAppId, { now: Date.now }).add(
    {
      id: "conn_gone",
      provider: "notion",
      mode: "sandbox",
      account: { id: "n", label: "Acme Wiki" },
      tokens: "",
      reason: "status 503",
    },
    { nextInMs: 60_000, forMs: 7 * 86_400_000 },
  );
  await db
    .updateTable("connections")
    .where("app_id", "=", defaultAppId)
    .where("name", "=", "my-support")
    .set({ ends_at: at(2 * 86_400_000) })
    .execute();
  await page.reload();
  await sees(card("Slack").getByText("No answer", { exact: true }));
  await sees(card("Slack").getByText(/Slack does not answer \(status 503\)/));
  await sees(card("Google").first().getByText("Expiring soon"));
  await sees(page.getByText("Revocation pending"));
  await page.getByText("Revocation pending").scrollIntoViewIfNeeded();
  await isSound(browser, "connections-8-standing");
  await db.deleteFrom("provider_outages").where("app_id", "=", defaultAppId).execute();
  await db.deleteFrom("pending_revocations").where("app_id", "=", defaultAppId).execute();
  await db.destroy();
  await page.reload();
});

test("disconnecting first says what stops working, and is taken back by Cancel", async () => {
  const { page, server } = browser;
  const { body } = await server.json("/api/functions");
  const [{ name }] = body.functions;
  await server.json("/api/automations", "POST", {
    function: name,
    trigger: { type: "schedule", cron: "0 9 * * 1", timezone: "Europe/Berlin" },
  });
  await (await menu("Acme", "Disconnect")).click();
  const question = page.getByRole("alertdialog", { name: "Disconnect Acme from Slack?" });
  await sees(question.getByRole("listitem").getByText(name, { exact: true }));
  await sees(question.getByRole("listitem").getByText(/09:00/));
  await isSound(browser, "connections-9-disconnect");
  await question.getByRole("button", { name: "Cancel" }).click();
  await sees(card("Slack"));
  await (await menu("Acme", "Disconnect")).click();
  await question.getByRole("button", { name: "Disconnect" }).click();
  await sees(toast("Acme is disconnected, and its access was revoked."));
  await card("Slack").waitFor({ state: "detached" });
});

test("what a function needs and was not granted is said, and can be allowed", async () => {
  const { page } = browser;
  await connected("slack", ["pins:write"]);
  await page.reload();
  await sees(card("Slack").getByText("Partly granted"));
  await sees(card("Slack").getByText(/Functions need what was not granted: “/));
  await picture("connections-8-partly");
  const rest = card("Slack").getByRole("button", { name: "Allow the rest: Acme" });
  await allow(await browser.popupFrom(rest));
  await sees(card("Slack").getByText("Active", { exact: true }));
});

test("the list can be gone through by keyboard, and the focus is seen", async () => {
  const { page } = browser;
  const view = card("Slack").getByRole("button", { name: "View access: Acme" });
  await view.focus();
  await page.keyboard.press("Tab");
  expect(await hasFocus(card("Slack").getByRole("button", { name: "Check now: Acme" }))).toBe(true);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await sees(page.getByRole("menuitem", { name: "Disconnect" }));
  await page.keyboard.press("Escape");
  expect(await hasFocus(page.getByRole("button", { name: "More for Acme" }))).toBe(true);
});

test("an account that a sentence names is asked for by that name, and works beside the default", async () => {
  const { page, server } = browser;
  await page.getByRole("link", { name: "New chat" }).click();
  await say('Post "Hello" to #general on slack:support');
  const asked = page.getByRole("region", { name: /Connect Slack as support$/ });
  await sees(asked);
  await isSound(browser, "connections-11-named-card");
  const popup = await browser.popupFrom(
    asked.getByRole("button", { name: "Connect to Slack as support" }),
  );
  await popup.getByRole("radio").nth(1).check();
  await allow(popup);
  await sees(page.getByText(/Function created: \w+ v1/));
  await page.goto(`${server.origin}/connections`);
  const named = card("Slack").filter({ hasText: "slack:support" }).last();
  await sees(named.getByText("Used by 1 function", { exact: true }));
  // Both have one label at Slack, and are told apart.
  const more = named.getByRole("button", { name: "More for Acme (slack:support)" });
  await more.click();
  await page.getByRole("menuitem", { name: "Disconnect" }).click();
  const asksWhich = page.getByRole("alertdialog", {
    name: "Disconnect Acme (slack:support) from Slack?",
  });
  await asksWhich.getByRole("button", { name: "Cancel" }).click();
  await isSound(browser, "connections-12-named");
  await page.goto(`${server.origin}/browse/slack`);
  await sees(page.getByText("slack:support", { exact: true }));
  await isSound(browser, "connections-13-connector");
}, 60_000);

test("another account is chosen on the function's own screen, by keyboard too, and taken back", async () => {
  const { page, server } = browser;
  const { functions } = (await server.json("/api/functions")).body;
  const named = functions.find(({ flow }: any) => flow.steps[0].account === "support");
  await page.goto(`${server.origin}/code/${named.name}`);
  const accounts = page.getByRole("region", { name: "Accounts it acts with" });
  await sees(accounts.getByText("slack:support", { exact: true }));
  const change = accounts.getByRole("button", { name: "Change the Slack account" });
  await change.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "With which Slack account?" });
  const choice = (name: string | RegExp) => dialog.getByRole("radio", { name });
  await sees(choice("slack:support"));
  expect(await choice("slack:support").isChecked()).toBe(true);
  await sees(dialog.getByText(/^Now slack:acme/));
  await isSound(browser, "connections-14-choose");
  await choice("slack:support").focus();
  await page.keyboard.press("ArrowDown");
  expect(await choice("Each person's own").isChecked()).toBe(true);
  await dialog.getByRole("button", { name: "Use it" }).click();
  await dialog.waitFor({ state: "detached" });
  await sees(toast("Saved as version 2."));
  await sees(accounts.getByText("each person's own account"));
  await sees(page.getByText("Acts for whoever calls it"));
  await sees(page.getByText("Slack: Send messages chat:write of each person's own account"));
  await isSound(browser, "connections-15-own");
  await page.getByRole("button", { name: "Ask for them" }).click();
  await sees(page.getByRole("button", { name: "Connect to Slack" }));
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await sees(accounts.getByText("slack:support", { exact: true }));
  await page.getByRole("link", { name: "Versions", exact: true }).click();
  const versions = page.getByRole("list", { name: "Versions" });
  await sees(versions.getByText("Another account chosen"));
  await sees(versions.getByText("Restored from version 1"));
}, 60_000);

test("Escape leaves the account as it was, and code that was edited by hand says it itself", async () => {
  const { page, server } = browser;
  const accounts = page.getByRole("region", { name: "Accounts it acts with" });
  const change = accounts.getByRole("button", { name: "Change the Slack account" });
  await change.click();
  const dialog = page.getByRole("dialog", { name: "With which Slack account?" });
  await sees(dialog.getByRole("radio", { name: "The default" }));
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await hasFocus(change)).toBe(true);
  const name = new URL(page.url()).pathname.split("/")[2];
  const { code, etag } = (await server.json(`/api/functions/${name}`)).body;
  await server.fetch(`/api/functions/${name}`, {
    method: "PUT",
    headers: { "content-type": "application/json", "if-match": `"${etag}"` },
    body: JSON.stringify({ code: `${code}\n// Mine.\n` }),
  });
  await page.goto(`${server.origin}/code/${name}`);
  await sees(accounts.getByText("slack:support", { exact: true }));
  await sees(accounts.getByText(/Patchbay-Account: support/));
  expect(await accounts.getByRole("button").count()).toBe(0);
  await isSound(browser, "connections-16-by-code");
});

test("the page held its policy and had no errors", () => {
  // A name that was taken was refused.
  expect(browser.consoleErrors.filter((text) => !text.includes("409"))).toEqual([]);
});
