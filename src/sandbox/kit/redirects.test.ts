import { expect, test } from "vitest";
import { anyLoopbackRedirect, isRegisteredRedirect } from "./redirects.ts";

const own = "http://127.0.0.1:4321/oauth/callback";

test.each([
  own.replace("4321", "4322"),
  `${own}/`,
  `${own}?x=1`,
  own.replace("127.0.0.1", "localhost"),
  anyLoopbackRedirect,
])("%s is not the registered address", (given) => {
  expect(isRegisteredRedirect(given, [own])).toBe(false);
});

test("the registered address is exactly that", () => {
  expect(isRegisteredRedirect(own, [own])).toBe(true);
});

test("any loopback address, where that is registered, and nothing else", () => {
  const registered = [anyLoopbackRedirect];
  for (const given of [own, "http://localhost:9/x", "http://[::1]:9/x"]) {
    expect(isRegisteredRedirect(given, registered)).toBe(true);
  }
  for (const given of [
    "https://evil.example/",
    "http://127.0.0.1.evil.example/",
    "http://127.0.0.1@evil.example/",
    "http://user@127.0.0.1/",
    "http://127.0.0.1/#token",
    "loopback",
    "not a url",
  ]) {
    expect(isRegisteredRedirect(given, registered)).toBe(false);
  }
});
