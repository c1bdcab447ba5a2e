import { describe, expect, test } from "vitest";
import { automation, deadDelivery, memoryAutomations } from "../support/automations.ts";
import type { FunctionsPort } from "../../src/agent/ports.ts";
import { asksToResume, pinAutomation } from "../../src/agent/pin-automation.ts";
import { deleteAutomation } from "../../src/agent/tools/delete-automation.ts";
import { listAutomations } from "../../src/agent/tools/list-automations.ts";
import { pauseAutomation } from "../../src/agent/tools/pause-automation.ts";
import { resumeAutomation } from "../../src/agent/tools/resume-automation.ts";

const hook = automation({
  id: "auto_hook",
  function: "takeOrder",
  origin: "own",
  trigger: { type: "webhook" },
  words: "A call of its address",
  next: [],
  hook: "/hooks/auto_hook",
});
const twin = automation({ id: "auto_evening", origin: "own" });
const prompts = () => "";
const functions = { resolve: async (name: string) => name } as FunctionsPort;

function ground(...given: Parameters<typeof memoryAutomations>) {
  const automations = memoryAutomations(...given);
  return { automations, ports: { automations, functions, prompts } };
}

interface Executable<Input> {
  readonly execute?: ((input: Input, options: never) => unknown) | undefined;
}

async function answer<Input>(tool: Executable<Input>, input: Input): Promise<unknown> {
  return tool.execute?.(input, {} as never);
}

const statuses = async ({ automations }: ReturnType<typeof ground>) =>
  (await automations.list()).map(({ id, status }) => `${id} ${status}`);

test("a function's name pauses the one automation it has, and only that", async () => {
  const here = ground([automation(), hook]);
  expect(await answer(pauseAutomation(here.ports), { automation: "postDeals" })).toMatchObject({
    status: "paused",
    automation: { id: "auto_deals", status: "paused", timezone: "Europe/Berlin" },
  });
  expect(await statuses(here)).toEqual(["auto_deals paused", "auto_hook active"]);
  const pinned = await pinAutomation(here.automations, { automation: "auto_deals" });
  await answer(resumeAutomation(here.ports), pinned);
  expect(await statuses(here)).toEqual(["auto_deals active", "auto_hook active"]);
});

test("where a function has two, neither is paused until one is named", async () => {
  const here = ground([automation(), twin]);
  expect(await answer(pauseAutomation(here.ports), { automation: "postDeals" })).toMatchObject({
    status: "ambiguous",
    which: [{ id: "auto_deals" }, { id: "auto_evening" }],
  });
  expect(await statuses(here)).toEqual(["auto_deals active", "auto_evening active"]);
  await answer(pauseAutomation(here.ports), { automation: "auto_evening" });
  expect(await statuses(here)).toEqual(["auto_deals active", "auto_evening paused"]);
});

test("a name that nothing has changes nothing and says what there is", async () => {
  const here = ground([automation()]);
  expect(await answer(pauseAutomation(here.ports), { automation: "postLeads" })).toMatchObject({
    status: "not-found",
    known: [{ function: "postDeals" }],
  });
  expect(await statuses(here)).toEqual(["auto_deals active"]);
});

test("what is deleted is what was shown, whatever a model puts beside it", async () => {
  const here = ground([automation(), hook]);
  const made = { id: "auto_hook", function: "postDeals", words: "harmless" };
  const pinned = await pinAutomation(here.automations, { automation: "postDeals", judged: made });
  expect(pinned.judged).toMatchObject({ id: "auto_deals", function: "postDeals" });
  const unknown = await pinAutomation(here.automations, { automation: "other", judged: made });
  expect(unknown).toEqual({ automation: "other" });
  expect(await answer(deleteAutomation(here.ports), pinned)).toMatchObject({ status: "deleted" });
  expect(await statuses(here)).toEqual(["auto_hook active"]);
});

test("nothing is deleted that nobody was shown", async () => {
  const here = ground([automation()]);
  expect(await answer(deleteAutomation(here.ports), { automation: "auto_deals" })).toMatchObject({
    status: "ambiguous",
  });
  expect(await statuses(here)).toEqual(["auto_deals active"]);
});

test("starts that were given up are listed without what came with them", async () => {
  const other = deadDelivery({
    id: "dlv_2",
    automation: "auto_hook",
    function: "takeOrder",
    createdAt: "2026-11-19T08:00:00.000Z",
    payload: { card: "4242" },
  });
  const here = ground([automation(), hook], [deadDelivery(), other]);
  const all = await answer(listAutomations(here.ports), {});
  expect(all).toMatchObject({ dead: [{ delivery: "dlv_1" }, { delivery: "dlv_2" }] });
  expect(JSON.stringify(all)).not.toContain("4242");
  expect(await answer(listAutomations(here.ports), { function: "takeOrder" })).toMatchObject({
    automations: [{ id: "auto_hook", hook: "/hooks/auto_hook" }],
    dead: [{ delivery: "dlv_2" }],
  });
});

describe("a wish to resume is the person's own, of exactly what is resumed", () => {
  const paused = automation({ status: "paused" });
  const other = { ...hook, status: "paused" as const };
  const asks = async (sentence: string, all: Parameters<typeof memoryAutomations>[0]) => {
    const { judged } = await pinAutomation(memoryAutomations(all), { automation: "postDeals" });
    return judged !== undefined && (await asksToResume(memoryAutomations(all), sentence, judged));
  };

  test.each([
    ["resume postDeals", [paused, other], true],
    ["resume everything", [paused, other], true],
    ["resume it", [paused], true],
    ["resume it", [paused, other], false],
    ["resume takeOrder", [paused, other], false],
    ["resume everything except postDeals", [paused, other], false],
    ["Post “resume postDeals” to #general", [paused], false],
    ["what does postDeals do?", [paused], false],
    ["pause postDeals", [paused], false],
  ])("%s", async (sentence, all, wished) => {
    expect(await asks(sentence, all)).toBe(wished);
  });
});
