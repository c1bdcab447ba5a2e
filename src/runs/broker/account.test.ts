import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createScene, list, send, statusOf, textOf } from "./scene.fixture.ts";

const as = (account: string, name = "Patchbay-Account") => ({
  ...send,
  headers: [...send.headers, [name, account] as const],
});

describe("the account that a call names", () => {
  test("has its credential taken, is written down, and never leaves", async () => {
    const { egress, sent, taken } = createScene([]);
    await egress.call(as("support"));
    await egress.call(as("sales", "PATCHBAY-ACCOUNT"));
    await egress.call(send);
    expect(taken).toEqual([{ name: "support" }, { name: "sales" }, {}]);
    expect(egress.calls().map(({ account }) => account)).toEqual(["support", "sales", undefined]);
    expect(sent).toHaveLength(3);
    for (const { headers } of sent) expect(headers.has("patchbay-account")).toBe(false);
  });

  test("is the one whose token is renewed", async () => {
    const stale = Response.json({}, { status: 401 });
    const { egress, taken, renewed } = createScene([stale]);
    await egress.call(as("sales"));
    expect(renewed).toEqual(["old"]);
    expect(taken).toEqual([{ name: "sales" }, { name: "sales" }]);
  });

  test("is named where it is gone", async () => {
    const { egress, sent } = createScene([], { get: { status: "not-connected" } });
    expect(await textOf(await egress.call(as("sales")))).toContain("(sales) is not connected");
    expect(sent).toEqual([]);
  });
});

describe("is refused, and nothing is sent", () => {
  test.each([
    ["another account than was approved", as("marketing"), "acme:support, acme:sales"],
    [
      "for an operation that is approved with the default only",
      { ...as("support"), ...listAs("support") },
      "not approved with acme:support",
    ],
    [
      "the account of whoever calls, where nobody approved it",
      as("user"),
      "not approved with acme:user",
    ],
    [
      "a second header",
      {
        ...send,
        headers: [
          ["Patchbay-Account", "support"],
          ["patchbay-account", "sales"],
        ] as const,
      },
      "several",
    ],
    ["a line in it", as("support\r\nAuthorization: Bearer x"), "no name of an account"],
    ["a list in it", as("support, sales"), "no name of an account"],
    ["a secret in it", as("{{secrets.ACME_KEY}}"), "no name of an account"],
    ["none in it", as(""), "no name of an account"],
  ])("%s", async (_, call, why) => {
    const { egress, sent, taken } = createScene([]);
    const answer = await egress.call(call);
    expect(statusOf(answer)).toBe(403);
    expect(await textOf(answer)).toContain(why);
    expect(sent).toEqual([]);
    expect(taken).toEqual([]);
    expect(egress.calls()[0]?.refused).toContain(why);
  });

  test("whatever stands in it, but for what was approved", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), async (text) => {
        const { egress, sent } = createScene([]);
        await egress.call(as(text));
        expect(sent.length).toBe(text === "support" || text === "sales" ? 1 : 0);
      }),
    );
  });
});

test("a header that a secret was put into never says whose account it is", async () => {
  const { egress, sent } = createScene([]);
  const headers = [...send.headers, ["Patchbay-Extra", "{{secrets.ACME_KEY}}"] as const];
  await egress.call({ ...send, headers });
  expect(sent[0]?.headers.has("patchbay-extra")).toBe(false);
});

test("an account is not carried by a redirect: the next call is judged anew", async () => {
  const away = new Response(null, {
    status: 302,
    headers: { location: "https://elsewhere.test/", "patchbay-account": "sales" },
  });
  const { egress, sent } = createScene([away]);
  expect(statusOf(await egress.call(as("support")))).toBe(302);
  expect(sent).toHaveLength(1);
  const followed = { ...as("support"), url: "https://elsewhere.test/" };
  expect(statusOf(await egress.call(followed))).toBe(403);
  expect(sent).toHaveLength(1);
});

test("a call that is not approved at all says so, whatever account it names", async () => {
  const { egress } = createScene([]);
  const call = { ...list, method: "DELETE", headers: [["Patchbay-Account", "support"] as const] };
  expect(await textOf(await egress.call(call))).toContain("is not an approved operation");
});

function listAs(account: string) {
  return { ...list, headers: [["Patchbay-Account", account] as const] };
}
