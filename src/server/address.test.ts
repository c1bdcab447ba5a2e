import { expect, test } from "vitest";
import { clientAddress, isNetwork } from "./address.ts";

const proxies = ["10.0.0.0/8", "2001:db8::/32", "127.0.0.1"];

test.each([
  ["nobody in between", "203.0.113.9", undefined, "203.0.113.9"],
  ["what a stranger claims counts for nothing", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["a trusted proxy says who it is", "10.0.0.1", "198.51.100.1", "198.51.100.1"],
  [
    "what the client put before it counts for nothing",
    "10.0.0.1",
    "1.2.3.4, 198.51.100.1",
    "198.51.100.1",
  ],
  ["two proxies in a row", "10.0.0.1", "1.2.3.4, 198.51.100.1, 10.9.9.9", "198.51.100.1"],
  ["mapped into IPv6", "::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"],
  ["IPv6", "2001:db8::1", "2001:4860::8", "2001:4860::8"],
  ["a proxy that says nothing", "10.0.0.1", undefined, "10.0.0.1"],
])("%s", (_, peer, forwarded, expected) => {
  expect(clientAddress(peer, forwarded, proxies)).toBe(expected);
});

test("nonsense from a trusted proxy is nobody's address: it counts as the proxy's own", () => {
  expect(clientAddress("10.0.0.1", "<script>", proxies)).toBe("10.0.0.1");
  expect(clientAddress("10.0.0.1", "198.51.100.1, <script>", proxies)).toBe("10.0.0.1");
});

test("without trusted proxies nothing is believed", () => {
  expect(clientAddress("127.0.0.1", "198.51.100.1", [])).toBe("127.0.0.1");
});

test("networks", () => {
  expect(["10.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"].map(isNetwork)).not.toContain(false);
  expect(["all", "10.0.0.0/99", "example.org"].map(isNetwork)).not.toContain(true);
});
