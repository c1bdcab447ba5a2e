import fc from "fast-check";
import { expect, test } from "vitest";
import { addIntegrationBody } from "../../../src/contract/integration.ts";
import { nameOf, slugOf } from "./slug.ts";

test("the words that every document has are left out", () => {
  expect(slugOf("Acme Stock API v2")).toBe("acmestock");
  expect(slugOf("2Checkout")).toBe("checkout");
  expect(slugOf("Überweisung")).toBe("uberweisung");
  expect(slugOf("…")).toBe("tool");
});

test("whatever a document is called, the proposed id is one that can be added", () => {
  const { id } = addIntegrationBody.shape;
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (title) => {
      expect(id.safeParse(slugOf(title)).success).toBe(true);
      expect(nameOf(title).length).toBeLessThanOrEqual(60);
      expect(nameOf(title)).not.toBe("");
    }),
  );
});
