import { expect, test } from "vitest";
import type { Flow } from "../../flow/schema.ts";
import { echo } from "./echo.ts";
import { chatCatalog } from "./test-catalog.ts";
import { vocabularyOf } from "./vocabulary.ts";

const around = {
  vocabulary: vocabularyOf(chatCatalog),
  now: new Date("2026-11-27T10:00:00Z"),
  timezone: "Europe/Berlin",
  before: undefined,
  assumed: ["at 9:00"],
};
const flow: Flow = {
  name: "postToSales",
  description: "Send a message to #sales.",
  trigger: { type: "schedule", cron: "0 9 * * 1-5", timezone: "Europe/Berlin" },
  inputs: { greeting: { type: "string", description: "How it begins.", default: "Good morning" } },
  steps: [
    {
      id: "message",
      use: "slack.chat.postMessage",
      with: { channel: "#sales", text: "${inputs.greeting}, \\${team}" },
    },
    {
      id: "reaction",
      use: "slack.reactions.add",
      with: { channel: "#sales", timestamp: "${message.ts}", name: "wave" },
    },
  ],
};

test("a new function: tools, the next three times, each step with its values, inputs, assumptions", () => {
  expect(echo({ kind: "create", flow, assumed: [] }, around)).toBe(`What I understood:

- **Tools:** Slack
- **Starts:** At 09:00, Monday through Friday (Europe/Berlin); next Mon 30 Nov 2026, 09:00; Tue 1 Dec 2026, 09:00; Wed 2 Dec 2026, 09:00
- **Send a message:** channel \`#sales\`, text \`{greeting}, \${team}\`
- **Add an emoji reaction:** channel \`#sales\`, timestamp \`{message.ts}\`, name \`wave\`
- **Passed when it runs:** \`greeting\` (How it begins; \`Good morning\` where left out)
- **Assumed:** at 9:00
`);
});

test("what the flow lacks of what was said is said, with the way on", () => {
  const gaps = { needsModel: ["summarizes them with an agent"], leftOut: ["in pink"] };
  const lines = echo({ kind: "create", flow, assumed: [], gaps }, { ...around, assumed: [] });
  expect(lines).toContain(
    "- **Needs a hosted model:** “summarizes them with an agent”; without one what was read stands as it is. Choose one under Settings and say it again\n",
  );
  expect(lines).toContain("- **Left out:** “in pink”\n");
});

test("a change: what it touches, and nothing else", () => {
  const [message, reaction] = flow.steps;
  if (!message || !reaction) throw new Error("The flow has two steps.");
  const changed: Flow = {
    ...flow,
    trigger: { type: "webhook" },
    steps: [{ ...message, with: { ...message.with, channel: "#all" } }],
  };
  const intent = { kind: "edit", base: 1, flow: changed, changes: ["it goes to #all"] } as const;
  expect(echo(intent, { ...around, before: flow, assumed: [] }))
    .toBe(`The change to \`postToSales\`:

- **Changes:** it goes to #all
- **Tools:** Slack
- **Starts:** when your app calls it
- **Send a message:** channel \`#all\`, text \`{greeting}, \${team}\`
- **No longer:** add an emoji reaction
`);
});

test("text that is Markdown, or long, does not break the list", () => {
  const text = "`a`\n- **b** " + "x".repeat(500);
  const [message] = flow.steps;
  if (!message) throw new Error("The flow has steps.");
  const steps = [{ ...message, with: { channel: "#sales", text } }];
  const said = echo({ kind: "create", flow: { ...flow, steps }, assumed: [] }, around);
  const lines = said.split("\n").filter((line) => line.startsWith("- **"));
  expect(lines.map((line) => /\*\*(.*?):\*\*/.exec(line)?.[1])).toEqual([
    "Tools",
    "Starts",
    "Send a message",
    "Passed when it runs",
    "Assumed",
  ]);
  expect(said.length).toBeLessThan(900);
});

test("an instant is said as the clock of the person shows it", () => {
  const step = {
    id: "message",
    use: "slack.chat.scheduleMessage",
    with: { channel: "#sales", text: "hi", post_at: Date.UTC(2026, 10, 30, 8) / 1000 },
  };
  expect(echo({ kind: "create", flow: { ...flow, steps: [step] }, assumed: [] }, around)).toContain(
    "post at `Mon 30 Nov 2026, 09:00`",
  );
});
