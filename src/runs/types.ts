import type { Approval } from "../store/function-version.ts";
import type { Base44Rights } from "./base44.ts";
import type { DryRun } from "./dry-run/dry-run.ts";
import type { Span } from "./sdk-imports.ts";

type RunStatus = "running" | "succeeded" | "failed" | "timed-out" | "cancelled";

export interface RunLog {
  /** ISO 8601. */
  readonly time: string;
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
}

/** One outbound call of a run, refused ones too. Never holds a credential or a body. */
export interface RunCall {
  readonly time: string;
  readonly method: string;
  readonly url: string;
  readonly operation?: string;
  /** The account that it named, of several; absent for the default. */
  readonly account?: string;
  /** HTTP status that the function saw. */
  readonly status?: number;
  readonly ms: number;
  readonly attempts: number;
  /** Where the time went; absent for a call that stayed here. */
  readonly phases?: CallPhases;
  /** Why no answer came, or not all of it. */
  readonly failed?: string;
  /** Why the broker did not let it through. */
  readonly refused?: string;
  /** What to do about the provider's refusal, where the catalog knows. */
  readonly advice?: string;
  /** Held back by a dry run: it was allowed, and did not leave. */
  readonly held?: true;
  /** Where the answer was not what the operation promises. */
  readonly differs?: readonly AnswerDifference[];
}

/** Milliseconds spent in each part of a call, all its attempts together. */
export interface CallPhases {
  /** For its turn under the provider's limits, and between attempts. */
  readonly wait: number;
  /** For the credential, a renewal included. */
  readonly credential: number;
  /** From sending to the head of the answer. */
  readonly firstByte: number;
  /** The rest of the answer. */
  readonly body: number;
}

/** What a dry run held back: calls of one operation to one target. */
export interface Would {
  readonly operation: string;
  readonly connector: string;
  readonly kind: "write" | "destructive";
  /** How many things they are about: 3 rows of one call, 3 messages of three. */
  readonly count: number;
  /** `Post 1 message to #sales`. */
  readonly words: string;
  /** The texts themselves, shortened: those of the first few. */
  readonly shows?: readonly string[];
}

/** One place where an answer was not what the operation promises. */
export interface AnswerDifference {
  /** `messages.0.id`. */
  readonly path: string;
  readonly expected: string;
  /** What came there, shortened. */
  readonly received: string;
}

/** Milliseconds spent in each part of a run. */
export interface RunPhases {
  /** Waiting for a place and a process: 0 when warm. */
  readonly queue: number;
  /** Loading the code. */
  readonly start: number;
  readonly run: number;
}

/** Hears of a run what happens, as it happens. */
export interface RunObserver {
  /** `phases` is how long the parts before it took. */
  phase(phase: keyof RunPhases, phases: RunPhases): void;
  log(line: RunLog): void;
  /** A call began, or more is known of the one at this place. */
  call(index: number, call: RunCall): void;
  /** Settles when what is known is on record; what changes something outside is sent only then. */
  beforeWrite(): Promise<void>;
}

/** What a run may do; held on the host, looked up by process and run, never by what a frame says. */
export interface RunRights {
  readonly runId: string;
  readonly approvals: readonly Approval[];
  /** Whom it acts for: their accounts are those of steps that say `user`. */
  readonly userId?: string;
  /** Only where nothing is to be changed. */
  readonly dryRun?: DryRun;
  /** Only where the code imports Base44's SDK. */
  readonly base44?: Base44Rights;
}

/** The code to run and who runs it; one process serves one (function version, principal) pair. */
interface RunTarget {
  readonly function: string;
  readonly version: number;
  readonly code: string;
  readonly principal: string;
  /** Where the code names Base44's SDK. */
  readonly sdkAt?: readonly Span[];
  /** What its environment has: names only. */
  readonly secretNames?: readonly string[];
}

/** What a run takes of a request; the body may have been read already. */
export interface FunctionRequest extends Pick<Request, "method" | "url" | "headers"> {
  readonly body: Request["body"] | Uint8Array;
}

export interface RunOptions {
  readonly target: RunTarget;
  readonly rights: RunRights;
  readonly request: FunctionRequest;
  /** Said to the function beside the headers of its caller. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly observer?: RunObserver;
}

/** The answer of a function, as soon as its head is there; `done` settles when the run is over. */
export interface RunningFunction {
  readonly response: Promise<Response>;
  readonly done: Promise<RunOutcome>;
}

export interface RunOutcome {
  readonly status: Exclude<RunStatus, "running">;
  /** What went wrong, for a person: message and the place in the function's code. */
  readonly error?: { readonly message: string; readonly stack?: string };
  readonly logs: readonly RunLog[];
  readonly calls: readonly RunCall[];
  /** How many calls there were between the first and the last of these that are not kept. */
  readonly callsLeftOut: number;
  /** Of a dry run. */
  readonly would?: readonly Would[];
  readonly phases: RunPhases;
  readonly ms: number;
}
