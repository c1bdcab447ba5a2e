import { attach } from "./attach.ts";
import type { Provider } from "../../catalog/provider.ts";
import type { CredentialAnswer, Credentials } from "../../connections/types.ts";
import type { Clock } from "../../core/clock.ts";
import type { Outbound } from "../../core/outbound.ts";
import { redact } from "../../core/redact.ts";
import { type EgressAnswer, jsonOf, problemAnswer, readBody, withoutToken } from "./answer.ts";
import { notGranted } from "./granted.ts";
import { headersIn, headersOut } from "./headers.ts";
import type { EgressCall, Verdict } from "./judge.ts";
import { type Filled, type SecretOf, fillSecrets } from "./secrets.ts";
import { waitAfterAnswer, waitAfterFailure } from "./repeat.ts";

interface SenderDeps {
  readonly credentials: Credentials;
  readonly outbound: Outbound;
  readonly clock: Clock;
  readonly secretOf: SecretOf;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

type Allowed = Extract<Verdict, { status: "allowed" }>;

interface Sent {
  readonly answer: EgressAnswer;
  /** How often it went out. */
  readonly attempts: number;
  /** Why it did not go out at all. */
  readonly refused?: string;
}

/** What a call carries that its code does not have. */
interface Carried {
  readonly accessToken: string | undefined;
  readonly secrets: Extract<Filled, { status: "ok" }>;
}

interface Limits {
  readonly signal: AbortSignal;
  readonly deadline: number;
}

/** Sends a call that was allowed: with its credential, renewed once where needed, repeated where that is safe. */
export function createSender({ credentials, outbound, clock, secretOf, wait }: SenderDeps) {
  return async (call: EgressCall, allowed: Allowed, limits: Limits): Promise<Sent> => {
    const { grant, token } = allowed;
    const { provider } = grant;
    const { host } = grant.operation.request;
    const secrets = await fillSecrets(call.headers, allowed.target.searchParams, host, secretOf);
    if (secrets.status === "refused") return notFilled(secrets.why);
    let credential = token === "none" ? undefined : await credentials.get(provider.id, token);
    let renewed = false;
    for (let number = 1; ; number++) {
      if (credential && credential.status !== "ok") {
        return withoutCredential(provider, credential, number - 1);
      }
      const lacking =
        credential && token !== "none" && notGranted(grant.operation, token, credential.scopes);
      if (lacking) return notAllowed(provider, lacking, number - 1);
      const accessToken = credential?.accessToken;
      const target = addressOf(allowed, credential?.instance);
      if (!target) {
        const ended = { status: "reconnect-needed", connectionId: "" } as const;
        return withoutCredential(provider, ended, number - 1);
      }
      const { method } = call;
      const attempt = {
        number,
        method,
        operation: grant.operation,
        now: clock.now(),
        deadline: limits.deadline,
      };
      const response = await answerOf(
        call,
        { ...allowed, target },
        { accessToken, secrets },
        limits,
      );
      if ("failed" in response) {
        const waitMs = limits.signal.aborted ? undefined : waitAfterFailure(attempt);
        if (waitMs === undefined) return { answer: response, attempts: number };
        await wait(waitMs, limits.signal);
        continue;
      }
      const waitMs = waitAfterAnswer(attempt, response);
      if (waitMs !== undefined) {
        await response.body?.cancel();
        await wait(waitMs, limits.signal);
        continue;
      }
      const body = await readBody(response);
      if (token !== "none" && accessToken !== undefined && !renewed) {
        if (isStale(provider, response.status, body)) {
          renewed = true;
          const next = await credentials.renew(provider.id, token, accessToken);
          if (next.status === "ok" && next.accessToken !== accessToken) {
            if (!(body instanceof Uint8Array)) await body.cancel();
            credential = next;
            continue;
          }
        }
      }
      const hidden = [...secrets.values, ...(accessToken === undefined ? [] : [accessToken])];
      const answer = {
        status: response.status,
        statusText: response.statusText,
        headers: headersOut(response.headers, hidden),
        body: hidden.reduce<typeof body>((left, one) => withoutToken(left, one), body),
      };
      return { answer, attempts: number };
    }
  };

  async function answerOf(
    { method, body }: EgressCall,
    { target, grant, headers: fixed }: Allowed,
    { accessToken, secrets }: Carried,
    { signal }: Limits,
  ): Promise<Response | { failed: string }> {
    const filled = new URL(target);
    if (secrets.search !== undefined) filled.search = secrets.search;
    const carried = attach(grant.provider, filled, accessToken);
    try {
      return await outbound(carried.target, {
        method,
        headers: headersIn(secrets.headers, carried.headers, {
          fixed,
          free: grant.provider.codeHeaders ?? [],
          secret: secrets.inHeaders,
        }),
        // The signal is the run's, whose own time is the limit; it ends the body too.
        skipTimeout: true,
        signal,
        ...(body && method !== "GET" ? { body: new Uint8Array(body) } : {}),
      });
    } catch (error) {
      const why = signal.aborted
        ? "the call was stopped"
        : String(Reflect.get(Object(error), "message"));
      return { failed: redact(why) };
    }
  }
}

/** With the account's own instance in place of the placeholder; undefined where none is known. */
function addressOf({ grant, target, token }: Allowed, instance: string | undefined) {
  const { apiBase, provider } = grant;
  if (token === "none" || apiBase !== undefined || target.host !== provider.instances?.placeholder)
    return target;
  if (instance === undefined) return undefined;
  return new URL(`${target.pathname}${target.search}`, instance);
}

/**
 * Slack answers 200 with `ok: false`; the provider's data says which of these mean a stale token,
 * and which 401 do not: TikTok gives one where a scope is missing.
 */
function isStale(
  provider: Provider,
  status: number,
  body: Uint8Array | ReadableStream<Uint8Array>,
): boolean {
  const answer = jsonOf(body);
  const error = answer && provider.readError(answer);
  if (error !== undefined && provider.renewalIsVain?.includes(error)) return false;
  return status === 401 || (error !== undefined && provider.reconnectErrors.includes(error));
}

function notFilled(why: string): Sent {
  const answer = problemAnswer(403, "A secret is missing", why, { error: "no_secret" });
  return { answer, attempts: 0, refused: why };
}

function notAllowed(provider: Provider, why: string, attempts: number): Sent {
  const detail = `${why}. Allow it for ${provider.name} in Patchbay, then run again.`;
  const answer = problemAnswer(403, "A permission is missing", detail, { error: "not_granted" });
  return { answer, attempts, refused: why };
}

function withoutCredential(
  { name }: Provider,
  { status }: Exclude<CredentialAnswer, { status: "ok" }>,
  attempts: number,
): Sent {
  const [refused, error] =
    status === "not-connected"
      ? [`${name} is not connected`, "not_connected"]
      : [`${name} needs to be connected again`, "reconnect_needed"];
  return {
    answer: problemAnswer(403, refused, `${refused}. Connect it in Patchbay, then run again.`, {
      error,
    }),
    attempts,
    refused,
  };
}
