import { afterAll, beforeAll, expect, test } from "vitest";
import { addresses, redirects } from "./attacks/addresses.ts";
import { expectMachineAsBefore, machineNow, testContained } from "./contained.ts";
import { type Ground, accessToken, createGround, functionOf } from "./ground.ts";

/** Calls that the broker must not let through, and how those go out that it does. */
const machineBefore = machineNow();
let ground: Ground;
beforeAll(async () => {
  ground = await createGround();
});
afterAll(async () => {
  await ground.close();
  expectMachineAsBefore(machineBefore);
});

testContained("refuses", addresses, () => ground);
testContained("judges again", redirects, () => ground);

test.each([
  "HTTPS://API.ACME.TEST/items",
  "https://api.acme.test:443/items",
  "https://api.acme.test:/items",
  "https://api。acme。test/items",
  "https://ａｐｉ.acme.test/items",
  "https:\\\\api.acme.test\\items",
  "https:api.acme.test/items",
  "https://api.acme.test/./items",
  "https://api.acme.test/admin/../items",
  "https://api.acme.test/items#/../admin",
  " https://api.acme.test/items\n",
])("%j is one more spelling of what is approved, and goes out in the usual one", async (url) => {
  const seen = ground.received.length;
  const { outcome } = await ground.run(functionOf(`return fetch(${JSON.stringify(url)});`));
  expect(outcome.calls).toMatchObject([{ operation: "acme.items.list", status: 200 }]);
  expect(ground.received.slice(seen)).toMatchObject([{ method: "GET", url: "/items" }]);
});

test("drops every header that could change what the call is", async () => {
  const headers = {
    cookie: "a=b",
    "x-http-method-override": "DELETE",
    "x-forwarded-for": "10.0.0.1",
    "proxy-authorization": "Basic x",
    forwarded: "host=evil.test",
    host: "evil.test",
    "transfer-encoding": "chunked",
    "content-length": "7",
    accept: "application/json",
  };
  await ground.run(
    functionOf(`return fetch("https://api.acme.test/items", ${JSON.stringify({ headers })});`),
  );
  const got = ground.received.at(-1)?.headers ?? {};
  expect(got).toMatchObject({
    authorization: `Bearer ${accessToken}`,
    accept: "application/json",
    host: new URL(ground.apiBase).host,
  });
  const dropped = Object.keys(headers).filter((name) => !["accept", "host"].includes(name));
  expect(dropped.filter((name) => got[name] !== undefined)).toEqual([]);
});

test("follows a redirect to what is approved", async () => {
  const url = `https://api.acme.test/redirect?to=${encodeURIComponent("/items?page=2")}`;
  const { text } = await ground.run(
    functionOf(
      `const a = await fetch("${url}"); return Response.json([a.status, a.redirected, a.url]);`,
    ),
    { approved: ["acme.redirect", "acme.items.list"] },
  );
  expect(JSON.parse(text)).toEqual([200, true, "https://api.acme.test/items?page=2"]);
});
