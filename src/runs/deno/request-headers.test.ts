import { expect, test } from "vitest";
import { requestHeaders } from "./request-headers.ts";

test("a function learns nothing that proves who calls, and what is added counts", () => {
  const given = new Headers({
    Authorization: "Bearer key",
    Cookie: "patchbay_1=abc",
    "Proxy-Authorization": "Basic x",
    "On-Behalf-Of": "Bearer key",
    "Base44-Api-Url": "https://evil.test",
    "Base44-App-Id": "other",
    "content-type": "text/plain",
    "x-hub-signature-256": "sha256=1",
  });
  expect(requestHeaders(given)).toEqual([
    ["content-type", "text/plain"],
    ["x-hub-signature-256", "sha256=1"],
  ]);
  expect(requestHeaders(given, { "base44-app-id": "mine" }).at(-1)).toEqual([
    "base44-app-id",
    "mine",
  ]);
});
