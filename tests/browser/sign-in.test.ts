import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOidc } from "../support/oidc.ts";
import { password } from "../support/people.ts";
import { hasFocus, openBrowser, patience, sees } from "./page.ts";
import { isSound } from "./sound.ts";

let oidc: Awaited<ReturnType<typeof startOidc>>;
/** A name, as a passkey needs it; an address would do for all else. */
let origin = "";
const browser = openBrowser(async () => {
  oidc = await startOidc({
    id: "patchbay",
    secret: "the client's own secret",
    scopes: ["profile"],
    method: "client_secret_basic",
    redirectUri: () => `${origin}/api/auth/oidc/callback`,
    claimsOf: (login) => ({ name: login, email: `${login}@example.com`, email_verified: true }),
  });
  return {
    PUBLIC_URL: "http://localhost",
    OIDC_ISSUER: oidc.origin,
    OIDC_CLIENT_ID: "patchbay",
    OIDC_CLIENT_SECRET: "the client's own secret",
    OIDC_NAME: "Example ID",
  };
});
let page: Page;
beforeAll(async () => {
  origin = browser.server.origin.replace("127.0.0.1", "localhost");
  await browser.server.server.ready([origin, browser.server.origin]);
  page = browser.page;
});
afterAll(() => oidc?.close());

const field = (name: string, of: Page = page) => of.getByLabel(name, { exact: true });
const button = (name: string | RegExp, of: Page = page) =>
  of.getByRole("button", { name, exact: typeof name === "string" });

async function looksRight(name: string) {
  await page.mouse.move(0, 0);
  await isSound(browser, name);
}

/** Another person's browser. */
async function another(): Promise<Page> {
  const context = await page.context().browser()?.newContext();
  if (!context) throw new Error("no browser");
  const opened = await context.newPage();
  opened.setDefaultTimeout(15_000);
  return opened;
}

async function signIn(of: Page, email: string, given = password) {
  await field("E-mail", of).fill(email);
  await field("Password", of).fill(given);
  await button("Sign in", of).click();
}

test("the printed address leads to the first account, and that into the app", async () => {
  await page.goto(origin);
  await sees(page.getByText("Open the address that `patchbay start` printed"));
  await page.goto(`${origin}/open/${browser.server.server.openCode}`);
  await sees(page.getByRole("heading", { name: "Make the first account" }));
  await looksRight("first-account");
  await field("Your name").fill("Maya");
  await field("E-mail").fill("maya@example.com");
  await field("Password").fill(password);
  await page.keyboard.press("Enter");
  await sees(page.getByRole("textbox", { name: "Message" }));
  await sees(page.getByText("Maya"));
  await browser.picture("signed-in");
});

describe("a password", () => {
  test("that is wrong is said; that is right leads back to where one wanted to go", async () => {
    await button("Sign out").click();
    await page.waitForURL(`${origin}/sign-in`);
    await page.goto(`${origin}/runs?status=failed`);
    await page.waitForURL(`${origin}/sign-in?next=%2Fruns%3Fstatus%3Dfailed`);
    await sees(page.getByRole("heading", { name: "Sign in" }));
    await looksRight("sign-in");
    await signIn(page, "maya@example.com", "wrong horse battery");
    await sees(page.getByText("The e-mail address or the password is not right."));
    await signIn(page, "maya@example.com");
    await page.waitForURL(`${origin}/runs?status=failed`);
    await sees(page.getByRole("heading", { name: "Runs" }));
  });
});

test("a passkey is added, and signs in with nothing typed, by itself or by its button", async () => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${origin}/settings#account`);
  await button("Add a passkey").click();
  await sees(button(/Remove the passkey Chrome/));
  // Whether the person picks the passkey as soon as the browser offers it in the field.
  const picksAtOnce = (enabled: boolean) =>
    devtools.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
  const byItself = page.waitForResponse("**/passkey/verify-authentication");
  await button("Sign out", page).last().click();
  expect((await byItself).status()).toBe(200);
  await sees(page.getByRole("textbox", { name: "Message" }));
  await picksAtOnce(false);
  await button("Sign out").click();
  await page.waitForURL(`${origin}/sign-in`);
  expect(await field("E-mail").getAttribute("autocomplete")).toBe("username webauthn");
  await page.waitForLoadState("networkidle");
  await picksAtOnce(true);
  // Refused by the browser, were the offer still open.
  await button("Sign in with a passkey").click();
  await sees(page.getByRole("textbox", { name: "Message" }));
  await picksAtOnce(false);
  // Whoever holds the device is asked for: without that nobody is let in.
  await button("Sign out").click();
  await page.waitForURL(`${origin}/sign-in`);
  await devtools.send("WebAuthn.disable");
});

let ada: Page;

test("somebody is invited, and comes in by single sign-on", async () => {
  await signIn(page, "maya@example.com");
  await sees(page.getByRole("textbox", { name: "Message" }));
  await page.goto(`${origin}/settings#members`);
  await button("Invite somebody").click();
  await field("Their e-mail address").fill("ada@example.com");
  await page.getByRole("radio", { name: "Viewer" }).check();
  await browser.picture("invite");
  await button("Make the link").click();
  await sees(page.getByText(`${origin}/invitation/`));
  await button("Done").click();
  await sees(page.getByText("ada@example.com"));

  ada = await another();
  await ada.goto(origin);
  await ada.getByRole("link", { name: "Sign in with Example ID" }).click();
  await ada.locator("input[name=login]").fill("ada");
  await ada.locator("input[name=password]").fill("x");
  await ada.locator("button[type=submit]").click();
  await ada.locator("button[type=submit]").click();
  await sees(ada.getByText("Your role does not build."));
  expect(await ada.getByRole("link", { name: "New chat" }).count()).toBe(0);
  await browser.picture("viewer", ada);
  await ada.goto(`${origin}/settings`);
  await sees(ada.getByText("All other settings are for owners of the workspace."));
  expect(await ada.getByRole("heading", { name: "Members" }).count()).toBe(0);
});

