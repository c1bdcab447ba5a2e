import { expect, test } from "vitest";
import { createCatalog } from "../catalog/catalog.ts";
import { connectors, providers } from "../connectors/index.ts";
import { timeoutMsOf } from "./time-limit.ts";

const catalog = createCatalog(connectors, providers);
const limitOf = (...operations: readonly string[]) =>
  timeoutMsOf(
    { approvals: operations.map((operation) => ({ operation, token: "user" })) },
    catalog,
  );

test("a run that asks the model has more time than one that does not", () => {
  expect(limitOf("slack.chat.postMessage", "ai.classify")).toBe(300_000);
  expect(limitOf("slack.chat.postMessage")).toBeUndefined();
  expect(limitOf("gone.from.catalog")).toBeUndefined();
});
