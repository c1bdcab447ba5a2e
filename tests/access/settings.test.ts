import { expect, test } from "vitest";
import { isLocalOnly, readSettings } from "../../src/settings.ts";

const read = (env: Record<string, string>) => readSettings(env, []);

test.each([
  [{}, true],
  [{ HOST: "localhost" }, true],
  [{ HOST: "127.0.0.2" }, true],
  [{ HOST: "::1" }, true],
  [{ HOST: "0.0.0.0" }, false],
  [{ HOST: "::" }, false],
  [{ HOST: "192.168.0.2" }, false],
  [{ HOST: "127.0.0.1.evil.example" }, false],
  // Behind a proxy the host is this machine's own, and others come all the same.
  [{ PUBLIC_URL: "https://patchbay.example" }, false],
  [{ PUBLIC_URL: "http://127.0.0.1:4321" }, false],
])("with %j it is one person's: %s", (env, isLocal) => {
  expect(isLocalOnly(read(env))).toBe(isLocal);
});

test("single sign-on is set whole or not at all", () => {
  const whole = {
    OIDC_ISSUER: "https://id.example",
    OIDC_CLIENT_ID: "patchbay",
    OIDC_CLIENT_SECRET: "secret",
  };
  expect(read({}).oidc).toBeUndefined();
  expect(read({ ...whole, OIDC_DOMAINS: "Example.com, b.example" }).oidc).toEqual({
    issuer: "https://id.example",
    clientId: "patchbay",
    clientSecret: "secret",
    name: "single sign-on",
    domains: ["example.com", "b.example"],
  });
  expect(() => read({ OIDC_ISSUER: "https://id.example" })).toThrow(
    "OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set as well",
  );
});