test("members and one's account look right, small and dark too", async () => {
  await page.reload();
  await sees(button("Remove ada"));
  await sees(field("Present password"));
  await page.locator("#members").scrollIntoViewIfNeeded();
  await looksRight("settings-members");
}, 60_000);

test("who is removed is out at once", async () => {
  await button("Remove ada").click();
  await button("Remove", page).last().click();
  await sees(page.getByText("ada was removed."));
  await ada.goto(`${origin}/runs`);
  await ada.waitForURL(/\/sign-in/);
  await ada.context().close();
});

test("an invitation makes an account with a password", async () => {
  await page.goto(`${origin}/settings#members`);
  await button("Invite somebody").click();
  await field("Their e-mail address").fill("bo@example.com");
  await page.getByRole("radio", { name: "App user" }).check();
  await button("Make the link").click();
  const link = await page.locator(".copy-field code").innerText();
  await button("Done").click();
  const bo = await another();
  await bo.goto(link);
  await sees(bo.getByText("You are invited to the workspace “My workspace”."));
  await sees(
    bo.getByText(
      "You join as bo@example.com. Your role is app user: opens pages and calls functions.",
    ),
  );
  await field("Your name", bo).fill("Bo");
  await field("Password", bo).fill(password);
  await browser.picture("invitation", bo);
  await button("Make the account", bo).click();
  await sees(bo.getByText("There are no pages yet."));
  await browser.picture("app-user", bo);
  await bo.goto(link);
  await sees(bo.getByText("This link was used, withdrawn or is too old."));
  await browser.picture("invitation-used", bo);
  await button("Go to Patchbay", bo).click();
  await sees(bo.getByText("There are no pages yet."));
  await bo.context().close();
});

test("a link that is used up, or that came too late, says so and leads on", async () => {
  await page.reload();
  await button("New password for Bo").click();
  await sees(page.getByText(/^Send them this link: .* good once, for a day\.$/));
  const link = await page.locator(".copy-field code").innerText();
  await button("Done").click();
  const bo = await another();
  await bo.goto(link);
  await field("New password", bo).fill(`${password} again`);
  await button("Set the password", bo).click();
  await sees(bo.getByText("There are no pages yet."));
  await bo.goto(link);
  await field("New password", bo).fill(`${password} and again`);
  await button("Set the password", bo).click();
  await sees(bo.getByText("This link was used, withdrawn or is too old."));
  await button("Go to Patchbay", bo).click();
  await sees(bo.getByText("There are no pages yet."));
  await bo.goto(`${origin}/first-account/${browser.server.server.openCode}`);
  await sees(bo.getByRole("heading", { name: "Sign in" }));
  await sees(bo.getByText("Somebody made the first account already."));
  await bo.context().close();
});

test("a session that ends asks again, and what was typed is still there", async () => {
  await page.goto(origin);
  const composer = page.getByRole("textbox", { name: "Message" });
  await composer.fill("Send a Slack message to #general");
  await page.context().clearCookies();
  await composer.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await sees(dialog);
  expect(await hasFocus(dialog.getByLabel("E-mail"))).toBe(true);
  await looksRight("session-ended");
  await dialog.getByLabel("E-mail").fill("maya@example.com");
  await dialog.getByLabel("Password").fill(password);
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect.poll(() => dialog.count(), patience).toBe(0);
  await sees(page.getByText("Send a Slack message to #general").first());
  await button("Try again").click();
  await sees(page.getByText("Action required").first());
}, 60_000);

test("a browser that reaches nothing but the server connects a stand-in, runs, and looks at it", async () => {
  const elsewhere: string[] = [];
  await page.context().route(
    (url) => url.origin !== origin,
    (route) => {
      elsewhere.push(route.request().url());
      return route.abort();
    },
  );
  browser.consoleErrors.length = 0;
  page.context().on("console", (message) => {
    if (message.type() === "error" && message.page() !== page)
      browser.consoleErrors.push(message.text());
  });
  const popup = await browser.popupFrom(button("Connect to Slack"));
  await popup.waitForURL(`${origin}/stand-ins/slack/oauth/v2/authorize?**`);
  await sees(button("Allow", popup));
  await browser.picture("stand-in-consent", popup);
  await button("Allow", popup).click();
  await sees(page.getByText(/Function created: \w+ v1/));
  expect(popup.isClosed()).toBe(true);
  await page.goto(`${origin}/code/postToGeneral/run`);
  await page.getByRole("textbox", { name: /text/ }).fill("Hello from afar");
  await button("Run").click();
  await button("Run for real").click();
  await sees(page.getByRole("article", { name: "Run of version 1", exact: true }));
  await page.goto(`${origin}/sandbox/slack`);
  const inspector = page.frameLocator("iframe[title='Sandbox of Slack']");
  await inspector.getByRole("link", { name: "# general" }).click();
  await sees(inspector.locator(".text", { hasText: "Hello from afar" }));
  await inspector.getByRole("textbox", { name: "Message" }).first().fill("And back");
  await inspector.getByRole("button", { name: "Write here" }).click();
  await sees(inspector.locator(".text", { hasText: "And back" }));
  await browser.picture("stand-in-inspector");
  expect(elsewhere).toEqual([]);
  expect(browser.consoleErrors).toEqual([]);
}, 60_000);
