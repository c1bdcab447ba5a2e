import { expect, test } from "vitest";
import { callOf } from "./call.ts";
import type { OperationRequest } from "./operation.ts";

const base: OperationRequest = {
  method: "POST",
  host: "api.acme.test",
  path: "/v1/{box}/items",
  body: "json",
};
const text = (body: Uint8Array | undefined) => new TextDecoder().decode(body);

test("puts inputs into path, query and body", () => {
  const call = callOf(
    {
      request: {
        ...base,
        query: ["notify"],
        fixedQuery: { all: "true" },
        places: { title: "info.title", mail: "mails.0.value" },
      },
    },
    { box: "a b/c", notify: ["x", "y"], title: "T", mail: "m@x.test", size: 3, left: undefined },
  );
  expect(call.url).toBe("https://api.acme.test/v1/a%20b%2Fc/items?all=true&notify=x&notify=y");
  expect(JSON.parse(text(call.body))).toEqual({
    info: { title: "T" },
    mails: [{ value: "m@x.test" }],
    size: 3,
  });
});

test("a GET has everything in its query, and defaults fill the path", () => {
  const request: OperationRequest = { ...base, method: "GET", defaults: { box: "primary" } };
  const call = callOf({ request }, { q: "x&y", flag: true });
  expect(call).toEqual({
    method: "GET",
    url: "https://api.acme.test/v1/primary/items?q=x%26y&flag=true",
    headers: [],
  });
});

test("a form is encoded, with lists as JSON", () => {
  const call = callOf({ request: { ...base, body: "form" } }, { box: "b", a: "1&2", list: [1] });
  expect(text(call.body)).toBe("a=1%262&list=%5B1%5D");
  expect(call.headers).toEqual([["content-type", "application/x-www-form-urlencoded"]]);
});

test("an input takes the place of a fixed parameter, and null leaves it out", () => {
  const fixedQuery = { orderBy: "startTime", singleEvents: "true" };
  const request: OperationRequest = { ...base, path: "/items", method: "GET", fixedQuery };
  const { url } = callOf({ request }, { orderBy: null, singleEvents: "false", syncToken: "s" });
  expect(url).toBe("https://api.acme.test/items?singleEvents=false&syncToken=s");
});
