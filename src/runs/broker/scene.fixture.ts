import { createCatalog } from "../../catalog/catalog.ts";
import type { RateClasses } from "../../catalog/rate-limit.ts";
import type { Provider } from "../../catalog/provider.ts";
import type {
  AccountChoice,
  CredentialAnswer,
  ProviderEndpoints,
} from "../../connections/types.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { OutboundInit } from "../../core/outbound.ts";
import { acme, acmeProvider } from "./acme.fixture.ts";
import { createBroker } from "./broker.ts";
import type { EgressCall } from "./judge.ts";

export const start = Date.UTC(2026, 0, 1);
export const list: EgressCall = { method: "GET", url: "https://api.acme.test/items", headers: [] };
export const send: EgressCall = {
  method: "POST",
  url: "https://api.acme.test/messages",
  headers: [["content-type", "application/json"]],
  body: Buffer.from('{"text":"hi"}'),
};

interface Sent {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | undefined;
}

/** A broker whose provider answers from this list; a string stands for a lost connection. */
export function createScene(
  answers: readonly (Response | string)[],
  credentials: {
    get?: CredentialAnswer | (() => CredentialAnswer);
    renew?: CredentialAnswer;
  } = {},
  quirks: {
    provider?: Partial<Provider>;
    endpoints?: Partial<ProviderEndpoints>;
    /** How long each takes. */
    credentialMs?: number;
    renewalMs?: number;
    answerMs?: number;
  } = {},
  rateClasses: RateClasses = acme.rateClasses,
) {
  const sent: Sent[] = [];
  const waits: number[] = [];
  const renewed: string[] = [];
  const taken: AccountChoice[] = [];
  const left = [...answers];
  let now = start;
  const pass = (ms = 0) => void (now += ms);
  const broker = createBroker({
    secretOf: async (name, host) => {
      if (name !== "ACME_KEY") return { status: "unknown" };
      return host === "api.acme.test"
        ? { status: "ok", value: "s3cret-value" }
        : { status: "elsewhere", hosts: ["api.acme.test"] };
    },
    catalog: createCatalog([{ ...acme, rateClasses }], [{ ...acmeProvider, ...quirks.provider }]),
    credentials: {
      async get(_provider, _kind, choice = {}) {
        taken.push(choice);
        pass(quirks.credentialMs);
        const { get } = credentials;
        const given = typeof get === "function" ? get() : get;
        return (
          given ?? {
            status: "ok",
            accessToken: "old",
            scopes: ["all"],
            connectionId: "c",
            mode: "live",
          }
        );
      },
      renew: async (_provider, _kind, used, choice = {}) => {
        renewed.push(used);
        taken.push(choice);
        pass(quirks.renewalMs);
        return (
          credentials.renew ?? {
            status: "ok",
            accessToken: "new",
            scopes: ["all"],
            connectionId: "c",
            mode: "live",
          }
        );
      },
    },
    endpointsOf: async () => ({
      mode: "live",
      clientId: "",
      clientSecret: "",
      authorizeUrl: "",
      tokenUrl: "",
      ...quirks.endpoints,
    }),
    openOutbound:
      () =>
      async (url, init: OutboundInit = {}) => {
        const { body, headers } = init;
        sent.push({
          url: String(url),
          headers: new Headers(headers),
          body: body instanceof Uint8Array ? Buffer.from(body).toString() : undefined,
        });
        pass(quirks.answerMs);
        const answer = left.shift() ?? Response.json({ ok: true });
        if (typeof answer === "string") throw new PatchbayError("outbound/failed", answer);
        return answer;
      },
    clock: { now: () => now },
    wait: async (ms) => {
      waits.push(ms);
      await Promise.resolve();
      now += ms;
    },
  });
  const approvals = [
    "acme.items.list",
    "acme.messages.send",
    "acme.files.upload",
    "acme.paced",
  ].map((operation) => ({ operation, token: "user" }) as const);
  const named = ["support", "sales"].map(
    (account) => ({ operation: "acme.messages.send", token: "user", account }) as const,
  );
  const { signal } = new AbortController();
  /** The way out of another run of the same functions. */
  function open() {
    const opened = broker.open({ runId: "r", approvals: [...approvals, ...named] }, start + 60_000);
    return { ...opened, call: (call: EgressCall) => opened.call(call, signal) };
  }
  return { egress: open(), open, pass, sent, waits, renewed, taken };
}

type Answer = Awaited<ReturnType<ReturnType<typeof createScene>["egress"]["call"]>>;

export async function textOf(answer: Answer): Promise<string> {
  return "failed" in answer
    ? answer.failed
    : new Response(
        new Uint8Array(
          await new Response(
            answer.body instanceof Uint8Array ? new Uint8Array(answer.body) : answer.body,
          ).arrayBuffer(),
        ),
      ).text();
}

export const statusOf = (answer: Answer) => ("failed" in answer ? answer.failed : answer.status);
export const limited = (after?: string) =>
  Response.json(
    { ok: false },
    { status: 429, headers: after === undefined ? {} : { "retry-after": after } },
  );
export const busy = (after?: string) =>
  Response.json(
    { ok: false },
    { status: 503, headers: after === undefined ? {} : { "retry-after": after } },
  );
