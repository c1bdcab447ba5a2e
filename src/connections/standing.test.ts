import { expect, test } from "vitest";
import { createCatalog } from "../catalog/catalog.ts";
import { connectors, providers } from "../connectors/index.ts";
import type { StoredConnection } from "../store/connections.ts";
import { standingOf } from "./standing.ts";

const catalog = createCatalog(connectors, providers);
const connected = (more: Partial<StoredConnection>): StoredConnection => ({
  id: "conn",
  provider: "slack",
  mode: "sandbox",
  name: "acme",
  account: { id: "T1", label: "Acme" },
  status: "active",
  scopes: { bot: ["chat:write"] },
  tokens: "",
  createdAt: "",
  ...more,
});
const needs = (scope: string, token: "bot" | "user" = "bot") => ({
  approvals: [{ operation: "slack.chat.postMessage", token }],
  permissions: [{ connector: "slack", scopes: [scope] }],
});

test("what is granted, what lacks, and what has ended", () => {
  const standing = standingOf([connected({})], catalog);
  expect(standing(needs("chat:write"))).toEqual({ ended: [], lacking: [] });
  expect(standing(needs("reactions:write"))).toEqual({ ended: [], lacking: ["slack"] });
  expect(standing(needs("chat:write", "user"))).toEqual({ ended: [], lacking: ["slack"] });
  expect(standingOf([], catalog)(needs("chat:write"))).toEqual({ ended: [], lacking: ["slack"] });
  expect(
    standingOf([connected({ status: "reconnect-needed" })], catalog)(needs("chat:write")),
  ).toEqual({
    ended: ["slack"],
    lacking: [],
  });
});

test("of several accounts the last signed in to is used", () => {
  const both = [connected({ scopes: { bot: ["reactions:write"] } }), connected({ id: "older" })];
  expect(standingOf(both, catalog)(needs("chat:write")).lacking).toEqual(["slack"]);
});

test("what needs no permission stands", () => {
  expect(standingOf([], catalog)({ approvals: [], permissions: [] })).toEqual({
    ended: [],
    lacking: [],
  });
});
