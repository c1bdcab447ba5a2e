import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acmeOperations, acmeProvider } from "./acme.fixture.ts";
import type { Operation } from "../../catalog/operation.ts";
import { type EgressCall, type Grant, judge } from "./judge.ts";

const apiBase = "http://127.0.0.1:4700";
const grantOf = (operation: Operation, base?: string): Grant => ({
  operation,
  token: "user",
  provider: acmeProvider,
  mode: "live",
  apiHeaders: {},
  ...(base ? { apiBase: base } : {}),
});
const { list, get, append, send, upload, wipe } = acmeOperations;
const grants = [list, get, append, send, upload].map((operation) => grantOf(operation));
const sandboxed = [list, get, append, send, upload].map((operation) => grantOf(operation, apiBase));

const call = (method: string, url: string, more: Partial<EgressCall> = {}): EgressCall => ({
  method,
  url,
  headers: [],
  ...more,
});

/** The operation and token of what was allowed, else why it was not. */
function verdict(one: EgressCall, given = grants): string {
  const judged = judge(one, given);
  return judged.status === "allowed"
    ? `${judged.grant.operation.id} ${judged.token} ${judged.target.href}`
    : judged.why;
}

describe("what is allowed", () => {
  test.each([
    [
      "GET",
      "https://api.acme.test/items?limit=2#x",
      "acme.items.list user https://api.acme.test/items?limit=2",
    ],
    ["GET", "https://API.acme.test:443/items", "acme.items.list user https://api.acme.test/items"],
    [
      "GET",
      "https://api.acme.test/items/a%20b",
      "acme.items.get user https://api.acme.test/items/a%20b",
    ],
    [
      "GET",
      "https://api.acme.test/items/A1%3AB2",
      "acme.items.get user https://api.acme.test/items/A1%3AB2",
    ],
    [
      "POST",
      "https://api.acme.test/items/x:append",
      "acme.items.append user https://api.acme.test/items/x:append",
    ],
    ["GET", "https://api.acme.test/files", "acme.files.upload user https://api.acme.test/files"],
    [
      "POST",
      "https://files.acme.test/upload/v1/abc",
      "acme.files.upload none https://files.acme.test/upload/v1/abc",
    ],
  ])("%s %s", (method, url, expected) => {
    expect(verdict(call(method, url))).toBe(expected);
  });

  test("what is pointed elsewhere is sent there, path and query unchanged", () => {
    expect(verdict(call("GET", "https://api.acme.test/items?a=1"), sandboxed)).toBe(
      `acme.items.list user ${apiBase}/items?a=1`,
    );
    expect(verdict(call("POST", `${apiBase}/upload/1`), sandboxed)).toBe(
      `acme.files.upload none ${apiBase}/upload/1`,
    );
  });
});

