import { describe, expect, test } from "vitest";
import type { TokenKind } from "../catalog/operation.ts";
import type { Permission } from "../permissions/compute.ts";
import type { StoredConnection } from "../store/connections.ts";
import { missingFrom, scopesToAsk } from "./scopes.ts";

function permission(scope: string, token: TokenKind): Permission {
  return {
    connector: "slack",
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
    expect(missingFrom(granted, [write, search])).toEqual([search]);
  });

  test("is everything without a connection, or with one that has ended", () => {
    expect(missingFrom(undefined, [write])).toEqual([write]);
    const ended = connection({ bot: ["chat:write"] }, "reconnect-needed");
    expect(missingFrom(ended, [write])).toEqual([write]);
  });
});

describe("what is asked", () => {
  test("the first time: what is needed and nothing else", () => {
    expect(scopesToAsk(undefined, [write, search])).toEqual({
      bot: ["chat:write"],
      user: ["search:read"],
    });
  });

  test("for more: what there was stays, and a token that lacks nothing is left alone", () => {
    const granted = connection({ bot: ["chat:write", "users:read"], user: ["search:read"] });
    expect(scopesToAsk(granted, [write, read, search])).toEqual({
      bot: ["channels:read", "chat:write", "users:read"],
    });
  });

  test("with nothing missing: all of it, for another account", () => {
    const granted = connection({ bot: ["chat:write"], user: ["search:read"] });
    expect(scopesToAsk(granted, [write])).toEqual({ bot: ["chat:write"] });
  });

  test("after the end of a connection: all that it had, and what is needed", () => {
    const ended = connection({ bot: ["chat:write"], user: ["search:read"] }, "reconnect-needed");
    expect(scopesToAsk(ended, [read])).toEqual({
      bot: ["channels:read", "chat:write"],
      user: ["search:read"],
    });
  });
});
