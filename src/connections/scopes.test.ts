import { describe, expect, test } from "vitest";
import type { TokenKind } from "../catalog/operation.ts";
import type { Permission } from "../permissions/compute.ts";
import type { StoredConnection } from "../store/connections.ts";
import { createCatalog } from "../catalog/catalog.ts";
import { gmailConnector } from "../connectors/gmail/connector.ts";
import { google } from "../connectors/google/provider.ts";
import { slackConnector } from "../connectors/slack/connector.ts";
import { slack } from "../connectors/slack/provider.ts";
import { missingFrom, scopesOnlyOf, scopesToAsk } from "./scopes.ts";

const catalog = createCatalog([slackConnector, gmailConnector], [slack, google]);
const apart = { catalog, canMerge: false };
const merging = { catalog, canMerge: true };

function permission(scope: string, token: TokenKind, connector = "slack"): Permission {
  return {
    connector,
    scope,
    token,
    sentence: "",
    sensitivity: "read",
    access: "read",
    avoids: [],
    neededBy: [],
  };
}

function connection(
  scopes: StoredConnection["scopes"],
  status: StoredConnection["status"] = "active",
): StoredConnection {
  return {
    id: "conn_1",
    provider: "slack",
    mode: "sandbox",
    name: "acme",
    account: { id: "T1:U1", label: "Acme" },
    status,
    scopes,
    tokens: "",
    createdAt: "",
  };
}

const write = permission("chat:write", "bot");
const read = permission("channels:read", "bot");
const search = permission("search:read", "user");

describe("missing", () => {
  test("is told apart by whose token it is", () => {
    const granted = connection({ bot: ["chat:write", "search:read"] });
    expect(missingFrom(granted, [write, search], catalog)).toEqual([search]);
  });

  test("is everything without a connection, or with one that has ended", () => {
    expect(missingFrom(undefined, [write], catalog)).toEqual([write]);
    const ended = connection({ bot: ["chat:write"] }, "reconnect-needed");
    expect(missingFrom(ended, [write], catalog)).toEqual([write]);
  });
});

const auth = (name: string) => `https://www.googleapis.com/auth/${name}`;
const send = permission(auth("gmail.send"), "user", "gmail");

describe("what is asked", () => {
  test("the first time: what is needed and nothing else", () => {
    expect(scopesToAsk(undefined, [write, search], apart)).toEqual({
      widens: false,
      asked: { bot: ["chat:write"], user: ["search:read"] },
    });
  });

  test("for more: what there was stays, and a token that lacks nothing is left alone", () => {
    const granted = connection({ bot: ["chat:write", "users:read"], user: ["search:read"] });
    expect(scopesToAsk(granted, [write, read, search], apart).asked).toEqual({
      bot: ["channels:read", "chat:write", "users:read"],
    });
  });

  test("with nothing missing: all of it, for another account", () => {
    const granted = connection({ bot: ["chat:write"], user: ["search:read"] });
    expect(scopesToAsk(granted, [write], apart).asked).toEqual({ bot: ["chat:write"] });
  });

  test("after the end of a connection: all that it had, and what is needed", () => {
    const ended = connection({ bot: ["chat:write"], user: ["search:read"] }, "reconnect-needed");
    for (const way of [apart, merging]) {
      expect(scopesToAsk(ended, [read], way)).toEqual({
        widens: false,
        asked: { bot: ["channels:read", "chat:write"], user: ["search:read"] },
      });
    }
  });

  test("where grants are merged: only what is missing", () => {
    const granted = connection({ user: [auth("gmail.send")] });
    const labels = permission(auth("gmail.labels"), "user", "gmail");
    expect(scopesToAsk(granted, [send, labels], merging)).toEqual({
      widens: true,
      asked: { user: [auth("gmail.labels")] },
    });
  });
});

describe("a wider scope", () => {
  test("that was granted makes a narrower one needless", () => {
    const granted = connection({ user: [auth("gmail.modify")] });
    expect(missingFrom(granted, [send], catalog)).toEqual([]);
  });

  test("does not follow from a narrower one", () => {
    const modify = permission(auth("gmail.modify"), "user", "gmail");
    expect(missingFrom(connection({ user: [auth("gmail.send")] }), [modify], catalog)).toEqual([
      modify,
    ]);
  });
});

test("a connector's own scopes are those that no other of its provider can use", () => {
  const granted = { user: [auth("gmail.send"), auth("drive.file")] };
  expect(scopesOnlyOf(catalog, "gmail", granted)).toEqual([auth("gmail.send")]);
});