describe("what is refused", () => {
  test.each([
    ["another method", "DELETE", "https://api.acme.test/items"],
    ["an operation that was not approved", "DELETE", "https://api.acme.test/admin"],
    ["a longer path", "GET", "https://api.acme.test/items/a/b"],
    ["an empty segment value", "GET", "https://api.acme.test/items/"],
    ["a custom method by a parameter", "GET", "https://api.acme.test/items/x:append"],
    ["a path in other case", "GET", "https://api.acme.test/Items"],
    ["a subdomain", "GET", "https://x.api.acme.test/items"],
    ["a host that ends alike", "GET", "https://evilapi.acme.test/items"],
    ["a host that begins alike", "GET", "https://api.acme.test.evil.test/items"],
    ["a trailing dot", "GET", "https://api.acme.test./items"],
    ["a soft hyphen away", "GET", "https://api.acme.tes%00t/items"],
    ["the host as user", "GET", "https://api.acme.test@evil.test/items"],
    ["a user", "GET", "https://me:pw@api.acme.test/items"],
    ["a port", "GET", "https://api.acme.test:8443/items"],
    ["plain http", "GET", "http://api.acme.test/items"],
    ["another scheme", "GET", "file:///etc/passwd"],
    ["no URL", "GET", "//api.acme.test/items"],
    ["the stand-in where none is set", "GET", `${apiBase}/items`],
    ["an encoded slash", "GET", "https://api.acme.test/items/a%2fb"],
    ["an encoded backslash", "GET", "https://api.acme.test/items/a%5Cb"],
    ["an encoded dot", "GET", "https://api.acme.test/items/a%2eb"],
    ["an encoded percent sign", "GET", "https://api.acme.test/items/a%252f"],
    ["a null byte", "GET", "https://api.acme.test/items/a%00"],
    ["a line break", "GET", "https://api.acme.test/items/a%0d%0a"],
    ["an empty segment", "GET", "https://api.acme.test//items"],
    ["a segment parameter", "GET", "https://api.acme.test/items/a;b"],
    ["a climb out", "GET", "https://api.acme.test/items/../admin"],
    ["a token in the query", "GET", "https://api.acme.test/items?token=x"],
    ["a token in the query, encoded", "GET", "https://api.acme.test/items?%74oken=x"],
    ["a token in the query, in capitals", "GET", "https://api.acme.test/items?Access_Token=x"],
  ])("%s", (_, method, url) => {
    expect(judge(call(method, url), grants).status).toBe("refused");
  });

  test.each([
    ["application/x-www-form-urlencoded", "text=hi&token=x"],
    [
      "multipart/form-data; boundary=b",
      '--b\r\nContent-Disposition: form-data; name="token"\r\n\r\nx\r\n--b--',
    ],
    ["text/plain", "token=x"],
  ])("a credential in a body of %s", (type, body) => {
    const headers = [["Content-Type", type]] as const;
    const one = call("POST", "https://api.acme.test/messages", {
      headers,
      body: Buffer.from(body),
    });
    expect(verdict(one)).toContain("credential of its own");
  });

  test("a word in a text is no credential", () => {
    const headers = [["content-type", "application/json"]] as const;
    const body = Buffer.from('{"text":"?a&token=x"}');
    expect(
      judge(call("POST", "https://api.acme.test/messages", { headers, body }), grants).status,
    ).toBe("allowed");
  });

  test("the reason names what there is", () => {
    expect(verdict(call("DELETE", "https://api.acme.test/admin"), [grantOf(list)])).toBe(
      "DELETE api.acme.test/admin is not an approved operation of this function. Approved: acme.items.list.",
    );
    expect(verdict(call("DELETE", "https://api.acme.test/admin"), [grantOf(wipe)])).toContain(
      "acme.admin.wipe",
    );
  });
});

test("nothing passes but the exact host and path of an approved operation", () => {
  const bits = fc.constantFrom(
    ..."api.acme.test|files.acme.test|evil.test|https:|http:|/|//|\\|@|:|:443|:append|?|#|%2f|%2F|%2e|..|.|;|%|%00|\t|\n| |items|messages|admin|upload|127.0.0.1:4700|token=x|é|。".split(
      "|",
    ),
  );
  const url = fc.oneof(
    fc.array(bits, { maxLength: 12 }).map((parts) => parts.join("")),
    fc
      .tuple(
        fc.constantFrom("items", "items/a", "messages", "files"),
        fc.array(bits, { maxLength: 3 }),
      )
      .map(([path, parts]) => `https://api.acme.test/${path}${parts.join("")}`),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
  );
  const allowedTargets = [
    [
      /^GET$/,
      /^(https:\/\/api\.acme\.test|http:\/\/127\.0\.0\.1:4700)\/items(\/[^/:;\\]+)?(\?.*)?$/,
    ],
    [
      /^POST$/,
      /^(https:\/\/api\.acme\.test|http:\/\/127\.0\.0\.1:4700)\/items\/[^/:;\\]+:append(\?.*)?$/,
    ],
    [/^POST$/, /^(https:\/\/api\.acme\.test|http:\/\/127\.0\.0\.1:4700)\/messages(\?.*)?$/],
    [/^(GET|POST)$/, /^(https:\/\/api\.acme\.test|http:\/\/127\.0\.0\.1:4700)\/files(\?.*)?$/],
    [/^POST$/, /^(https:\/\/files\.acme\.test|http:\/\/127\.0\.0\.1:4700)\/upload\/[^?]+(\?.*)?$/],
  ] as const;
  let passed = 0;
  fc.assert(
    fc.property(
      fc.constantFrom("GET", "POST", "PUT", "get", "DELETE"),
      url,
      fc.boolean(),
      (method, address, isSandboxed) => {
        const judged = judge(call(method, address), isSandboxed ? sandboxed : grants);
        if (judged.status === "refused") return;
        passed++;
        const { href } = judged.target;
        expect(allowedTargets.some(([m, target]) => m.test(method) && target.test(href))).toBe(
          true,
        );
        expect(href.replace(/\?.*/, "")).not.toMatch(/%2f|%5c|%2e|\/\/.*\/\//i);
      },
    ),
    { numRuns: 5_000 },
  );
  // The property says something only where some do pass.
  expect(passed).toBeGreaterThan(20);
});
