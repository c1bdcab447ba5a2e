import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type KeyedModel, startKeyedModel } from "../support/keyed-model.ts";
import { startOidc } from "../support/oidc.ts";
import { hasFocus, openBrowser, sees } from "./page.ts";
import { isSound } from "./sound.ts";

/** The settings in a real browser: a server of models that checks its key, and a strict OAuth server. */
const modelKey = "sk-canary-model-0123456789WXYZ";
const client = { id: "patchbay-test", secret: "canary-of-a-client-0123456789" };
const tasks = "https://www.googleapis.com/auth/tasks";
let model: KeyedModel;
let oidc: Awaited<ReturnType<typeof startOidc>>;
const browser = openBrowser(async () => {
  model = await startKeyedModel(modelKey, ["small", "large"]);
  oidc = await startOidc({
    ...client,
    scopes: [tasks],
    redirectUri: () => `${browser.server.origin}/oauth/callback`,
  });
  return {
    GOOGLE_AUTHORIZE_URL: `${oidc.origin}/auth`,
    GOOGLE_TOKEN_URL: `${oidc.origin}/token`,
    GOOGLE_REVOKE_URL: `${oidc.origin}/token/revocation`,
    GOOGLE_API_BASE: oidc.origin,
  };
});
afterAll(async () => {
  await model?.close();
  await oidc?.close();
});

beforeAll(async () => {
  await browser.enter();
});

const open = (path: string) => browser.page.goto(new URL(path, browser.server.origin).href);
const button = (name: string | RegExp) => browser.page.getByRole("button", { name });
const section = (name: string) => browser.page.getByRole("region", { name, exact: true });
const status = async () => (await browser.server.json("/api/status")).body;

describe("the model", () => {
  test("a wrong key and a wrong model are said in words, before anything is kept", async () => {
    const { page } = browser;
    await open("/settings");
    await section("Model").getByRole("radio", { name: "Another server" }).click();
    await page.getByLabel("Base URL").fill(model.baseUrl);
    await page.getByLabel("API key", { exact: true }).fill("sk-canary-wrong-0123456789");
    await page.getByRole("combobox", { name: "Model" }).fill("small");
    await button("Test").click();
    const question = page.getByRole("alertdialog");
    await sees(question.getByText(/address of this machine or network/));
    await browser.picture("settings-model-allow");
    await question.getByRole("button", { name: "Cancel" }).click();
    expect(model.seen).toEqual([]);
    await button("Test").click();
    await button("Allow it").click();
    await sees(section("Model").getByText(/refused the key/));
    await browser.picture("settings-model-wrong");
    await page.getByLabel("API key", { exact: true }).fill(modelKey);
    await page.getByRole("combobox", { name: "Model" }).fill("huge");
    await page.keyboard.press("Tab");
    await button("Test").click();
    await sees(section("Model").getByText(/no model "huge"/));
    expect((await status()).model.builtin).toBe(true);
  });

  test("the server's models are proposed, and the one that is chosen answers", async () => {
    const { page } = browser;
    const id = page.getByRole("combobox", { name: "Model" });
    await id.fill("");
    await id.press("ArrowDown");
    await page.getByRole("option", { name: "small" }).click();
    await button("Test").click();
    await sees(section("Model").getByText(/answered after/));
    await section("Model").getByRole("button", { name: "Save" }).click();
    await sees(page.getByText("small answers from the next message on."));
    await sees(page.locator(".sidebar-model").getByText("small"));
    expect((await status()).model).toEqual({ id: "small", builtin: false });
    await sees(page.getByText("One that ends in WXYZ is kept."));
    expect(await page.getByLabel("API key", { exact: true }).inputValue()).toBe("");
    expect(await page.content()).not.toContain(modelKey);
    await open("/");
    await browser.say("Hello");
    await sees(page.getByText("OK", { exact: true }));
  });

  test("and back to the built-in one", async () => {
    await open("/settings");
    await section("Model").getByRole("radio", { name: "Built-in" }).click();
    await section("Model").getByRole("button", { name: "Save" }).click();
    await sees(browser.page.getByText("The built-in model answers from the next message on."));
    expect((await status()).model.builtin).toBe(true);
  });
});

