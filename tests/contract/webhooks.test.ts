import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ProviderWebhooks, WebhookRequest } from "../../src/catalog/webhooks.ts";
import { providers } from "../../src/connectors/index.ts";

/** Vectors of the providers' schemes, computed apart from the code. */
interface Vector {
  readonly secret: string;
  /** When it arrives. */
  readonly now: string;
  readonly body: string;
  readonly url: string;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The header that carries the signature. */
  readonly signature: string;
}

const newYear = "2026-01-01T00:00:00Z";
const seconds = "1767225600";
const url = (provider: string) => `https://example.com/hooks/${provider}`;

const vectors: Readonly<Record<string, Vector>> = {
  slack: {
    secret: "not-a-real-signing-secret",
    now: newYear,
    url: url("slack"),
    body: '{"type":"event_callback","event_id":"Ev0TEST"}',
    headers: {
      "x-slack-request-timestamp": seconds,
      "x-slack-signature": "v0=0e851de1364b1ced945453d36f75c2212a931dd997afa55242ae9a561a210175",
    },
    signature: "x-slack-signature",
  },
  hubspot: {
    secret: "not-a-real-client-secret",
    now: newYear,
    url: url("hubspot"),
    body: '[{"eventId":1,"subscriptionType":"contact.creation","portalId":123,"objectId":456}]',
    headers: {
      "x-hubspot-request-timestamp": `${seconds}000`,
      "x-hubspot-signature-v3": "lqH/2+gJM7MP/1ciS/yyLG32oP8HTQOwI7hgBSrECBw=",
    },
    signature: "x-hubspot-signature-v3",
  },
  notion: {
    secret: "not-a-real-verification-token",
    now: newYear,
    url: url("notion"),
    body: '{"id":"evt-TEST","type":"page.created"}',
    headers: {
      "x-notion-signature":
        "sha256=a737c24ef86f7e2878d8e6c54fb668fc6e59483f9e88c7a4228f2d76f11b4a5d",
    },
    signature: "x-notion-signature",
  },
  tiktok: {
    secret: "not-a-real-client-secret",
    now: newYear,
    url: url("tiktok"),
    body: String.raw`{"client_key":"not-a-real-client-key","event":"post.publish.complete","create_time":1767225600,"user_openid":"open-id-TEST","content":"{\"publish_id\":\"v_pub_url~v2.123456789\",\"publish_type\":\"DIRECT_PUBLISH\"}"}`,
    headers: {
      "tiktok-signature": `t=${seconds},s=19003b6d886b6ee5b15e5459dcd4ff1863289bd506a002b3178e293836718e5e`,
    },
    signature: "tiktok-signature",
  },
  linkedin: {
    secret: "not-a-real-client-secret",
    now: newYear,
    url: url("linkedin"),
    body: '{"type":"ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS","notifications":[{"notificationId":1,"action":"COMMENT"}]}',
    headers: {
      "x-li-signature": "420b72893b5b3e19220dea8ff77994ca650276ff6e4877f3947992d6fe5f9aa6",
    },
    signature: "x-li-signature",
  },
};

const webhooksOf = (id: string): ProviderWebhooks => {
  const webhooks = providers.find((provider) => provider.id === id)?.webhooks;
  if (!webhooks) throw new Error(`${id} has no webhooks`);
  return webhooks;
};

function requestOf(vector: Vector, changes: Partial<WebhookRequest> = {}): WebhookRequest {
  return {
    method: "POST",
    url: vector.url,
    headers: new Headers({ "content-type": "application/json", ...vector.headers }),
    body: new TextEncoder().encode(vector.body),
    ...changes,
  };
}

function headersOf(vector: Vector, changes: Readonly<Record<string, string | undefined>>): Headers {
  const headers = requestOf(vector).headers;
  for (const [name, value] of Object.entries(changes))
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
  return headers;
}

test("every provider that pushes has a vector", () => {
  const pushing = providers.filter(({ webhooks }) => webhooks).map(({ id }) => id);
  expect(pushing.toSorted()).toEqual(Object.keys(vectors).toSorted());
});

