import { expect, test } from "vitest";
import { createCatalog } from "../catalog/catalog.ts";
import { connectors, providers } from "../connectors/index.ts";
import { flowSchema } from "../flow/schema.ts";
import { inputFormOf } from "./input-hints.ts";

const catalog = createCatalog(connectors, providers);
const form = (inputs: unknown, steps: unknown) =>
  inputFormOf(
    {
      flow: flowSchema.parse({
        name: "f",
        description: "F",
        trigger: { type: "manual" },
        inputs,
        steps,
      }),
      origin: "flow",
    },
    catalog,
  ).properties;

test("an input that is handed on as it is has the choices of what it is handed to", () => {
  const steps = [
    {
      id: "thread",
      use: "gmail.users.threads.get",
      with: { id: "${inputs.id}", format: "${inputs.format}" },
    },
  ];
  const inputs = { id: { type: "string" }, format: { type: "string" } };
  expect(form(inputs, steps)).toMatchObject({
    format: { type: "string", enum: expect.arrayContaining(["full", "minimal"]) },
    id: { type: "string" },
  });
});

test("a part of a text has none, and neither has what is within an input", () => {
  const steps = [
    {
      id: "thread",
      use: "gmail.users.threads.get",
      with: { id: "a", format: "x${inputs.format}" },
    },
    {
      id: "other",
      use: "gmail.users.threads.get",
      with: { id: "a", format: "${inputs.more.format}" },
    },
  ];
  const inputs = { format: { type: "string" }, more: { type: "object" } };
  const made = form(inputs, steps);
  expect(made["format"]).toEqual({ type: "string" });
  expect(made["more"]).not.toHaveProperty("enum");
});
