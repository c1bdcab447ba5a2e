import { expect, test } from "vitest";
import { calledOf } from "./called.ts";

test.each([
  ["Acme", "acme", "Acme"],
  ["Acme", "acme-2", "Acme (slack:acme-2)"],
  ["Acme", "support", "Acme (slack:support)"],
  ["Café Robotics ", "cafe-robotics", "Café Robotics "],
  ["maya@example.com", "maya-example-com", "maya@example.com"],
])("%s that is called %s", (label, name, called) => {
  expect(calledOf({ provider: "slack", name, account: { id: "T1", label } })).toBe(called);
});
