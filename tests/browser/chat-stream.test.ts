import { LLMock } from "@copilotkit/aimock";
import { afterAll, expect, test } from "vitest";
import { barriersIn } from "./axe.ts";
import { openBrowser, overflowOf, sees } from "./page.ts";

/** What a hosted model writes, as it comes: Markdown without flicker, stopped in the middle, and long chats. */
const model = new LLMock({ port: 0, strict: true, logLevel: "silent" });
afterAll(() => model.stop());

const markdown = [
  "Here is the **plan**, with [the documents](https://example.com/a).",
  "- first\n  - below it\n- second",
  "| Tool | Calls |\n|:--|--:|\n| Slack | 12 |",
  "```ts\nconst total: number = 1;\n```",
  "<img src=x onerror=alert(1)> ![tracking](https://example.com/pixel.png)",
].join("\n\n");

const browser = openBrowser(async () => {
  model.on({ userMessage: "Explain it" }, { content: markdown }, { latency: 25, chunkSize: 4 });
  model.on(
    { userMessage: "Tell a long story" },
    { content: "once upon a time ".repeat(200) },
    { latency: 60, chunkSize: 12 },
  );
  model.on({}, { content: "Done." });
  await model.start();
  return { OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: `${model.url}/v1`, MODEL: "gpt-test" };
});
const { consoleErrors, picture, say } = browser;
const answer = () => browser.page.getByRole("article", { name: "Patchbay answered" }).last();
const over = () => browser.page.getByRole("button", { name: "Answer again" }).waitFor();

test("Markdown is written as it comes, and no mark is seen half-written", async () => {
  const { page } = browser;
  await browser.enter();
  consoleErrors.length = 0;
  await page.evaluate(`
    window.seen = [];
    new MutationObserver(() => {
      const text = document.querySelector(".answer .markdown")?.innerText;
      if (text && text !== window.seen.at(-1)) window.seen.push(text);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });`);
  await say("Explain it");
  await over();
  const seen = await page.evaluate<readonly string[]>("window.seen");
  expect(seen.length).toBeGreaterThan(5);
  expect(seen.filter((text) => /\*\*|\]\(|\|:?--|```/.test(text))).toEqual([]);
  await sees(answer().locator("strong", { hasText: "plan" }));
  await sees(answer().locator("li li", { hasText: "below it" }));
  await sees(answer().getByRole("region", { name: "Table" }).getByText("12"));
  const code = answer().getByRole("region", { name: "Code in ts" });
  await sees(code.locator("span[style*=color]").first());
  expect(await answer().locator("img").count()).toBe(0);
  await sees(answer().getByRole("link", { name: "tracking" }));
  expect(await barriersIn(page)).toEqual([]);
  await picture("chat-markdown");
  await page.setViewportSize({ width: 375, height: 760 });
  expect(await overflowOf(page)).toBe(0);
  await page.setViewportSize({ width: 1280, height: 860 });
});

test("an answer is stopped in the middle: what stands is kept, and the chat goes on", async () => {
  const { page } = browser;
  await say("Tell a long story");
  await sees(answer().getByText(/once upon a time once/));
  await page.getByRole("button", { name: "Stop" }).click();
  await over();
  const stopped = await answer().innerText();
  expect(stopped.length).toBeLessThan(2000);
  await page.reload();
  await sees(answer().getByText(/once upon a time/));
  await say("And now?");
  await sees(answer().getByText("Done."));
});

test("a long chat opens at its end, and its end is found again from afar", async () => {
  const { page, server } = browser;
  for (let index = 0; index < 25; index += 1) {
    const response = await server.fetch("/api/chat", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        id: "long",
        message: { role: "user", parts: [{ type: "text", text: `Sentence ${index}` }] },
      }),
    });
    await response.text();
  }
  await page.goto(`${server.origin}/chat/long`);
  await sees(page.getByText("Sentence 24", { exact: true }));
  expect(await page.getByRole("article").count()).toBe(50);
  const isAtEnd = () =>
    page.evaluate<boolean>(`(() => {
      const box = document.querySelector("main");
      return box.scrollHeight - box.scrollTop - box.clientHeight < 4;
    })()`);
  await expect.poll(isAtEnd).toBe(true);
  await page.evaluate(`document.querySelector("main").scrollTop = 0`);
  await page.getByRole("button", { name: "Jump to the end" }).click();
  await expect.poll(isAtEnd).toBe(true);
  expect(await page.getByRole("button", { name: "Jump to the end" }).count()).toBe(0);
});

test("nothing went wrong in the console", () => {
  expect(consoleErrors).toEqual([]);
});
