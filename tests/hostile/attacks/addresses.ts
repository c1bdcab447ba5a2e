import type { Attack } from "./attack.ts";

const calls = (url: string, init = "{}") => `
  const answer = await fetch(${JSON.stringify(url)}, ${init});
  if (answer.ok) return reached(answer.url);
  throw new Error((await answer.json()).detail);`;

const address = ([name, url, why, init]: readonly [string, string, RegExp, string?]): Attack => {
  return { name, body: calls(url, init), why };
};
const remove = `{ method: "DELETE" }`;

const operation = /\b[A-Z]+ \S+ is not an approved operation of this function\. Approved: acme\./;
const port = /an address must not name a port/;
const scheme = /only https is allowed/;
const user = /an address must not carry a user or password/;
const twoWays = /the path can be read in two ways/;

/** Addresses that look approved, or that two readers could read in two ways. */
export const addresses: readonly Attack[] = (
  [
    ["an operation that was not approved", "https://api.acme.test/admin", operation, remove],
    [
      "an approved path by another method",
      "https://api.acme.test/items",
      operation,
      `{ method: "POST" }`,
    ],
    ["a method in small letters", "https://api.acme.test/admin", operation, `{ method: "delete" }`],
    ["a method that does not exist", "https://api.acme.test/items", operation, `{ method: "GOT" }`],
    [
      "a method with a line break",
      "https://api.acme.test/items",
      /Method is not valid/,
      `{ method: "GET /admin\\r\\n" }`,
    ],
    ["another host", "https://evil.test/items", operation],
    ["a host that ends like the right one", "https://evilapi.acme.test/items", operation],
    ["a host that begins like the right one", "https://api.acme.test.evil.test/items", operation],
    ["the parent of the host", "https://acme.test/items", operation],
    ["a dot behind the host", "https://api.acme.test./items", operation],
    ["a host in another script", "https://аpi.acme.test/items", operation],
    ["a host with an encoded dot", "https://api.acme.test%2eevil.test/items", operation],
    ["a user that looks like the host", "https://api.acme.test@evil.test/items", user],
    [
      "a user and password that look like host and port",
      "https://api.acme.test:443@127.0.0.1:CANARY/items",
      user,
    ],
    ["a user at the right host", "https://me:pass@api.acme.test/items", user],
    ["a backslash before another host", "https://evil.test\\@api.acme.test/items", operation],
    ["a backslash behind the host", "https://api.acme.test\\@evil.test/items", operation],
    ["a port of the right host", "https://api.acme.test:8443/items", port],
    ["the port of http", "https://api.acme.test:80/items", port],
    ["plain http", "http://api.acme.test/items", scheme],
    ["plain http at the port of https", "http://api.acme.test:443/items", scheme],
    ["ftp", "ftp://api.acme.test/items", scheme],
    ["ws", "ws://api.acme.test/items", scheme],
    ["a scheme of nobody", "acme://api.acme.test/items", scheme],
    ["a script", "javascript:alert(1)", scheme],
    ["a loopback port", "http://127.0.0.1:CANARY/", scheme],
    ["loopback by name", "https://localhost:CANARY/items", port],
    ["loopback, short", "https://127.1:CANARY/items", port],
    ["loopback as one number", "https://2130706433:CANARY/items", port],
    ["loopback in octal and hex", "https://0177.0.0.0x1:CANARY/items", port],
    ["no address at all", "https://0.0.0.0:CANARY/items", port],
    ["loopback of IPv6", "https://[::1]:CANARY/items", port],
    ["IPv4 inside of IPv6", "https://[::ffff:127.0.0.1]:CANARY/items", port],
    ["the network at home", "https://192.168.0.1/items", operation],
    ["the cloud's metadata", "http://169.254.169.254/latest/meta-data/", scheme],
    [
      "the cloud's metadata by name",
      "https://metadata.google.internal/computeMetadata/v1/",
      operation,
    ],
    ["the cloud's metadata by IPv6", "https://[fd00:ec2::254]/latest/meta-data/", operation],
    ["a climb", "https://api.acme.test/items/../admin", operation, remove],
    ["an encoded climb", "https://api.acme.test/items/%2e%2e/admin", operation, remove],
    ["a climb that is half encoded", "https://api.acme.test/items/.%2E/admin", operation, remove],
    ["a climb behind an encoded slash", "https://api.acme.test/items/..%2fadmin", twoWays],
    ["a climb that is encoded twice", "https://api.acme.test/items/%252e%252e%252fadmin", twoWays],
    ["an encoded backslash", "https://api.acme.test/items/..%5cadmin", twoWays],
    ["an empty segment", "https://api.acme.test//items", twoWays],
    ["an empty segment by a tab", "https://api.acme.test/\t/items", twoWays],
    ["a path in large letters", "https://api.acme.test/ITEMS", operation],
    ["a slash at the end", "https://api.acme.test/items/", operation],
    ["a parameter of a segment", "https://api.acme.test/items;/admin", twoWays],
    ["a zero byte", "https://api.acme.test/items%00", twoWays],
    ["a line break", "https://api.acme.test/items%0d%0aX-A:%20b", twoWays],
    [
      "a token of its own in the query",
      "https://api.acme.test/items?access_token=mine",
      /carries a credential of its own\. Patchbay attaches the credential/,
    ],
    ["the origin of the stand-in, another operation", "PROVIDER/admin", operation, remove],
    [
      "an address without end",
      `https://api.acme.test/items?${"a".repeat(300_000)}`,
      /the address is longer than 64 kB/,
    ],
  ] as const
).map(address);

const redirect = ([name, to, why]: readonly [string, string, RegExp]): Attack => {
  return {
    name: `a redirect to ${name}`,
    body: calls(`https://api.acme.test/redirect?to=${encodeURIComponent(to)}`),
    why,
    approved: ["acme.redirect"],
  };
};

/** Answers of the provider that send a function elsewhere: each hop is judged again. */
export const redirects: readonly Attack[] = (
  [
    ["a denied host", "https://evil.test/", operation],
    ["a denied operation", "https://api.acme.test/admin", operation],
    ["a denied operation, by path alone", "/items", operation],
    ["a host without a scheme", "//evil.test/items", operation],
    ["a loopback port", "http://127.0.0.1:CANARY/", scheme],
    ["the cloud's metadata", "http://169.254.169.254/latest/meta-data/", scheme],
    ["plain http", "http://api.acme.test/redirect", scheme],
    ["a file", "file:///etc/passwd", scheme],
    ["data", "data:text/plain,hello", scheme],
    ["a user", "https://api.acme.test@127.0.0.1:CANARY/", user],
    ["itself, without end", "?to=%3F", /too many redirects/],
  ] as const
).map(redirect);