describe.each(Object.entries(vectors))("%s", (id, vector) => {
  const webhooks = webhooksOf(id);
  const receive = (
    request: WebhookRequest,
    now = vector.now,
    secret: string | undefined = vector.secret,
  ) => webhooks.receive(request, { secret, now: new Date(now) }).status;

  test("takes the vector", () => expect(receive(requestOf(vector))).toBe("events"));

  test("refuses another secret, and none", () => {
    expect(receive(requestOf(vector), vector.now, "another-secret")).toBe("refused");
    const { status } = webhooks.receive(requestOf(vector), {
      secret: undefined,
      now: new Date(vector.now),
    });
    expect(status).toBe("refused");
  });

  test("refuses a message without any one of its headers", () => {
    for (const name of Object.keys(vector.headers))
      expect(
        receive(requestOf(vector, { headers: headersOf(vector, { [name]: undefined }) })),
      ).toBe("refused");
  });

  test("refuses another content type and another method", () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"]) {
      const headers = headersOf(vector, { "content-type": type });
      expect(receive(requestOf(vector, { headers }))).toBe("refused");
    }
    for (const method of ["PUT", "DELETE", "HEAD"])
      expect(receive(requestOf(vector, { method }))).toBe("refused");
  });

  test("no change of one byte of the body or of the signature verifies", () => {
    const bytes = new TextEncoder().encode(vector.body);
    fc.assert(
      fc.property(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        (index, difference) => {
          const body = bytes.slice();
          body[index] = (body[index] ?? 0) ^ difference;
          return receive(requestOf(vector, { body })) === "refused";
        },
      ),
    );
    const signature = vector.headers[vector.signature] ?? "";
    fc.assert(
      fc.property(
        fc.nat(signature.length - 1),
        fc.integer({ min: 0x21, max: 0x7e }),
        (index, code) => {
          const letter = String.fromCharCode(code);
          fc.pre(signature[index] !== letter);
          const changed = signature.slice(0, index) + letter + signature.slice(index + 1);
          const headers = headersOf(vector, { [vector.signature]: changed });
          return receive(requestOf(vector, { headers })) === "refused";
        },
      ),
    );
  });

  test("bytes before, behind or fewer do not verify", () => {
    for (const text of [` ${vector.body}`, `${vector.body}\n`, vector.body.slice(0, -1), ""])
      expect(receive(requestOf(vector, { body: new TextEncoder().encode(text) }))).toBe("refused");
  });
});

describe.each(["slack", "hubspot", "tiktok"])("%s", (id) => {
  test("refuses what was sent more than five minutes ago, or is of the future", () => {
    const vector = vectors[id];
    if (!vector) throw new Error("no vector");
    const statusAt = (later: number) =>
      webhooksOf(id).receive(requestOf(vector), {
        secret: vector.secret,
        now: new Date(Date.parse(vector.now) + later * 1000),
      }).status;
    expect([-300, 300].map(statusAt)).toEqual(["events", "events"]);
    expect([-301, 301, 86_400].map(statusAt)).toEqual(["refused", "refused", "refused"]);
  });
});

/** Signs a body as the provider would; written here once more, apart from the code. */
const hex = (secret: string, text: string) =>
  createHmac("sha256", secret).update(text).digest("hex");

describe("HubSpot", () => {
  const secret = "s3cret";
  const at = "1767225600000";
  const signed = (method: string, signedUrl: string, text: string) =>
    createHmac("sha256", secret)
      .update(method + signedUrl + text + at)
      .digest("base64");
  const receive = (calledUrl: string, signature: string, extra: Record<string, string> = {}) =>
    webhooksOf("hubspot").receive(
      {
        method: "POST",
        url: calledUrl,
        headers: new Headers({
          "content-type": "application/json",
          "x-hubspot-request-timestamp": at,
          "x-hubspot-signature-v3": signature,
          ...extra,
        }),
        body: new TextEncoder().encode("[]"),
      },
      { secret, now: new Date(Number(at)) },
    ).status;

  test("signs the address with some escapes written out, in the query only", () => {
    const called = "https://a.example/hooks/hubspot?u=https%3A%2F%2Fb%3Fc%40%21&plain=%20%26%C3%A9";
    const written = "https://a.example/hooks/hubspot?u=https://b?c@!&plain=%20%26%C3%A9";
    expect(receive(called, signed("POST", written, "[]"))).toBe("events");
    expect(receive(called, signed("POST", called, "[]"))).toBe("refused");
    const path = "https://a.example/hooks%2Fhubspot";
    expect(receive(path, signed("POST", path, "[]"))).toBe("events");
  });

  test("takes neither of the older versions, nor another address", () => {
    const called = "https://a.example/hooks/hubspot";
    const versions = {
      "x-hubspot-signature": hex(secret, "[]"),
      "x-hubspot-signature-version": "v1",
    };
    expect(receive(called, "", versions)).toBe("refused");
    expect(receive(called, signed("POST", "https://b.example/hooks/hubspot", "[]"))).toBe(
      "refused",
    );
    expect(receive(called, signed("GET", called, "[]"))).toBe("refused");
  });
});

describe("LinkedIn", () => {
  const { secret, now } = vectors["linkedin"] as Vector;
  const ask = (code: string) =>
    webhooksOf("linkedin").receive(
      {
        method: "GET",
        url: `https://example.com/hooks/linkedin?challengeCode=${encodeURIComponent(code)}`,
        headers: new Headers(),
        body: new Uint8Array(),
      },
      { secret, now: new Date(now) },
    );

  test("answers a challenge", () => {
    expect(ask("890e4665-4dfe-4ab1-b689-ed553bceeed0")).toEqual({
      status: "challenge",
      answer: {
        contentType: "application/json",
        body: '{"challengeCode":"890e4665-4dfe-4ab1-b689-ed553bceeed0","challengeResponse":"49bf36d3c0d1e502124c8561d6909d2b7f94323c07d727d0ac47e0b8f0792700"}',
      },
    });
  });

  test("signs nothing else: a message could be made of it", () => {
    const forged = '{"type":"ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS","notifications":[]}';
    for (const code of [`hmacsha256=${forged}`, "", "abc", "890e4665-4dfe-4ab1-b689-ed553bceeed0 "])
      expect(ask(code).status).toBe("refused");
  });
});

