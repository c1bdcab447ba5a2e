import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allScopes } from "../../src/catalog/client-setup.ts";
import { createOAuthClient } from "../../src/connections/oauth/client.ts";
import { judgeProbe } from "../../src/connections/oauth/probe.ts";
import type { ProviderEndpoints } from "../../src/connections/types.ts";
import { connectors, providers, sandboxes } from "../../src/connectors/index.ts";
import { systemClock } from "../../src/core/clock.ts";
import { createOutbound } from "../../src/core/outbound.ts";
import { createSandboxHost } from "../../src/sandbox/host/host.ts";

/** What an operator is told of each provider's client, and what its stand-in says of a made-up code. */
const redirectUri = "http://127.0.0.1:4321/oauth/callback";
const withClient = providers.filter(({ answeredBy }) => answeredBy === undefined);
const outbound = createOutbound({ fetch, allowInsecureOrigin: () => true });
const dataDir = mkdtempSync(join(tmpdir(), "patchbay-set-up-"));
const host = createSandboxHost({ dataDir, clock: systemClock, definitions: sandboxes });
afterAll(async () => {
  await host.close();
  rmSync(dataDir, { recursive: true });
});

test("each provider that has clients says how one is got, with sources", () => {
  expect(withClient.length).toBeGreaterThan(6);
  const setUps = withClient.flatMap(({ setUp }) => setUp ?? []);
  expect(setUps).toHaveLength(withClient.length);
  for (const setUp of setUps) {
    expect(new URL(setUp.console).protocol).toBe("https:");
    expect(setUp.docs.length).toBeGreaterThan(0);
    for (const link of setUp.docs) expect(new URL(link).protocol).toBe("https:");
    expect(setUp.steps.length).toBeGreaterThan(2);
    // The redirect address is copied from a step, or stands in what is pasted.
    const told = [...setUp.steps, setUp.enter({ user: ["one"] }, "{redirect}")].join("\n");
    expect(told).toContain("{redirect}");
    expect(Object.values(setUp.probe)).toContain("works");
    expect(Object.values(setUp.probe).some((meaning) => meaning.startsWith("wrong-"))).toBe(true);
  }
});

describe.each(withClient.map((provider) => [provider.name, provider] as const))(
  "%s",
  (_, provider) => {
    let endpoints: ProviderEndpoints;
    beforeAll(async () => {
      const running = await host.start(provider.id, { redirectUris: [redirectUri] });
      const { url, ...rest } = running;
      endpoints = { mode: "sandbox", apiBase: url, ...rest };
    });
    const ask = async (changed: Partial<ProviderEndpoints> = {}, uri = redirectUri) => {
      const client = createOAuthClient(provider, { ...endpoints, ...changed }, outbound);
      if (!provider.setUp) throw new Error("no set-up");
      return judgeProbe(await client.probe(uri), provider, provider.setUp);
    };

    test("a right client is known by the refusal of a made-up code", async () => {
      expect(await ask()).toMatchObject({ status: "works" });
    });

    test("a wrong secret and an unknown id are said to be wrong", async () => {
      expect(await ask({ clientSecret: "not-the-secret" })).toMatchObject({ status: "wrong" });
      expect(await ask({ clientId: "not-the-id" })).toMatchObject({ status: "wrong" });
    });

    test("all scopes that the catalog may ask for stand in what is pasted", () => {
      const scopes = connectors
        .filter((connector) => connector.provider === provider.id)
        .flatMap((connector) => connector.scopes.map(({ scope }) => scope));
      const text = provider.setUp?.enter({ user: scopes }, redirectUri) ?? "";
      const known = allScopes({ user: scopes });
      expect(known.length).toBeGreaterThan(0);
      // Capabilities of Notion have the words of its portal.
      const isTold = (scope: string) =>
        provider.id === "notion" ? text.split("\n").length === known.length : text.includes(scope);
      expect(known.filter((scope) => !isTold(scope))).toEqual([]);
    });
  },
);
