import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { schemeOf } from "./webhook-schemes.ts";

const call = (headers: Record<string, string>, body: string) => ({
  headers: new Headers(headers),
  body: new TextEncoder().encode(body),
});

/** https://github.com/standard-webhooks/standard-webhooks, the vector of its libraries' tests. */
const standard = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  at: 1_614_265_330_000,
  body: '{"test": 2432232314}',
  headers: {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  },
};
/** https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation */
const github = {
  secret: "It's a Secret to Everybody",
  at: 0,
  body: "Hello, World!",
  headers: {
    "x-hub-signature-256":
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
    "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
  },
};
const stripeBody = '{"id":"evt_1","object":"event"}';
const stripe = {
  secret: "whsec_test_secret",
  at: 1_700_000_000_000,
  body: stripeBody,
  headers: {
    "stripe-signature": `t=1700000000,v1=${createHmac("sha256", "whsec_test_secret").update(`1700000000.${stripeBody}`).digest("hex")},v0=aa`,
  },
};
const bearer = {
  secret: "whsec_abcdefghijklmnop",
  at: 0,
  body: "x",
  headers: { authorization: "Bearer whsec_abcdefghijklmnop", "idempotency-key": "order-7" },
};

test.each([
  ["standard", standard, "msg_p5jXN8AQM9LWM0D4loKWxJek"],
  ["github", github, "72d3162e-cc78-11e3-81ab-4c9367dc0958"],
  ["stripe", stripe, "evt_1"],
  ["bearer", bearer, "order-7"],
])("%s: what is signed is taken under the sender's id of it", (_, given, key) => {
  const made = call(given.headers, given.body);
  expect(schemeOf(made, given.secret, given.at)?.key(made)).toBe(key);
  expect(schemeOf(made, given.secret.slice(0, -1), given.at)).toBeUndefined();
  expect(schemeOf(call({}, given.body), given.secret, given.at)).toBeUndefined();
});

test.each([
  ["standard", standard],
  ["github", github],
  ["stripe", stripe],
])("%s: one byte more is not what was signed", (_, given) => {
  expect(schemeOf(call(given.headers, `${given.body} `), given.secret, given.at)).toBeUndefined();
});

test.each([
  ["standard", standard, standard.at],
  ["stripe", stripe, stripe.at],
])("%s: five minutes on either side, and no more", (_, given, at) => {
  const made = call(given.headers, given.body);
  for (const away of [-300_000, 300_000])
    expect(schemeOf(made, given.secret, at + away)).toBeDefined();
  for (const away of [-301_000, 301_000])
    expect(schemeOf(made, given.secret, at + away)).toBeUndefined();
});

test("while a sender rotates its secret it sends several signatures, of which one fits", () => {
  const { headers, body, secret, at } = standard;
  const several = `v1,AAAA v1a,zzz ${headers["webhook-signature"]}`;
  expect(
    schemeOf(call({ ...headers, "webhook-signature": several }, body), secret, at),
  ).toBeDefined();
  const other = headers["webhook-signature"].replace("v1,", "v2,");
  expect(
    schemeOf(call({ ...headers, "webhook-signature": other }, body), secret, at),
  ).toBeUndefined();
});

test.each([
  { "webhook-signature": "v1," },
  { "webhook-signature": "v1,x", "webhook-id": "a", "webhook-timestamp": "NaN" },
  { "x-hub-signature-256": "" },
  { "x-hub-signature-256": "sha256=" },
  { "stripe-signature": "t=,v1=" },
  { "stripe-signature": "v1" },
  { authorization: "Bearer " },
  { authorization: "Basic d2hzZWM6" },
])("%j proves nothing", (headers) => {
  expect(schemeOf(call(headers, "x"), "whsec_abcdefghijklmnop", 0)).toBeUndefined();
});
