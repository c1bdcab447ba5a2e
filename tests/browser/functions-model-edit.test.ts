import { afterAll, expect, test } from "vitest";
import { type HostedModel, type Step, script, startHostedModel } from "../support/hosted-model.ts";
import { openBrowser, sees } from "./page.ts";

/** A hosted model that changes the code itself, as a person sees it in the chat. */
let model: HostedModel;
const browser = openBrowser(async () => {
  model = await startHostedModel();
  return { OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: model.url, MODEL: "gpt-test" };
});
afterAll(() => model.close());
const { consoleErrors, picture, say } = browser;

const code = `export default async function hello(): Promise<Response> {
  const text = "hello";
  const answer = await fetch("https://slack.com/api/chat.postMessage", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ channel: "#general", text }),
  });
  return Response.json(await answer.json());
}
`;
const current = async () => (await browser.server.json("/api/functions/hello")).body;
const reads: Step = [{ tool: "read_function", input: { name: "hello" } }];
const edits = (version: number, patch: { readonly old: string; readonly new: string }): Step => [
  { tool: "edit_code", input: { name: "hello", version, patch: [patch] } },
];

test("a change of the code stands in the chat with its diff", async () => {
  const { page } = browser;
  await browser.enter();
  await sees(page.getByRole("heading", { name: "What should connect?" }));
  consoleErrors.length = 0;
  const made = await browser.server.fetch("/api/functions/hello", {
    method: "PUT",
    headers: { "content-type": "application/json", "if-none-match": "*" },
    body: JSON.stringify({ code }),
  });
  expect(made.status).toBe(201);
  script(model.mock, [
    reads,
    edits(1, { old: '"hello";', new: '"hello".toUpperCase();' }),
    "It shouts now.",
  ]);
  await say("Shout it");
  await sees(page.getByText("Code changed: hello v2"));
  await page.getByText("What changes in the code").click();
  const diff = page.getByRole("region", { name: "What changes in the code" });
  await sees(diff.locator(".diff-removed", { hasText: 'const text = "hello";' }));
  await sees(diff.locator(".diff-added", { hasText: 'const text = "hello".toUpperCase();' }));
  await picture("model-edit");
});

test("one that lets the function do more waits for a yes, with what it could do and what changes", async () => {
  const { page } = browser;
  await page.goto(`${browser.server.origin}/code/hello`);
  await page.getByRole("button", { name: "Ask for them" }).click();
  const popup = await browser.popupFrom(page.getByRole("button", { name: "Connect to Slack" }));
  await popup.getByRole("button", { name: "Allow" }).click();
  await page.getByText("Action required").waitFor({ state: "detached" });
  model.mock.clearFixtures();
  const old = "  return Response";
  script(model.mock, [
    reads,
    edits(2, {
      old,
      new: `  await fetch("https://slack.com/api/chat.update", { method: "POST" });\n${old}`,
    }),
    "It can change messages now.",
  ]);
  await page.getByRole("link", { name: "New chat" }).first().click();
  await say("Change the message afterwards");
  const asked = page.getByRole("region", { name: "Change the code of hello?" });
  await sees(asked.getByText("slack.chat.update"));
  await sees(asked.locator(".diff-added", { hasText: "https://slack.com/api/chat.update" }));
  expect((await current()).version).toBe(2);
  await picture("model-edit-asks");
  await asked.getByRole("button", { name: "Approve" }).click();
  await sees(page.getByText("Code changed: hello v3"));
  expect((await current()).operations).toContain("slack.chat.update");
});

test("the versions say that the model changed the code", async () => {
  const { page } = browser;
  await page.goto(`${browser.server.origin}/code/hello/versions`);
  const versions = page.getByRole("list", { name: "Versions" });
  await sees(versions.getByText("Code changed by the model").first());
  await sees(versions.getByText("“Shout it”"));
});

test("the page held its policy and had no errors", () => {
  expect(consoleErrors).toEqual([]);
});
