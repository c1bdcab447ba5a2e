import { afterEach, describe, expect, test } from "vitest";
import type { Provider } from "../../src/catalog/provider.ts";
import { connectors, providers, sandboxes } from "../../src/connectors/index.ts";
import {
  type Harness,
  createHarness,
  permission,
  principal,
  redirectUri as productRedirect,
} from "./oauth-harness.ts";
import { createSandboxHost } from "../../src/sandbox/host/host.ts";
import { openConsent, submitConsent } from "../../src/cli/consent.ts";

/** The product's own sign-in, refresh and revocation against stand-ins that hold to each provider's rules. */
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const dayMs = 86_400_000;

async function scene(id: string, change: Partial<Provider> = {}) {
  const provider = providers.find((one) => one.id === id);
  if (!provider) throw new Error(`There is no provider ${id}`);
  const own = connectors.filter((one) => one.provider === id);
  const harness: Harness = await createHarness({ ...provider, ...change }, { connectors: own });
  const host = createSandboxHost({
    dataDir: harness.dataDir,
    clock: harness.clock,
    definitions: sandboxes,
  });
  const running = await host.start(id, { redirectUris: [productRedirect] });
  harness.point({
    clientId: running.clientId,
    clientSecret: running.clientSecret,
    authorizeUrl: running.authorizeUrl,
    tokenUrl: running.tokenUrl,
    ...(running.revokeUrl === undefined ? {} : { revokeUrl: running.revokeUrl }),
    apiBase: running.url,
  });
  closing.push(async () => {
    await host.close();
    await harness.close();
  });
  return {
    ...harness,
    url: running.url,
    async connect(scopes: readonly string[], untick: readonly string[] = []) {
      const permissions = scopes.map((scope) => ({ ...permission(scope), connector: id }));
      const { authorizationUrl } = await harness.begin(permissions);
      const { action, fields } = await openConsent(authorizationUrl);
      const kept = new URLSearchParams([...fields].filter(([, value]) => !untick.includes(value)));
      const url = await submitConsent(action, kept);
      return { view: await harness.connections.complete({ url, principal }), authorizationUrl };
    },
    async lever(lever: string) {
      await fetch(`${running.url}/_sandbox/levers`, {
        method: "POST",
        body: new URLSearchParams({ lever }),
      });
    },
  };
}

describe("Notion", () => {
  test("asks for no scope, and takes what was asked for as granted", async () => {
    const { connect, connections } = await scene("notion");
    const { view, authorizationUrl } = await connect(["read_content", "insert_content"]);
    expect(new URL(authorizationUrl).searchParams.get("scope")).toBeNull();
    expect(view).toMatchObject({
      status: "granted",
      accountLabel: "Maya Okafor @ Acme Lab",
      note: expect.stringContaining("pages and tables that you choose"),
    });
    const [connection] = await connections.list();
    expect(connection?.scopes.user).toEqual(["insert_content", "read_content"]);
  });

  test("a token that was refused is renewed once, and the new pair kept", async () => {
    const notion = await scene("notion");
    await notion.connect(["read_content"]);
    const first = await notion.credentials.get("notion", "user");
    const used = first.status === "ok" ? first.accessToken : "";
    const [one, other] = await Promise.all([
      notion.credentials.renew("notion", "user", used),
      notion.credentials.renew("notion", "user", used),
    ]);
    expect(one).toEqual(other);
    expect(one).toMatchObject({ status: "ok", scopes: ["read_content"] });
    expect(notion.issued).toHaveLength(2);
    const [connection] = await notion.connections.list();
    expect(await notion.connections.disconnect(connection?.id ?? "")).toEqual({ revoked: true });
    expect(await notion.leaks(connection)).toEqual([]);
  });
});

describe("HubSpot", () => {
  test("is asked for the scope that every app requires, and says whose account it is", async () => {
    const { connect, connections } = await scene("hubspot");
    const { view, authorizationUrl } = await connect(["crm.objects.deals.read"]);
    const asked = new URL(authorizationUrl).searchParams;
    expect(asked.get("scope")).toBe("oauth crm.objects.deals.read");
    expect(asked.has("optional_scope")).toBe(false);
    expect(view).toMatchObject({
      status: "granted",
      accountLabel: "maya@example.com @ acme-lab.example",
    });
    const [connection] = await connections.list();
    expect(connection).toMatchObject({
      account: { id: "8675309" },
      scopes: { user: ["crm.objects.deals.read"] },
    });
  });

  test("is renewed before the half hour is over, and revoked by its refresh token alone", async () => {
    const { connect, connections, credentials, pass, issued } = await scene("hubspot");
    await connect(["tickets"]);
    pass(1_750_000);
    expect(await credentials.get("hubspot", "user")).toMatchObject({ status: "ok" });
    expect(issued).toHaveLength(2);
    expect(issued[1]?.refreshToken).toBe(issued[0]?.refreshToken);
    const [connection] = await connections.list();
    expect(connection?.endsAt).toBeUndefined();
    expect(await connections.disconnect(connection?.id ?? "")).toEqual({ revoked: true });
  });
});

describe("a connection that cannot be renewed", () => {
  const withoutRefresh = {
    readTokens: () => ({
      tokens: [{ kind: "user" as const, accessToken: "a", expiresIn: 60 * 24 * 3600 }],
      account: { id: "1", label: "One" },
    }),
  };

  test("says when it ends, and is to be renewed by hand from then on", async () => {
    const { identity: _, ...plain } = providers.find(({ id }) => id === "hubspot") ?? {};
    const { connect, connections, clock, pass, store } = await scene("hubspot", {
      ...plain,
      ...withoutRefresh,
    });
    await connect(["tickets"]);
    const [connection] = await connections.list();
    expect(connection?.endsAt).toBe(new Date(clock.now() + 60 * dayMs).toISOString());
    pass(60 * dayMs - 1);
    expect((await store.current("hubspot"))?.status).toBe("active");
    pass(1);
    const [ended] = await connections.list();
    expect(ended).toMatchObject({ status: "reconnect-needed", statusReason: "token_expired" });
    expect(
      await connections.missing([{ ...permission("tickets"), connector: "hubspot" }]),
    ).toHaveLength(1);
  });
});