describe("a provider's client", () => {
  const path = "/settings/providers/google";

  test("the page has what the console wants", async () => {
    const { page, server } = browser;
    await open("/settings");
    await section("Providers")
      .getByRole("link", { name: /Google/ })
      .click();
    await sees(page.getByRole("heading", { name: "Google client", level: 1 }));
    await sees(page.getByText(`${server.origin}/oauth/callback`, { exact: true }));
    await sees(page.getByLabel("Scopes, one a line").getByText(tasks));
    const console = page.getByRole("link", { name: "Open Google's console" });
    expect(await console.getAttribute("href")).toMatch(/^https:\/\/console\.cloud\.google\.com\//);
    await page.goBack();
    await sees(page.getByRole("heading", { name: "Settings", level: 1 }));
    await page.goForward();
    await sees(page.getByRole("heading", { name: "Google client", level: 1 }));
  });

  test("a wrong secret is found out, the right one works, and an account is connected", async () => {
    const { page } = browser;
    await open(path);
    await page.getByLabel("Client ID").fill(client.id);
    await page.getByLabel("Client secret").fill("not-the-secret");
    await button("Save and go live").click();
    await sees(page.getByText("Google is live."));
    await button("Test the client").click();
    await sees(page.getByText("It does not work."));
    await browser.picture("settings-provider-wrong");
    await page.getByLabel("Client secret").fill(client.secret);
    await button("Save").click();
    await sees(page.getByText("One that ends in 6789 is kept."));
    await button("Test the client").click();
    await sees(page.getByText("It works."));
    await browser.picture("settings-provider-works");
    expect(await page.content()).not.toContain(client.secret);

    const begun = await page.evaluate<{ authorizationUrl: string }>(`
      fetch("/api/connections", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ connector: "googletasks", scopes: ["${tasks}"] }),
      }).then((answer) => answer.json())`);
    expect(new URL(begun.authorizationUrl).origin).toBe(oidc.origin);
    await page.goto(begun.authorizationUrl);
    await page.getByPlaceholder("Enter any login").fill("alice");
    await page.getByPlaceholder("and password").fill("x");
    await button(/sign-in/i).click();
    await button(/continue/i).click();
    await page.waitForURL(/oauth\/callback/);
    await open("/settings");
    const row = section("Providers").getByRole("link", { name: /Google/ });
    await sees(row.getByText("Live"));
    await sees(row.getByText("1 account"));
  });

  test("back to the sandbox the account is kept, and said to be", async () => {
    const { page } = browser;
    await open(path);
    await button("Back to the sandbox").click();
    const question = page.getByRole("alertdialog");
    await sees(question.getByText(/connected account is kept/));
    await question.getByRole("button", { name: "Back to the sandbox" }).click();
    await sees(page.getByText("1 account of the real one is kept, and not used in the sandbox."));
    expect((await status()).providers[1]).toMatchObject({ id: "google", mode: "sandbox" });
    const { connections } = (await browser.server.json("/api/connections")).body;
    expect(connections).toMatchObject([{ mode: "live", isPresent: false }]);
  });
});

describe("API keys", () => {
  test("a key is shown once, works, and is gone when it is deleted", async () => {
    const { page, server } = browser;
    await open("/settings#keys");
    await button("New key").click();
    await page.getByLabel("Name").fill("Nightly report");
    await page.getByRole("checkbox", { name: /^Read/ }).check();
    await button("Make it").click();
    const dialog = page.getByRole("dialog");
    await sees(dialog.getByText(/shown only now/));
    const key = (await dialog.locator("code").first().textContent()) ?? "";
    const ask = async () => {
      const headers = { authorization: `Bearer ${key}` };
      return (await fetch(`${server.origin}/api/functions`, { headers })).status;
    };
    expect(await ask()).toBe(200);
    // What is to be tried works with every key, whatever it may do.
    await sees(dialog.getByText(new RegExp(`^curl .*${server.origin}/api/me$`)));
    await browser.picture("settings-key");
    await button("Done").click();
    expect(await page.content()).not.toContain(key);
    await page.reload();
    await sees(section("API keys").getByText(/Last used/));
    await button("Delete the key Nightly report").click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await sees(section("API keys").getByText("No keys yet."));
    expect(await ask()).toBe(401);
  });

  test("the key of the data folder is replaced after a yes", async () => {
    const { page, server } = browser;
    const before = server.server.apiKey;
    await page.getByRole("button", { name: "Replace", exact: true }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Replace" }).click();
    await sees(page.getByRole("dialog", { name: "New key of the data folder" }));
    await button("Done").click();
    expect(server.server.apiKey).not.toBe(before);
  });
});

describe("appearance", () => {
  const scheme = () =>
    browser.page.evaluate<string>("getComputedStyle(document.documentElement).colorScheme");

  test("a choice is kept in the browser, and there before anything is painted", async () => {
    const { page } = browser;
    await open("/settings#appearance");
    const dark = page.getByRole("radio", { name: "Dark" });
    await dark.focus();
    await dark.press("Space");
    expect(await scheme()).toBe("dark");
    await page.reload();
    // What the page's own code does comes later: the scheme is there as soon as the head is read.
    await page.route("**/*.js", (route) =>
      route.request().url().includes("theme.js") ? route.continue() : route.abort(),
    );
    await open("/settings");
    expect(await scheme()).toBe("dark");
    await page.unroute("**/*.js");
    await page.reload();
    await page.getByRole("radio", { name: "As the system" }).click();
    expect(await scheme()).toBe("light dark");
  });
});

describe("every state", () => {
  test.each(["/settings", "/settings/providers/google", "/settings/providers/slack"])(
    "%s has no barriers, and fits a phone",
    async (path) => {
      const { page } = browser;
      await open(path);
      await page.locator(".settings-section").last().waitFor();
      await page.locator(".loading").first().waitFor({ state: "detached" });
      await isSound(browser, path.slice(1).replaceAll("/", "-"));
      expect(page.url()).toContain(path);
    },
  );

  test("the way through the form is there for the keyboard", async () => {
    const { page } = browser;
    await open("/settings");
    await section("Model").getByRole("radio", { name: "Built-in" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await hasFocus(page.getByRole("radio", { name: "OpenAI" }))).toBe(true);
    await sees(page.getByLabel("API key", { exact: true }));
  });

  test("nothing went wrong in the console", () => {
    // Refused by the test itself, and the fonts of the OAuth server.
    const own = browser.consoleErrors.filter(
      (text) => !/ERR_FAILED|ERR_NAME_NOT_RESOLVED|409/.test(text),
    );
    expect(own).toEqual([]);
  });
});
