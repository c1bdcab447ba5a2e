import type { Provider } from "../../catalog/provider.ts";
import type { Heard } from "../../connections/health.ts";
import type { CredentialAnswer, Credentials } from "../../connections/types.ts";
import type { Clock } from "../../core/clock.ts";
import type { Outbound } from "../../core/outbound.ts";
import { redact } from "../../core/redact.ts";
import { type EgressAnswer, type EgressBody, jsonOf, readBody, withoutToken } from "./answer.ts";
import { choiceOf } from "../../connections/by-account.ts";
import { attach } from "../../connections/attach.ts";
import { answerTooLarge, bounded, maxAnswerBytes } from "./bounded.ts";
import { notGranted } from "./granted.ts";
import { headersIn, headersOut } from "./headers.ts";
import type { EgressCall, Verdict } from "./judge.ts";
import { limitOfCall } from "./limit-of-call.ts";
import { type WaitingTime, createPhases } from "./phases.ts";
import type { LimitOfCall, RateLimits } from "./rate-limits.ts";
import type { Note } from "./records.ts";
import { closedAfter, isSentAgain, waitAfterFailure } from "./repeat.ts";
import { type Filled, type SecretOf, fillSecrets } from "./secrets.ts";
import { type Unsent, heldBack, notAllowed, notFilled, withoutCredential } from "./unsent.ts";

/** Told of each attempt at a call: of which provider, with whose account, and what came of it. */
export type HeardOf = (provider: string, account: string, heard: Heard) => void;

interface SenderDeps {
  readonly credentials: Credentials;
  readonly outbound: Outbound;
  readonly clock: Clock;
  readonly secretOf: SecretOf;
  readonly heard?: HeardOf;
  readonly limits: RateLimits;
  readonly waiting: WaitingTime;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

const stopped = "the call was stopped";

type Allowed = Extract<Verdict, { status: "allowed" }>;

interface Sent {
  readonly answer: EgressAnswer;
  /** Why it did not go out at all. */
  readonly refused?: string | undefined;
}

/** What a call carries that its code does not have. */
interface Carried {
  readonly accessToken: string | undefined;
  readonly secrets: Extract<Filled, { status: "ok" }>;
}

interface Sending {
  /** Answers in the provider's place, where a dry run holds the call back. */
  readonly hold?: (() => Response) | undefined;
  readonly signal: AbortSignal;
  /** End of the run's time as it is now, in ms since 1970. */
  readonly deadline: () => number;
  readonly note: Note;
  /** Whose own accounts a call may take; nobody's where nobody is named. */
  readonly userId: string | undefined;
}

/** A call as it can go out now. */
interface Ready {
  readonly status: "ready";
  readonly target: URL;
  readonly accessToken: string | undefined;
  /** Whose limits it counts to: the connection, or the provider where nobody signs in. */
  readonly payer: string;
}

/** What became of one attempt: the end, or another one with this credential. */
type Attempted = Sent | { readonly again: CredentialAnswer | undefined };

/** Sends a call that was allowed: in its turn, with its credential, renewed once where needed, repeated where that is safe. */
export function createSender(deps: SenderDeps) {
  const { credentials, outbound, clock, secretOf, limits, waiting, wait } = deps;

  return async (call: EgressCall, allowed: Allowed, sending: Sending): Promise<Sent> => {
    const { grant, token } = allowed;
    const { provider, operation } = grant;
    const choice = choiceOf(grant.account, sending.userId);
    const { signal, note } = sending;
    const { host } = operation.request;
    const phases = createPhases(clock);
    const filled = await fillSecrets(call.headers, allowed.target.searchParams, host, secretOf);
    if (filled.status === "refused") return notFilled(filled.why);
    const secrets = filled;
    const order = limits.order();
    let isRenewed = false;
    let given = await credentialNow();

    for (let number = 1; ; number++) {
      const ready = readyWith(given, allowed);
      if (ready.status === "unsent") return ready;
      if (sending.hold) return { answer: await answerHeld(sending.hold()) };
      const limit = limitOfCall(call, token === "none" ? { operation } : grant, ready);
      const asked = limits.turn(limit, order, signal);
      const hasToWait = asked instanceof Promise;
      const turn = hasToWait ? await phases.in("wait", () => waiting.during(asked)) : asked;
      if (turn.status === "closed") return heldBack(provider, turn.ms);
      try {
        // It may have run out while the call waited.
        const now = hasToWait ? readyWith(await credentialNow(), allowed) : ready;
        if (now.status === "unsent") return now;
        note({ attempts: number });
        const attempted = await attempt(number, now, limit, turn.over);
        if (!("again" in attempted)) return attempted;
        given = attempted.again;
      } finally {
        turn.over();
        note({ phases: phases.spent() });
      }
    }

    async function credentialNow(): Promise<CredentialAnswer | undefined> {
      if (token === "none") return undefined;
      return phases.in("credential", () => credentials.get(provider.id, token, choice));
    }

    async function attempt(
      number: number,
      { accessToken, target, payer }: Ready,
      limit: LimitOfCall,
      answered: () => void,
    ): Promise<Attempted> {
      const carried = { accessToken, secrets };
      const response = await phases.in("firstByte", () =>
        answerOf(call, { ...allowed, target }, carried, sending),
      );
      answered();
      if (!signal.aborted) deps.heard?.(provider.id, payer, response);
      const windowMs = grant.rateClass && grant.rateClass.seconds * 1_000;
      const now = clock.now();
      const made = { number, method: call.method, operation, windowMs, now };
      if ("failed" in response) {
        const waitMs = signal.aborted ? undefined : waitAfterFailure(made);
        if (waitMs === undefined || now + waitMs >= sending.deadline()) return { answer: response };
        await phases.in("wait", () => wait(waitMs, signal));
        return { again: given };
      }
      const closedMs = closedAfter(made, response);
      if (closedMs !== undefined) {
        limits.close(limit, closedMs);
        if (isSentAgain(made, closedMs, response)) {
          await response.body?.cancel();
          return { again: given };
        }
      }
      const { hostname } = target;
      const length = Number(response.headers.get("content-length") ?? 0);
      if (length > maxAnswerBytes) {
        await response.body?.cancel();
        return { answer: { failed: answerTooLarge(hostname).message } };
      }
      const body = await phases.in("body", () => readBody(response)).catch(() => undefined);
      if (!body) return { answer: { failed: signal.aborted ? stopped : "the answer broke off" } };
      if (token !== "none" && accessToken !== undefined && !isRenewed) {
        if (isStale(provider, response.status, body)) {
          isRenewed = true;
          const next = await phases.in("credential", () =>
            credentials.renew(provider.id, token, accessToken, choice),
          );
          if (next.status === "ok" && next.accessToken !== accessToken) {
            if (!(body instanceof Uint8Array)) await body.cancel();
            return { again: next };
          }
        }
      }
      const hidden = [...secrets.values, ...(accessToken === undefined ? [] : [accessToken])];
      const answer = {
        status: response.status,
        statusText: response.statusText,
        headers: headersOut(response.headers, hidden),
        body: hidden.reduce<EgressBody>(withoutToken, bodyOf(body, hostname)),
      };
      return { answer };
    }

    /** A body that streams is over when the function has read it, or was told why not. */
    function bodyOf(body: EgressBody, hostname: string): EgressBody {
      if (body instanceof Uint8Array) return body;
      const from = clock.now();
      return bounded(body, hostname, (failed) => {
        phases.add("body", clock.now() - from);
        note({ phases: phases.spent(), ...(failed === undefined ? {} : { failed }) });
      });
    }
  };

  async function answerOf(
    { method, body }: EgressCall,
    { target, grant, headers: fixed }: Allowed,
    { accessToken, secrets }: Carried,
    { signal }: Sending,
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
      const why = signal.aborted ? stopped : String(Reflect.get(Object(error), "message"));
      return { failed: redact(why) };
    }
  }
}

