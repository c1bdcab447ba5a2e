import { expect, test } from "vitest";
import { isAccountName, nameFrom } from "../contract/account-name.ts";
import { freeName } from "./names.ts";

test.each([
  ["Acme Robotics", "acme-robotics"],
  ["mara@example.com", "mara-example-com"],
  ["  Café — São Paulo!  ", "cafe-sao-paulo"],
  ["営業部", "account"],
  ["", "account"],
  ["User", "account"],
  ["x".repeat(60), "x".repeat(40)],
  [`${"x".repeat(39)} y`, "x".repeat(39)],
])("%j is called %s", (label, name) => {
  expect(nameFrom(label)).toBe(name);
  expect(isAccountName(name)).toBe(true);
});

test("a name that is taken gets a number, and stays a name", () => {
  expect(freeName("acme", [])).toBe("acme");
  expect(freeName("acme", ["acme", "acme-2"])).toBe("acme-3");
  const long = freeName("x".repeat(40), ["x".repeat(40)]);
  expect(isAccountName(long)).toBe(true);
});

test.each(["user", "Support", "-x", "a b", "", "x".repeat(41)])("%j is no name", (name) => {
  expect(isAccountName(name)).toBe(false);
});
