import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { openChat, sayIn, writtenName } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { makeMember, makeOwner, password } from "../support/people.ts";
import { openBrowser, patience, sees } from "./page.ts";

/** What somebody sees who may look and not change, and who signs in under the address of an app. */
const browser = openBrowser(async () => ({ PUBLIC_URL: "http://localhost" }));
const { picture } = browser;
let page: Page;
let posting: string;
const at = (path: string) => new URL(path, browser.server.origin).href;

beforeAll(async () => {
  const { server } = browser;
  await server.server.ready([server.origin]);
  const owner = await makeOwner(server);
  await makeMember(server, owner, "viewer");
  await makeMember(server, owner, "app-user");
  const chat = openChat(server, "posting");
  await sayIn(chat, "Post 'Hello' to #general on Slack");
  await connectAll(server, chat);
  posting = writtenName(chat);
  await owner.send("/api/apps", "POST", { name: "Sales team" });
  const code = "export default { async fetch() { return Response.json({ done: true }); } };\n";
  for (const base of ["", "/apps/sales-team"]) {
    await owner.send(`${base}/api/functions/greet`, "PUT", { code }, { "if-none-match": "*" });
    await owner.send(`${base}/api/functions/greet`, "PUT", { code: `${code}\n// Again.\n` });
    // For the owner, and with no account of theirs: all see it who may look.
    await owner.send(`${base}/api/functions/greet/run`, "POST", { input: {} });
    await owner.send(`${base}/api/secrets/CRM_KEY`, "PUT", {
      value: "canary-of-a-secret",
      hosts: ["crm.example"],
    });
    await owner.send(`${base}/api/automations`, "POST", {
      function: "greet",
      trigger: { type: "schedule", cron: "0 9 * * 1", timezone: "Europe/Berlin" },
    });
    await owner.send(`${base}/api/pages`, "POST", {
      spec: { slug: "team", title: "Team", blocks: [{ id: "b1", type: "text", text: "Hello" }] },
    });
  }
  page = browser.page;
});

async function signIn(email: string) {
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Everything on the page that changes something, by its first words. */
const changes =
  /^(New|Make|Add|Import|Rename|Duplicate|Delete|Restore|Replace|Remove|Edit|Run|Pause|Resume|Save|Change|Connect|Reconnect|Switch|Disconnect|Expire|Revoke|Apply|Reset|Bring|Invite|Repeat|End|Retry)\b/;

/** A filter says how many it leaves. */
const isCount = /\n\d+$/;

const walk: readonly (readonly [path: string, seen: string | RegExp, said?: RegExp])[] = [
  ["/code", "greet", /takes the right to build/],
  ["/code/greet", /Response\.json/, /takes the right to build/],
  ["/code/greet/versions", /By hand|v1\b/, /takes the right to build/],
  ["/code/greet/run", /Past|Earlier|Run/, /takes the right to run/],
  ["/code/greet/call", "With a signature", /takes the right to build/],
  ["/pages", "Team", /takes the right to build/],
  ["/pages/team/edit", "All pages", /takes the right to build/],
  ["/automations", "greet", /takes the right to build/],
  ["/runs", "greet"],
  ["/secrets", "CRM_KEY", /takes the right to connect/],
  ["/browse", "Slack", /takes the right to connect/],
  ["/browse/slack", "Slack", /takes the right to connect/],
  ["/tools/new", /tool/i, /takes the right to connect/],
  ["/connections", "My integrations", /takes the right to connect/],
  ["/sandbox", "Sandbox", /takes the right to connect/],
];

test("a viewer signs in under the address of an app, and comes to where they wanted to go", async () => {
  await page.goto(at("/apps/sales-team/runs"));
  await page.waitForURL(at("/apps/sales-team/sign-in?next=%2Fruns"));
  await signIn("viewer@example.com");
  await page.waitForURL(at("/apps/sales-team/runs"));
  await sees(page.getByRole("heading", { name: "Runs", level: 1, exact: true }));
});

test.each(["", "/apps/sales-team"])(
  "nothing is offered to a viewer that would be refused (under %s/)",
  async (base) => {
    const refused: string[] = [];
    page.on("response", (response) => {
      if (response.status() === 403) refused.push(new URL(response.url()).pathname);
    });
    const wrong: string[] = [];
    const isThere = (what: Locator) =>
      what.waitFor(patience).then(
        () => true,
        () => false,
      );
    for (const [path, seen, said] of walk) {
      await page.goto(at(base + path));
      const main = page.locator("main");
      if (!(await isThere(main.getByText(seen).filter({ visible: true }).first())))
        wrong.push(`${path} does not show ${seen}: ${(await main.innerText()).slice(0, 400)}`);
      if (said && !(await isThere(page.getByRole("note").filter({ hasText: said }).first())))
        wrong.push(`${path} does not say ${said}`);
      const offered = await main.getByRole("button").allInnerTexts();
      wrong.push(
        ...offered.flatMap((text) =>
          changes.test(text.trim()) && !isCount.test(text) ? `${path} offers ${text}` : [],
        ),
      );
      await picture(`viewer${base.replaceAll("/", "-")}${path.replaceAll("/", "-")}`);
    }
    expect(wrong).toEqual([]);
    await page.goto(at(`${base}/automations`));
    await page.getByRole("link", { name: /greet/ }).click();
    await sees(page.getByText(/takes the right to build/).first());
    expect(await page.getByRole("button", { name: /Pause|Run|Delete|Change|Save/ }).count()).toBe(
      0,
    );
    await page.goto(at(`${base}/settings`));
    await sees(page.getByText("All other settings are for owners of the workspace."));
    expect(await page.getByRole("button", { name: /New app|New workspace|More for/ }).count()).toBe(
      0,
    );
    expect(await page.getByRole("heading", { name: /Audit log|Encryption key/ }).count()).toBe(0);
    await picture("viewer-settings");
    page.removeAllListeners("response");
    expect(refused).toEqual([]);
  },
  120_000,
);

test("a viewer sees with which account a function acts, and is offered no other", async () => {
  await sees(page.locator("main"));
  await page.goto(at(`/code/${posting}`));
  const accounts = page.getByRole("region", { name: "Accounts it acts with" });
  await sees(accounts.getByText("the default account"));
  await sees(accounts.getByRole("link", { name: "Acme" }));
  expect(await accounts.getByRole("button").count()).toBe(0);
  await picture("viewer-accounts");
});

test("signing out stays under the address of the app", async () => {
  await page.goto(at("/apps/sales-team/"));
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await page.waitForURL(at("/apps/sales-team/sign-in"));
  await signIn("app-user@example.com");
  await page.getByRole("link", { name: "Team" }).click();
  await page.waitForURL(at("/apps/sales-team/pages/team"));
  await sees(page.getByText("Hello"));
  await picture("app-user-page");
});

test("an address of no app says so, with the way to one's own", async () => {
  await page.goto(at("/apps/nowhere/code"));
  await sees(page.getByRole("heading", { name: "There is no such app" }));
  await page.getByRole("link", { name: "Sales team" }).click();
  await page.waitForURL(at("/apps/sales-team/"));
});