/** The call with this credential, or why it cannot go out with it. */
function readyWith(given: CredentialAnswer | undefined, allowed: Allowed): Ready | Unsent {
  const { grant, token } = allowed;
  const { provider, operation } = grant;
  if (!given || token === "none") {
    return { status: "ready", target: allowed.target, accessToken: undefined, payer: provider.id };
  }
  if (given.status !== "ok") return withoutCredential(grant, given);
  // The provider went live, or back to its sandbox, while the run was under way.
  if (given.mode !== grant.mode) return withoutCredential(grant, { status: "not-connected" });
  const { accessToken, connectionId, instance, scopes } = given;
  const lacking = notGranted(operation, token, scopes);
  if (lacking !== undefined) return notAllowed(grant, lacking);
  const target = addressOf(allowed, instance);
  if (!target) return withoutCredential(grant, { status: "reconnect-needed", connectionId });
  return { status: "ready", target, accessToken, payer: connectionId };
}

/** With the account's own instance in place of the placeholder; undefined where none is known. */
function addressOf({ grant, target }: Allowed, instance: string | undefined) {
  const { apiBase, provider } = grant;
  if (apiBase !== undefined || target.host !== provider.instances?.placeholder) return target;
  if (instance === undefined) return undefined;
  return new URL(`${target.pathname}${target.search}`, instance);
}

/**
 * Slack answers 200 with `ok: false`; the provider's data says which of these mean a stale token,
 * and which 401 do not: TikTok gives one where a scope is missing.
 */
function isStale(provider: Provider, status: number, body: EgressBody): boolean {
  const answer = jsonOf(body);
  const error = answer && provider.readError(answer);
  if (error !== undefined && provider.renewalIsVain?.includes(error)) return false;
  return status === 401 || (error !== undefined && provider.reconnectErrors.includes(error));
}

/** Nothing leaves, so that there is no turn to wait for and nothing to hide. */
async function answerHeld(response: Response): Promise<EgressAnswer> {
  const { status, statusText, headers } = response;
  return { status, statusText, headers: headersOut(headers, []), body: await readBody(response) };
}
