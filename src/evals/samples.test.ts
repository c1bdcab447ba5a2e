import { expect, test } from "vitest";
import { vocabularyOf } from "../agent/builtin/vocabulary.ts";
import { createCatalog } from "../catalog/catalog.ts";
import { connectors, providers } from "../connectors/index.ts";
import type { Flow } from "../flow/schema.ts";
import { samplesOf } from "./samples.ts";

const vocabulary = vocabularyOf(createCatalog(connectors, providers));
const input = { type: "string", description: "" } as const;
const flow: Flow = {
  name: "tell",
  description: "",
  trigger: { type: "manual" },
  inputs: {
    to: input,
    body: input,
    greeting: { ...input, default: "Hi" },
    start: input,
    count: { type: "number", description: "" },
    rows: { type: "array", description: "" },
  },
  steps: [
    {
      id: "mail",
      use: "gmail.users.messages.send",
      with: { to: "${inputs.to}", body: "${inputs.body}", subject: "${inputs.greeting}" },
    },
    { id: "event", use: "googlecalendar.events.insert", with: { start: "${inputs.start}" } },
    {
      id: "row",
      use: "googlesheets.spreadsheets.values.append",
      with: { values: "${inputs.rows}" },
    },
  ],
};

test("a sample is what the step takes; a default needs none", () => {
  expect(samplesOf(flow, vocabulary)).toEqual({
    to: "sample@example.com",
    body: "Sample",
    start: "2031-01-06T09:00:00Z",
    count: 1,
    rows: [["Sample"]],
  });
});
