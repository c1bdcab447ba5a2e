import { setTimeout as sleep } from "node:timers/promises";
import type { Catalog } from "../../catalog/catalog.ts";
import type { Credentials, EndpointsOf } from "../../connections/types.ts";
import type { Clock } from "../../core/clock.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { Outbound } from "../../core/outbound.ts";
import { redact } from "../../core/redact.ts";
import type { RunCall, RunRights } from "../types.ts";
import { adviceOn } from "./advice.ts";
import { type EgressAnswer, problemAnswer } from "./answer.ts";
import { withoutCredentials } from "./credential-parameters.ts";
import { connectorOf } from "../../catalog/operation.ts";
import { differencesOf } from "./expectation.ts";
import { type EgressCall, type Grant, judge } from "./judge.ts";
import { type Judged, type LocalApi, answerLocally } from "./local-api.ts";
import type { SecretOf } from "./secrets.ts";
import { createSender } from "./send.ts";
import { createStandIns, refusedBearer } from "./stand-ins.ts";

export interface BrokerDeps {
  readonly catalog: Catalog;
  readonly credentials: Credentials;
  readonly endpointsOf: EndpointsOf;
  /** The way out of one run: what answers in this process may count by the run. */
  readonly openOutbound: () => Outbound;
  readonly secretOf: SecretOf;
  /** What runs that use Base44's SDK find at its origin. */
  readonly base44?: LocalApi;
  readonly clock: Clock;
  /** Waits for a `Retry-After`; rejects when aborted. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The way out of one run. */
export interface Egress {
  /** Never throws: what went wrong is an answer. */
  call(call: EgressCall, signal: AbortSignal): Promise<EgressAnswer>;
  /** One record a call, refused ones too, as far as they are over. */
  calls(): readonly RunCall[];
  /** From now on every call is refused. */
  close(): void;
}

export interface Broker {
  /** `deadline` is when the run's time is over, in ms since 1970. */
  open(rights: RunRights, deadline: number): Egress;
}

const maxCalls = 200;
const maxUrlCharacters = 2_000;

/** Judges each outbound call of a run, attaches the credential to those that are approved, and records them all. */
export function createBroker(deps: BrokerDeps): Broker {
  const { catalog, clock } = deps;
  const wait = deps.wait ?? ((ms, signal) => sleep(ms, undefined, { signal }));

  async function grantsOf({ approvals }: RunRights): Promise<readonly Grant[]> {
    const grants = approvals.map(async ({ operation: id, token }): Promise<Grant | undefined> => {
      const [operation, provider] = [catalog.find(id), catalog.providerOf(id)];
      if (!operation || !provider) return undefined;
      const { apiBase, apiHeaders = {} } = await deps.endpointsOf(provider.id);
      return {
        operation,
        token,
        provider,
        apiHeaders,
        ...(apiBase === undefined ? {} : { apiBase }),
      };
    });
    return (await Promise.all(grants)).filter((grant) => grant !== undefined);
  }

  return {
    open(rights, deadline) {
      const send = createSender({ ...deps, outbound: deps.openOutbound(), wait });
      const records: RunCall[] = [];
      const standIns = createStandIns();
      let grants: Promise<readonly Grant[]> | undefined;
      let count = 0;
      let closed = false;

      /** Keeps the call at once, so that one that never ends is seen, and completes it later. */
      function record(call: EgressCall): (more: Partial<RunCall>) => void {
        const started = clock.now();
        const base = {
          time: new Date(started).toISOString(),
          method: call.method.slice(0, 20),
          url: redact(withoutCredentials(call.url.slice(0, maxUrlCharacters))),
          ms: 0,
          attempts: 0,
        };
        if (records.length >= maxCalls) return () => {};
        const index = records.push(base) - 1;
        return (more) => {
          records[index] = { ...base, ...more, ms: clock.now() - started };
        };
      }

      async function attempt(call: EgressCall, signal: AbortSignal): Promise<Judged> {
        const complete = record(call);
        const refuse = (why: string): Judged => {
          const refused = redact(why);
          complete({ status: 403, refused });
          const title = "The call was not let through";
          return { answer: problemAnswer(403, title, refused, { error: "refused" }), refused };
        };
        if (closed) return refuse("the run is over");
        if (++count > maxCalls) return refuse(`a run makes at most ${maxCalls} outbound calls`);
        const { base44 } = deps;
        if (base44 && call.url.startsWith(`${base44.origin}/`)) {
          if (!rights.base44) return refuse("only code that imports @base44/sdk may call this");
          const run = { rights, standInFor: standIns.of, call: attempt, signal };
          const { answer, operation, refused } = await answerLocally(base44, call, run);
          const status = "status" in answer ? { status: answer.status } : {};
          complete({ operation, attempts: 1, ...status, ...(refused ? { refused } : {}) });
          return { answer, refused };
        }
        grants ??= grantsOf(rights);
        const verdict = judge(call, await grants);
        if (verdict.status === "refused") return refuse(verdict.why);
        const { operation: called, provider } = verdict.grant;
        const operation = called.id;
        const notOurs = refusedBearer(call, connectorOf(operation), standIns);
        if (notOurs !== undefined) return refuse(notOurs);
        complete({ operation });
        const hold = rights.dryRun?.hold(call, verdict);
        const sent = await send(call, verdict, { signal, deadline, hold });
        const { answer, attempts, refused } = sent;
        if (hold && !refused) {
          complete({
            operation,
            held: true,
            attempts: 0,
            ...("status" in answer ? { status: answer.status } : {}),
          });
          return { answer, refused };
        }
        rights.dryRun?.learn(called, answer);
        const status = "status" in answer ? { status: answer.status } : {};
        const advice = refused ? undefined : adviceOn(called, provider, answer);
        const differs = refused ? [] : differencesOf(called, provider, answer);
        complete({
          operation,
          attempts,
          ...status,
          ...(refused ? { refused } : {}),
          ...(advice === undefined ? {} : { advice }),
          ...(differs.length > 0 ? { differs } : {}),
        });
        return { answer, refused };
      }

      return {
        async call(call, signal) {
          try {
            return (await attempt(call, signal)).answer;
          } catch (error) {
            // A fault of ours or a refusal to renew must not end the host, nor be silent.
            const why = error instanceof PatchbayError ? error.message : "the call failed";
            return { failed: redact(why) };
          }
        },
        calls: () => [...records],
        close() {
          closed = true;
        },
      };
    },
  };
}
