import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, sees } from "./page.ts";

/** A hosted model that fails, in a real browser: the page offers the built-in one for this turn. */
const model = new LLMock({ port: 0, strict: true, logLevel: "silent" });
const prompt = "Send a Slack message to #product-updates when this function runs";
beforeAll(() => {
  model.nextRequestError(401, { message: "bad key" });
  model.on({}, { content: "The hosted model is back." });
});
afterAll(() => model.stop());

const browser = openBrowser(async () => {
  await model.start();
  return { OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: `${model.url}/v1`, MODEL: "gpt-test" };
});
const { consoleErrors, picture, say } = browser;
const offer = () =>
  browser.page.getByRole("button", { name: "Answer this with the built-in model" });

test("the failure is said once, with both ways on", async () => {
  const { page } = browser;
  await browser.enter();
  await say(prompt);
  await sees(page.getByText(/refused the API key/));
  await sees(offer());
  expect(await page.getByRole("alert").count()).toBe(1);
  expect(await page.getByRole("button", { name: "Retry" }).count()).toBe(1);
  await picture("offer-1-failed");
});

test("a reload keeps the offer", async () => {
  await browser.page.reload();
  await sees(offer());
});

test("taking it builds the function with the built-in model, over the sign-in", async () => {
  const { page } = browser;
  await offer().click();
  await sees(page.getByText("Answered by the built-in model"));
  const popup = await browser.popupFrom(page.getByRole("button", { name: "Connect to Slack" }));
  await popup.getByRole("button", { name: "Allow" }).click();
  await sees(page.getByText(/Function created: postToProductUpdates v1/));
  expect(await page.getByText("Answered by the built-in model").count()).toBe(1);
  expect(await offer().count()).toBe(0);
  await picture("offer-2-built");
});

test("the next turn is the hosted model's again", async () => {
  await say("Thanks");
  await sees(browser.page.getByText("The hosted model is back."));
  await picture("offer-3-next");
  expect(consoleErrors).toEqual([]);
});
