import { expect, test } from "vitest";
import { createCatalog } from "../catalog/catalog.ts";
import { connectors, providers } from "../connectors/index.ts";
import type { StoredConnection } from "../store/connections.ts";
import { accountsNeeded, standingOf } from "./standing.ts";

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
  const standing = standingOf(() => connected({}), catalog);
  expect(standing(needs("chat:write"))).toEqual({ ended: [], lacking: [] });
  expect(standing(needs("reactions:write"))).toEqual({ ended: [], lacking: ["slack"] });
  expect(standing(needs("chat:write", "user"))).toEqual({ ended: [], lacking: ["slack"] });
  expect(standingOf(() => undefined, catalog)(needs("chat:write"))).toEqual({
    ended: [],
    lacking: ["slack"],
  });
  expect(
    standingOf(() => connected({ status: "reconnect-needed" }), catalog)(needs("chat:write")),
  ).toEqual({
    ended: ["slack"],
    lacking: [],
  });
});

test("what names an account is judged by that account", () => {
  const sales = connected({ scopes: { bot: ["reactions:write"] } });
  const standing = standingOf((_, name) => (name === "sales" ? sales : connected({})), catalog);
  const named = (scope: string, account: string) => ({
    approvals: needs(scope).approvals,
    permissions: [{ connector: "slack", account, scopes: [scope] }],
  });
  expect(standing(named("chat:write", "sales")).lacking).toEqual(["slack"]);
  expect(standing(named("reactions:write", "sales")).lacking).toEqual([]);
  expect(standing(named("reactions:write", "user")).lacking).toEqual([]);
  expect(accountsNeeded([needs("chat:write"), named("chat:write", "sales")], catalog)).toEqual(
    new Map([["slack", new Set(["sales"])]]),
  );
});

test("what needs no permission stands", () => {
  expect(standingOf(() => undefined, catalog)({ approvals: [], permissions: [] })).toEqual({
    ended: [],
    lacking: [],
  });
});
