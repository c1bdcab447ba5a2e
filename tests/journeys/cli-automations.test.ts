import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  automationShape,
  deliveryShape,
  newAutomationShape,
} from "../../src/contract/automation.ts";
import { openCommandLine } from "../support/command-line.ts";

const terminal = openCommandLine();
const automations = (...args: readonly string[]) => terminal.run(["automations", ...args]);
const jsonOf = async (...args: readonly string[]): Promise<unknown> =>
  JSON.parse((await automations(...args, "--json")).stdout);
const name = "postToProductUpdates";

/** The machine may be busy. */
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000 });

beforeAll(async () => {
  await terminal.start();
  const prompt = "Send a Slack message to #product-updates when this function runs";
  await terminal.run(["chat", prompt, "--yes"]);
}, 60_000);
afterAll(() => terminal.close());

test("a schedule and a webhook are added, listed, paused, run, replayed and deleted", async () => {
  expect(await automations("list")).toMatchObject({ code: 0, stdout: "" });
  const added = await automations("add", name, "--webhook", "--overlap", "queue");
  expect(added).toMatchObject({ code: 0, stdout: expect.stringMatching(/secret: whsec_\S+/) });
  const made = newAutomationShape.parse(
    await jsonOf("add", name, "--cron", "0 9 * * 1-5", "--timezone", "Europe/Berlin"),
  );
  expect(made).toMatchObject({ origin: "own", secret: null });
  const listed = await automations("list", "--function", name);
  expect(listed.stdout).toContain("At 09:00, Monday through Friday (Europe/Berlin)");
  expect(listed.stdout.trim().split("\n")).toHaveLength(2);
  expect((await automations("pause", made.id)).stdout).toBe(`${made.id} is paused.\n`);
  expect(automationShape.parse(await jsonOf("show", made.id)).status).toBe("paused");
  expect(await automations("run", made.id)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Resume it first"),
  });

  const [webhook] = automationShape.array().parse(await jsonOf("list"));
  const owed = deliveryShape.parse(
    await jsonOf("run", webhook?.id ?? "", "--payload", '{"text":"By hand"}'),
  );
  await eventually(async () => {
    const [done] = deliveryShape.array().parse(await jsonOf("deliveries", owed.automation));
    expect(done).toMatchObject({ id: owed.id, status: "succeeded", payload: { text: "By hand" } });
  });
  expect((await automations("replay", owed.id)).stdout).toBe(`${owed.id} is owed again.\n`);
  expect(await automations("secret", owed.automation)).toMatchObject({ code: 0 });
  expect(await automations("delete", made.id)).toMatchObject({
    code: 0,
    stdout: `${made.id} is deleted.\n`,
  });
  expect(await jsonOf("list")).toHaveLength(1);
});

test("what is called wrongly ends with 2, what does not work with 1", async () => {
  expect((await automations("add", name)).code).toBe(2);
  expect((await automations("add", name, "--webhook", "--cron", "* * * * *")).code).toBe(2);
  expect((await automations("add", name, "--webhook", "--attempts", "none")).code).toBe(2);
  const never = await automations("add", name, "--cron", "0 0 30 2 *", "--json");
  expect(never.code).toBe(1);
  expect(JSON.parse(never.stderr)).toMatchObject({ type: "urn:patchbay:automation/invalid" });
  expect((await automations("show", "auto_none")).code).toBe(1);
});
