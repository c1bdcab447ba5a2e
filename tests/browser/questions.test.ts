import { expect, test } from "vitest";
import { openBrowser, sees } from "./page.ts";

/** What the agent asks, answered in the page by keyboard and by pointer. */
const browser = openBrowser();
const { consoleErrors, picture, say } = browser;

async function pictures(name: string) {
  const { page } = browser;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [1280, 375]) {
      await page.setViewportSize({ width, height: 860 });
      const boxes = await page.locator(".questions *:visible").all();
      const edges = await Promise.all(boxes.map((box) => box.boundingBox()));
      expect(edges.filter((edge) => edge && edge.width > 1 && edge.x + edge.width > width)).toEqual(
        [],
      );
      await picture(`${name}-${colorScheme}-${width}`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.emulateMedia({ colorScheme: "light" });
}

const form = () => browser.page.getByRole("region", { name: "Patchbay needs to know" });

test("what was understood is said before anything is connected or written", async () => {
  const { page } = browser;
  await browser.enter();
  consoleErrors.length = 0;
  await say("Every monday schedule a slack message");
  await sees(page.getByText("Action required"));
  await sees(page.getByText("What I understood:"));
  await sees(page.locator("li", { hasText: "Starts: At 09:00, on Monday" }));
  expect(await page.getByText(/Function created/).count()).toBe(0);
  expect(await form().count()).toBe(0);
});

test("what is open is asked once the function is there, in one form with a label each", async () => {
  const { page } = browser;
  await page.getByRole("button", { name: "Skip" }).click();
  await sees(page.getByText(/Function created: \w+ v1/));
  await sees(form());
  expect(await form().getByRole("group").count()).toBe(3);
  await sees(form().getByRole("group", { name: /which channel or person/ }));
  await sees(page.getByRole("textbox", { name: /Your answer: Schedule a message: when/ }));
  await sees(form().getByText("3 still open"));
  await sees(form().locator("code", { hasText: "scheduleMessage" }));
  const end = await form().getByRole("button", { name: "Send the answers" }).boundingBox();
  expect(end?.y).toBeLessThan(860);
  await pictures("questions-open");
});

/** Runs in the page: what grows while the page has not yet heard of its own scrolling; gives what is left below. */
const growing = `async (scrollsUp) => {
  const messages = document.querySelector(".messages");
  const box = messages.closest("[data-scroll]");
  const added = [];
  const grow = () => {
    const more = document.createElement("div");
    more.style.height = "600px";
    messages.append(more);
    added.push(more);
  };
  const afterFrame = async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve));
  };
  grow();
  await afterFrame();
  grow();
  await afterFrame();
  await afterFrame();
  if (scrollsUp) {
    box.scrollTop -= 400;
    await afterFrame();
    await afterFrame();
    grow();
    await afterFrame();
    await afterFrame();
  }
  // Messages that were out of sight get their real height when they come into it.
  for (let frame = 0; frame < 8; frame += 1) await afterFrame();
  const left = box.scrollHeight - box.scrollTop - box.clientHeight;
  for (const one of added) one.remove();
  box.scrollTop = box.scrollHeight;
  await afterFrame();
  return left;
}`;

test("who reads along stays at the end however fast it grows, who scrolled up stays there", async () => {
  const grown = (scrollsUp: boolean) => browser.page.evaluate(`(${growing})(${scrollsUp})`);
  for (let round = 0; round < 3; round += 1) {
    await browser.page.setViewportSize({ width: 375, height: 860 });
    await browser.page.setViewportSize({ width: 1280, height: 860 });
    expect(await grown(false)).toBeLessThan(2);
  }
  expect(await grown(false)).toBeLessThan(2);
  expect(await grown(true)).toBeGreaterThan(900);
});

test("the answers go out together once the last is there, by keyboard alone", async () => {
  const { page } = browser;
  const send = form().getByRole("button", { name: "Send the answers" });
  await form()
    .getByRole("textbox", { name: /which channel/ })
    .focus();
  await page.keyboard.type("#sales");
  await page.keyboard.press("Enter");
  expect(await send.isDisabled()).toBe(true);
  await page.keyboard.press("Tab");
  await page.keyboard.type("Which channel? #general");
  await page.keyboard.press("Tab");
  await page.keyboard.type("tomorrow 9");
  expect(await send.isEnabled()).toBe(true);
  await page.keyboard.press("Enter");
  await sees(page.getByText(/channel #sales, text Which channel\? #general/).first());
  expect(await page.getByRole("article", { name: "You said" }).count()).toBe(2);
});

test("what was answered stands in the block, and no field is left to type in", async () => {
  const { page } = browser;
  const asked = page.locator(".questions");
  expect(await asked.locator("dd").allTextContents()).toEqual([
    "#sales",
    "Which channel? #general",
    "tomorrow 9",
  ]);
  expect(await asked.getByRole("textbox").count()).toBe(0);
  await page.reload();
  await sees(page.locator(".questions dd", { hasText: "tomorrow 9" }));
  await pictures("questions-answered");
});

test("options are radio buttons: arrows choose, typing takes the choice back", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "New chat" }).first().click();
  await say("Add a contact named “Kim Lee” with the email kim@acme.test");
  await sees(form());
  const options = form().getByRole("radio");
  expect(await options.count()).toBe(3);
  const send = form().getByRole("button", { name: "Send the answer" });
  expect(await send.isDisabled()).toBe(true);
  await options.first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  expect(await form().getByRole("radio", { name: "Salesforce" }).isChecked()).toBe(true);
  await pictures("questions-options");
  const other = form().getByRole("textbox", { name: /Another answer/ });
  await other.fill("Hub");
  expect(await form().getByRole("radio", { checked: true }).count()).toBe(0);
  await form().getByText("HubSpot", { exact: true }).click();
  expect(await other.inputValue()).toBe("");
  await send.click();
  await sees(page.getByRole("heading", { name: /Connect HubSpot/ }));
  expect(await page.locator(".questions dd").allTextContents()).toEqual(["HubSpot"]);
});

test("a question without a key, as older chats hold them, is a field too", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "New chat" }).first().click();
  await say("do the thing");
  await sees(form());
  expect(await form().getByRole("radio").count()).toBe(0);
  await form().getByRole("textbox").fill("post 'hi' to #general on slack");
  await form().getByRole("button", { name: "Send the answer" }).click();
  await sees(page.getByRole("heading", { name: /Connect Slack/ }));
});

test("the page held its policy and had no errors", () => {
  expect(consoleErrors).toEqual([]);
});
