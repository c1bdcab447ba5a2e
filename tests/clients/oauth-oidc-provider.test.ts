import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type Harness,
  clientId,
  clientSecret,
  createHarness,
  failureOf,
  openIdProvider,
  permission,
  principal,
  redirectUri,
} from "./oauth-harness.ts";
import { startStrictProvider, visit } from "../support/strict-provider.ts";

let strict: Awaited<ReturnType<typeof startStrictProvider>>;
let origin: string;
let harness: Harness;

beforeAll(async () => {
  strict = await startStrictProvider();
  ({ origin } = strict);
});
afterAll(() => strict.close());

beforeEach(async () => {
  strict.hooks.beforeToken = async () => {};
  harness = await createHarness(openIdProvider(origin));
});
afterEach(() => harness.close());

const needs = [permission("files.read", "read"), permission("openid")];

async function connect() {
  const { id, authorizationUrl } = await harness.begin(needs);
  const url = await visit(authorizationUrl);
  return { id, url, request: await harness.connections.complete({ url, principal }) };
}

const basic = `Basic ${Buffer.from(
  [clientId, clientSecret].map(encodeURIComponent).join(":"),
).toString("base64")}`;

/** Another process on the same data folder, which renews when told to. */
function startWorker(used: string) {
  const worker = fileURLToPath(new URL("./oauth-refresh-worker.ts", import.meta.url));
  const child = spawn(process.execPath, [worker, harness.dataDir, origin, used], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => String((await lines.next()).value);
  // In the order in which the process prints them.
  return { ready: line(), asking: line(), answer: line(), go: () => child.stdin.end("go\n") };
}

async function accessToken(): Promise<string> {
  const answer = await harness.credentials.get("acme", "user");
  if (answer.status !== "ok") throw new Error(answer.status);
  return answer.accessToken;
}

describe("connect", () => {
  test("grants what was asked, and shows no token", async () => {
    const { id, request } = await connect();
    expect(request).toMatchObject({
      id,
      status: "granted",
      missing: [],
      accountLabel: "alice @ Acme",
    });
    const list = await harness.connections.list();
    expect(list).toMatchObject([
      {
        provider: "acme",
        account: { id: "alice", label: "alice @ Acme" },
        status: "active",
        scopes: { user: ["files.read", "openid"] },
      },
    ]);
    expect(await accessToken()).toMatch(/^\S{20,}$/);
    expect(await harness.connections.missing(needs)).toEqual([]);
    expect(harness.leaks(request, list, await harness.connections.view(id))).toEqual([]);
  });

  test("the same account again stays one connection, with the scopes of both", async () => {
    await connect();
    const more = [permission("files.write", "write")];
    expect(await harness.connections.missing([...needs, ...more])).toEqual(more);
    const { authorizationUrl } = await harness.begin(more);
    expect(new URL(authorizationUrl).searchParams.get("scope")).toBe(
      "files.read files.write openid",
    );
    const url = await visit(authorizationUrl);
    const request = await harness.connections.complete({ url, principal });
    expect(request.status).toBe("granted");
    const list = await harness.connections.list();
    expect(list).toHaveLength(1);
    expect(list[0]?.scopes.user?.toSorted()).toEqual(["files.read", "files.write", "openid"]);
  });

  test("denied is a status, and it can be tried again", async () => {
    const { id, authorizationUrl } = await harness.begin(needs);
    const url = await visit(authorizationUrl, { deny: true });
    const denied = await harness.connections.complete({ url, principal });
    expect(denied).toMatchObject({ status: "denied", missing: ["files.read", "openid"] });
    const again = await harness.connections.authorize(id, principal);
    expect((await harness.connections.view(id)).status).toBe("connecting");
    const back = await visit(again.authorizationUrl);
    expect((await harness.connections.complete({ url: back, principal })).status).toBe("granted");
  });

  test("a code that was used already fails and connects nothing", async () => {
    const first = await harness.begin(needs);
    const used = new URL(await visit(first.authorizationUrl));
    expect((await harness.connections.complete({ url: used, principal })).status).toBe("granted");
    const second = await harness.begin([permission("files.write", "write")]);
    const forged = new URL(await visit(second.authorizationUrl));
    forged.searchParams.set("code", used.searchParams.get("code") ?? "");
    const request = await harness.connections.complete({ url: forged, principal });
    expect(request).toMatchObject({ status: "failed", missing: ["files.write"] });
    expect(request.detail).toContain("invalid_grant");
    expect(harness.leaks(request)).toEqual([]);
  });

  test("a redirect address that is not registered gets no code", async () => {
    const { authorizationUrl } = await harness.begin(needs);
    const url = new URL(authorizationUrl);
    expect(url.searchParams.get("redirect_uri")).toBe(redirectUri);
    url.searchParams.set("redirect_uri", `${redirectUri}/`);
    await expect(visit(url.href)).rejects.toThrow("status 400");
  });
});

describe("refresh", () => {
  test("rotates before the end, and each time stores the new refresh token", async () => {
    await connect();
    const seen = [await accessToken()];
    for (let round = 0; round < 3; round++) {
      harness.pass(3600_000 - 59_000);
      seen.push(await accessToken());
    }
    expect(new Set(seen).size).toBe(4);
    expect(harness.sent("refresh_token")).toHaveLength(3);
    expect(await harness.connections.list()).toMatchObject([{ status: "active" }]);
    expect(harness.leaks(await harness.connections.list())).toEqual([]);
  });

  test("is made once for all who ask at the same time", async () => {
    await connect();
    const used = await accessToken();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => harness.credentials.renew("acme", "user", used)),
    );
    expect(harness.sent("refresh_token")).toHaveLength(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: "ok" });
    // One who comes late with the old token gets the new one without another refresh.
    expect(await harness.credentials.renew("acme", "user", used)).toEqual(answers[0]);
    expect(harness.sent("refresh_token")).toHaveLength(1);
  });

  test("is made once for sixty callers in several processes", async () => {
    await connect();
    const used = await accessToken();
    let requests = 0;
    const workers = Array.from({ length: 3 }, () => startWorker(used));
    // Until the others have asked as well; a process without the lease sends its own meanwhile.
    strict.hooks.beforeToken = async () => {
      requests += 1;
      await Promise.all(workers.map(({ asking }) => asking));
      await new Promise((resolve) => setTimeout(resolve, 300));
    };
    await Promise.all(workers.map(({ ready }) => ready));
    for (const { go } of workers) go();
    const answers = await Promise.all(workers.map(({ answer }) => answer));
    expect(requests).toBe(1);
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0] ?? "")).toMatchObject({ status: "ok" });
    expect(await accessToken()).not.toBe(used);
    // The grant is not lost: what was stored renews once more.
    harness.pass(3600_000);
    expect(await harness.credentials.get("acme", "user")).toMatchObject({ status: "ok" });
    expect(requests).toBe(2);
  });

  test("a grant that was revoked at the provider needs a new sign-in, which heals it", async () => {
    await connect();
    const used = await accessToken();
    await fetch(`${origin}/token/revocation`, {
      method: "POST",
      headers: { authorization: basic },
      body: new URLSearchParams({ token: harness.issued.at(-1)?.refreshToken ?? "" }),
    });
    const answer = await harness.credentials.renew("acme", "user", used);
    expect(answer).toMatchObject({ status: "reconnect-needed" });
    expect(await harness.credentials.get("acme", "user")).toEqual(answer);
    const [connection] = await harness.connections.list();
    expect(connection).toMatchObject({
      status: "reconnect-needed",
      statusReason: "invalid_grant",
    });
    expect(await harness.connections.missing(needs)).toEqual(needs);
    const request = await harness.connections.reconnect(connection?.id ?? "");
    expect(request).toMatchObject({ status: "pending", missing: ["files.read", "openid"] });
    expect(request.detail).toContain("invalid_grant");
    const { authorizationUrl } = await harness.connections.authorize(request.id, principal);
    const url = await visit(authorizationUrl);
    expect((await harness.connections.complete({ url, principal })).status).toBe("granted");
    expect(await harness.connections.list()).toMatchObject([{ status: "active" }]);
    expect(await accessToken()).not.toBe(used);
    expect(harness.leaks(answer, connection, request)).toEqual([]);
  });
});

describe("disconnect", () => {
  test("revokes at the provider and forgets", async () => {
    const { url } = await connect();
    const userinfo = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${origin}/me`, { headers })).status;
    };
    const token = await accessToken();
    expect(await userinfo(token)).toBe(200);
    const [connection] = await harness.connections.list();
    const id = connection?.id ?? "";
    expect(await harness.connections.disconnect(id)).toEqual({ revoked: true });
    expect(await userinfo(token)).toBe(401);
    expect(await harness.connections.list()).toEqual([]);
    expect(await harness.credentials.get("acme", "user")).toEqual({ status: "not-connected" });
    expect(await failureOf(harness.connections.disconnect(id))).toMatchObject({
      code: "connection/not-found",
    });
    expect(await failureOf(harness.connections.complete({ url, principal }))).toMatchObject({
      code: "oauth/state",
    });
  });
});