describe("Slack", () => {
  const secret = "s3cret";
  const send = (message: object) => {
    const text = JSON.stringify(message);
    return webhooksOf("slack").receive(
      {
        method: "POST",
        url: url("slack"),
        headers: new Headers({
          "content-type": "application/json",
          "x-slack-request-timestamp": seconds,
          "x-slack-signature": `v0=${hex(secret, `v0:${seconds}:${text}`)}`,
        }),
        body: new TextEncoder().encode(text),
      },
      { secret, now: new Date(newYear) },
    );
  };
  const callback = (event: object, more: object = {}) =>
    send({
      type: "event_callback",
      event_id: "Ev1",
      event_time: 1_767_225_600,
      team_id: "T1",
      api_app_id: "A1",
      authorizations: [{ team_id: "T1", user_id: "UBOT", is_bot: true }],
      event,
      ...more,
    });
  const message = {
    type: "message",
    channel: "C1",
    channel_type: "channel",
    user: "U1",
    text: "Hi",
    ts: "1.2",
  };

  test("a plain message is an event; of a thread it says so", () => {
    expect(callback(message)).toMatchObject({
      events: [
        {
          id: "Ev1",
          event: "slack.message.channels",
          account: "T1",
          payload: { channel: "C1", user: "U1", text: "Hi", ts: "1.2" },
        },
      ],
    });
    expect(callback({ ...message, channel_type: "im", thread_ts: "1.1" })).toMatchObject({
      events: [{ event: "slack.message.im", payload: { threadTs: "1.1" } }],
    });
  });

  test.each([
    ["its own bot's", { ...message, bot_id: "B1", app_id: "A1" }],
    ["its own bot's, by profile", { ...message, bot_id: "B1", bot_profile: { app_id: "A1" } }],
    ["its own bot user's", { ...message, user: "UBOT" }],
    ["an edit", { ...message, subtype: "message_changed" }],
    ["a join", { ...message, subtype: "channel_join" }],
    ["another kind of event", { type: "star_added", user: "U1" }],
    [
      "its own reaction",
      {
        type: "reaction_added",
        user: "UBOT",
        reaction: "eyes",
        item: { type: "message", channel: "C1", ts: "1.2" },
      },
    ],
    [
      "its own channel",
      { type: "channel_created", channel: { id: "C9", name: "new", creator: "UBOT" } },
    ],
  ])("%s starts nothing", (_, event) => expect(callback(event)).toMatchObject({ events: [] }));

  test("another app's message is an event", () => {
    const { status, ...rest } = callback({ ...message, bot_id: "B2", app_id: "A2" });
    expect(status).toBe("events");
    expect(rest).toMatchObject({ events: [{ event: "slack.message.channels" }] });
  });

  test("in a shared channel the workspace counts that installed the app", () => {
    const more = {
      team_id: "T2",
      authorizations: [{ team_id: "T1", user_id: "UBOT", is_bot: true }],
    };
    expect(callback(message, more)).toMatchObject({ events: [{ account: "T1" }] });
  });

  test("the check of the address is answered only where it is signed", () => {
    expect(send({ type: "url_verification", challenge: "abc", token: "x" })).toEqual({
      status: "challenge",
      answer: { contentType: "text/plain; charset=utf-8", body: "abc" },
    });
    const unsigned = webhooksOf("slack").receive(
      {
        method: "POST",
        url: url("slack"),
        headers: new Headers({ "content-type": "application/json" }),
        body: new TextEncoder().encode('{"type":"url_verification","challenge":"abc"}'),
      },
      { secret, now: new Date(newYear) },
    );
    expect(unsigned.status).toBe("refused");
  });

  test("what ends an access is told, and starts nothing", () => {
    const at = new Date(newYear);
    expect(callback({ type: "app_uninstalled" })).toMatchObject({
      events: [],
      ended: [{ account: "T1", reason: "account_inactive", at }],
    });
    const tokens = { bot: ["UBOT"], oauth: ["U1"] };
    expect(callback({ type: "tokens_revoked", tokens })).toMatchObject({
      events: [],
      ended: [
        { account: "T1", reason: "token_revoked", at },
        { account: "T1:U1", reason: "token_revoked", at },
      ],
    });
    expect(send({ type: "app_rate_limited", team_id: "T1" })).toMatchObject({
      events: [],
      notes: [expect.stringContaining("T1")],
    });
  });
});
