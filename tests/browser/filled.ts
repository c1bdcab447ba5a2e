import { expect } from "vitest";
import { dealsPage, makeFunctions, makePage } from "../support/page-ground.ts";
import { type FlowModel, startFlowModel } from "../support/flow-model.ts";
import type { TestServer } from "../support/server.ts";
import { openBrowser } from "./page.ts";

/** A browser on a server that somebody has worked with: each screen has something to show. */
export function openFilled() {
  let model: FlowModel | undefined;
  const browser = openBrowser(async () => {
    model = await startFlowModel("sk-test-0000000000000000");
    return { ...model.env };
  });
  return {
    browser,
    async fill() {
      if (model) await fill(browser.server, model);
    },
    close: () => model?.close(),
  };
}

async function fill(server: TestServer, model: FlowModel): Promise<void> {
  await makeFunctions(server, model);
  await makePage(server, dealsPage);
  const run = await server.json("/api/functions/manyRows/run", "POST", { input: {} });
  expect(run.status).toBe(200);
  const trigger = { type: "schedule", cron: "0 9 * * 1-5", timezone: "Europe/Berlin" };
  const body = { function: "listDeals", trigger };
  expect((await server.json("/api/automations", "POST", body)).status).toBe(201);
  const secret = { value: "kept-by-a-test", hosts: ["api.example.com"] };
  expect((await server.json("/api/secrets/EXAMPLE_KEY", "PUT", secret)).status).toBe(204);
}

/** Every screen with what it is called, as the browser has it at this moment. */
export async function screensOf(server: TestServer): Promise<readonly string[]> {
  const [run] = (await server.json("/api/runs")).body.runs;
  const [automation] = (await server.json("/api/automations")).body.automations;
  const [chat] = (await server.json("/api/chats")).body.chats;
  return [
    "/",
    `/chat/${chat.id}`,
    "/code",
    "/code/listDeals",
    "/code/listDeals/versions",
    "/code/listDeals/run",
    "/pages",
    "/pages/deals/edit",
    "/pages/deals/versions",
    "/pages/deals",
    "/automations",
    `/automations/${automation.id}`,
    "/runs",
    `/runs/${run.id}`,
    "/browse",
    "/browse/slack",
    "/tools/new",
    "/connections",
    "/secrets",
    "/sandbox",
    "/sandbox/slack",
    "/settings",
    "/settings/providers/google",
    "/nowhere",
  ];
}
