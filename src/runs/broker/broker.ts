import { setTimeout as sleep } from "node:timers/promises";
import type { Catalog } from "../../catalog/catalog.ts";
import { connectorOf } from "../../catalog/operation.ts";
import { rateClassOf } from "../../catalog/rate-limit.ts";
import type { Credentials, EndpointsOf } from "../../connections/types.ts";
import type { Clock } from "../../core/clock.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { Outbound } from "../../core/outbound.ts";
import { redact } from "../../core/redact.ts";
import type { RunCall, RunObserver, RunRights } from "../types.ts";
import { adviceOn } from "./advice.ts";
import { type EgressAnswer, problemAnswer } from "./answer.ts";
import { differencesOf } from "./expectation.ts";
import { type EgressCall, type Grant, judge } from "./judge.ts";
import { type Judged, type LocalApi, answerLocally } from "./local-api.ts";
import { createWaitingTime } from "./phases.ts";
import { type RateLimits, createRateLimits } from "./rate-limits.ts";
import { type Note, createCallRecords } from "./records.ts";
import type { SecretOf } from "./secrets.ts";
import { type HeardOf, createSender } from "./send.ts";
import { createStandIns, refusedBearer } from "./stand-ins.ts";

export interface BrokerDeps {
  readonly catalog: Catalog;
  readonly credentials: Credentials;
  readonly endpointsOf: EndpointsOf;
  /** The way out of one run: what answers in this process may count by the run. */
  readonly openOutbound: () => Outbound;
  readonly secretOf: SecretOf;
  /** Takes notice of how providers answer; nobody does where absent. */
  readonly heard?: HeardOf;
  /** What runs that use Base44's SDK find at its origin. */
  readonly base44?: LocalApi;
  readonly clock: Clock;
  /** Of all runs; kept in this process where absent. */
  readonly limits?: RateLimits;
  /** Processes that share the limits of providers; alone where absent. */
  readonly living?: () => number;
  /** Waits for a turn; rejects when aborted. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The way out of one run. */
export interface Egress {
  /** Never throws: what went wrong is an answer. */
  call(call: EgressCall, signal: AbortSignal): Promise<EgressAnswer>;
  /** One record a call, refused ones too, as far as they are over. */
  calls(): readonly RunCall[];
  /** How many calls that record leaves out between its first and its last. */
  callsLeftOut(): number;
  /** How long calls have waited for the limits of providers, in ms: time that is not the function's own. */
  waitedMs(): number;
  /** From now on every call is refused. */
  close(): void;
}

export interface Broker {
  /** `deadline` is when the run's time is over, in ms since 1970, not counting what its calls wait. */
  open(
    rights: RunRights,
    deadline: number,
    observer?: Pick<RunObserver, "call" | "beforeWrite">,
  ): Egress;
}

/** A run that needs more of them is a loop that does not end. */
const maxCalls = 2_000;
/**
 * Longest time of a run, however long its calls wait: time for a message to each of two thousand
 * rows at Slack's one a second, and an end to what would hold a process for a day.
 */
export const maxRunMs = 60 * 60_000;

/** Judges each outbound call of a run, attaches the credential to those that are approved, and records them all. */
export function createBroker(deps: BrokerDeps): Broker {
  const { catalog, clock } = deps;
  const wait = deps.wait ?? ((ms, signal) => sleep(ms, undefined, { signal }));
  const limits = deps.limits ?? createRateLimits({ clock, wait }, deps.living);

  async function grantsOf({ approvals }: RunRights): Promise<readonly Grant[]> {
    const grants = approvals.map(
      async ({ operation: id, token, account }): Promise<Grant | undefined> => {
        const [operation, provider] = [catalog.find(id), catalog.providerOf(id)];
        if (!operation || !provider) return undefined;
        const { mode, apiBase, apiHeaders = {} } = await deps.endpointsOf(provider.id);
        const rateClass = rateClassOf(operation, catalog);
        return {
          operation,
          token,
          ...(account === undefined ? {} : { account }),
          provider,
          mode,
          apiHeaders,
          ...(rateClass ? { rateClass } : {}),
          ...(apiBase === undefined ? {} : { apiBase }),
        };
      },
    );
    return (await Promise.all(grants)).filter((grant) => grant !== undefined);
  }

  return {
    open(rights, deadline, observer) {
      const opened = clock.now();
      const waiting = createWaitingTime(clock);
      const outbound = deps.openOutbound();
      const send = createSender({ ...deps, outbound, wait, limits, waiting });
      const records = createCallRecords(clock, observer?.call);
      const standIns = createStandIns();
      let grants: Promise<readonly Grant[]> | undefined;
      let count = 0;
      let closed = false;
      const endsAt = () => Math.min(deadline + waiting.ms(), Math.max(deadline, opened + maxRunMs));

      async function attempt(call: EgressCall, signal: AbortSignal): Promise<Judged> {
        const note = records.begin(call);
        try {
          return await answered(call, signal, note);
        } catch (error) {
          // A fault of ours or a refusal to renew must not end the host, nor be silent.
          const fault = error instanceof PatchbayError ? error.message : "the call failed";
          const failed = signal.aborted ? "the call was stopped" : redact(fault);
          note({ failed });
          return { answer: { failed }, refused: undefined };
        }
      }

      async function answered(call: EgressCall, signal: AbortSignal, note: Note): Promise<Judged> {
        const refuse = (why: string): Judged => {
          const refused = redact(why);
          note({ status: 403, refused });
          const title = "The call was not let through";
          return { answer: problemAnswer(403, title, refused, { error: "refused" }), refused };
        };
        if (closed) return refuse("the run is over");
        if (++count > maxCalls) return refuse(`a run makes at most ${maxCalls} outbound calls`);
        const { base44 } = deps;
        if (base44 && call.url.startsWith(`${base44.origin}/`)) {
          if (!rights.base44) return refuse("only code that imports @base44/sdk may call this");
          const run = { rights, standInFor: standIns.of, call: attempt, signal };
          const local = await answerLocally(base44, call, run);
          const { answer: given, operation, refused } = local;
          const status = "status" in given ? { status: given.status } : {};
          note({ operation, attempts: 1, ...status, ...(refused ? { refused } : {}) });
          return { answer: given, refused };
        }
        grants ??= grantsOf(rights);
        const verdict = judge(call, await grants);
        if (verdict.status === "refused") return refuse(verdict.why);
        const { operation: called, provider, account } = verdict.grant;
        const operation = called.id;
        const notOurs = refusedBearer(call, connectorOf(operation), standIns);
        if (notOurs !== undefined) return refuse(notOurs);
        note({ operation, ...(account === undefined ? {} : { account }) });
        const hold = rights.dryRun?.hold(call, verdict);
        if (called.kind !== "read" && !hold) await observer?.beforeWrite();
        const { userId } = rights;
        const sent = await send(call, verdict, { signal, deadline: endsAt, note, hold, userId });
        const { answer: given, refused } = sent;
        if (hold && !refused) {
          note({ held: true, ...("status" in given ? { status: given.status } : {}) });
          return { answer: given, refused };
        }
        rights.dryRun?.learn(called, given);
        const advice = refused ? undefined : adviceOn(called, provider, given);
        const differs = refused ? [] : differencesOf(called, provider, given);
        note({
          ...("status" in given ? { status: given.status } : { failed: given.failed }),
          ...(refused ? { refused } : {}),
          ...(advice === undefined ? {} : { advice }),
          ...(differs.length > 0 ? { differs } : {}),
        });
        return { answer: given, refused };
      }

      return {
        call: async (call, signal) => (await attempt(call, signal)).answer,
        calls: () => records.kept().calls,
        callsLeftOut: () => records.kept().callsLeftOut,
        waitedMs: waiting.ms,
        close() {
          closed = true;
        },
      };
    },
  };
}