describe("TikTok", () => {
  test("is asked by client_key with commas, and says what was left out", async () => {
    const { connect, connections } = await scene("tiktok");
    const { view, authorizationUrl } = await connect(
      ["user.info.basic", "user.info.stats", "video.list"],
      ["video.list"],
    );
    const asked = new URL(authorizationUrl).searchParams;
    expect(asked.get("client_key")).toBe("patchbay-tiktok-sandbox");
    expect(asked.has("client_id")).toBe(false);
    expect(asked.get("scope")).toBe("user.info.basic,user.info.stats,video.list");
    expect(asked.has("code_challenge")).toBe(false);
    expect(view).toMatchObject({ accountLabel: "Maya makes things" });
    const [connection] = await connections.list();
    expect(connection?.scopes.user).toEqual(["user.info.basic", "user.info.stats"]);
  });

  test("ends half a year after its last use, and each renewal moves that", async () => {
    const { connect, connections, credentials, pass } = await scene("tiktok");
    await connect(["user.info.basic"]);
    const [first] = await connections.list();
    pass(10 * dayMs);
    expect(await credentials.get("tiktok", "user")).toMatchObject({ status: "ok" });
    const [second] = await connections.list();
    expect(Date.parse(second?.endsAt ?? "") - Date.parse(first?.endsAt ?? "")).toBe(10 * dayMs);
  });
});

describe("LinkedIn", () => {
  const scopes = ["openid", "profile", "w_member_social"];

  test("grants what it names with commas, and says who it is by a call", async () => {
    const { connect, connections } = await scene("linkedin");
    const { view, authorizationUrl } = await connect(["w_member_social"]);
    const asked = new URL(authorizationUrl).searchParams;
    expect(asked.get("scope")?.split(" ").toSorted()).toEqual(scopes);
    expect(asked.has("code_challenge")).toBe(false);
    expect(view).toMatchObject({
      status: "granted",
      accountLabel: "Maya Okafor",
      note: expect.stringContaining("60 days"),
    });
    const [connection] = await connections.list();
    expect(connection?.scopes.user?.toSorted()).toEqual(scopes);
  });

  test("ends after 60 days, without a way to renew it", async () => {
    const { connect, connections, credentials, pass, clock } = await scene("linkedin");
    await connect(["w_member_social"]);
    const [connection] = await connections.list();
    const days = (Date.parse(connection?.endsAt ?? "") - clock.now()) / dayMs;
    expect(days).toBeGreaterThan(59);
    expect(days).toBeLessThanOrEqual(60);
    pass(61 * dayMs);
    expect(await credentials.get("linkedin", "user")).toMatchObject({
      status: "reconnect-needed",
    });
  });

  test("an approved app is renewed until a year after the first sign-in", async () => {
    const { connect, connections, credentials, pass, lever } = await scene("linkedin");
    await lever("toggle-partner");
    await connect(["w_member_social"]);
    const [first] = await connections.list();
    pass(61 * dayMs);
    expect(await credentials.get("linkedin", "user")).toMatchObject({ status: "ok" });
    const [second] = await connections.list();
    expect(Date.parse(second?.endsAt ?? "")).toBe(Date.parse(first?.endsAt ?? ""));
  });
});

describe("Salesforce", () => {
  test("asks for what keeps it connected, and knows the org from the first answer", async () => {
    const { connect, connections } = await scene("salesforce");
    const { view, authorizationUrl } = await connect(["api"]);
    const asked = new URL(authorizationUrl).searchParams;
    expect(asked.get("scope")?.split(" ").toSorted()).toEqual(["api", "id", "refresh_token"]);
    expect(asked.get("code_challenge_method")).toBe("S256");
    expect(view).toMatchObject({ status: "granted", accountLabel: "maya@acme-lab.example" });
    const [connection] = await connections.list();
    expect(connection).toMatchObject({
      account: { id: "00DFk000000000AEAQ:005Fk0000000001IAA" },
      scopes: { user: ["api"] },
    });
    expect(connection?.endsAt).toBeUndefined();
  });

  test("keeps its refresh token where none comes, takes the new one where it rotates", async () => {
    const { connect, credentials, lever } = await scene("salesforce");
    await connect(["api"]);
    const renew = async () => {
      const held = await credentials.get("salesforce", "user");
      const used = held.status === "ok" ? held.accessToken : "";
      return credentials.renew("salesforce", "user", used);
    };
    expect(await renew()).toMatchObject({ status: "ok" });
    await lever("toggle-rotation");
    expect(await renew()).toMatchObject({ status: "ok" });
    expect(await renew()).toMatchObject({ status: "ok" });
  });

  test("is revoked by its refresh token, which takes all along", async () => {
    const { connect, connections, credentials, url } = await scene("salesforce");
    await connect(["api"]);
    const held = await credentials.get("salesforce", "user");
    const accessToken = held.status === "ok" ? held.accessToken : "";
    const [connection] = await connections.list();
    expect(await connections.disconnect(connection?.id ?? "")).toEqual({ revoked: true });
    const headers = { authorization: `Bearer ${accessToken}` };
    expect((await fetch(`${url}/services/data/v67.0/limits`, { headers })).status).toBe(401);
  });
});
