import type { RunRights } from "../types.ts";
import { type EgressAnswer, readBody } from "./answer.ts";
import { headersOut } from "./headers.ts";
import type { EgressCall } from "./judge.ts";

/** An API that stands inside the broker: a call to its origin never leaves the machine. */
export interface LocalApi {
  readonly origin: string;
  /** Never throws. */
  answer(request: Request, run: LocalRun): Promise<LocalAnswer>;
}

/** An answer, and why the call was not let through. */
export interface Judged {
  readonly answer: EgressAnswer;
  readonly refused: string | undefined;
}

/** The run that calls. */
export interface LocalRun {
  readonly rights: RunRights;
  /** What the run may put in the place of a connector's credential. */
  readonly standInFor: (connector: string) => string;
  /** A call as if the run had made it by `fetch`, judged and recorded like one. */
  readonly call: (call: EgressCall, signal: AbortSignal) => Promise<Judged>;
  /** Fires where nobody waits any more. */
  readonly signal: AbortSignal;
}

export interface LocalAnswer {
  readonly response: Response;
  /** As it is called in the run's record. */
  readonly operation: string;
  /** Why nothing was done. */
  readonly refused?: string | undefined;
}

/** Hands a call over, as HTTP. */
export async function answerLocally(
  api: LocalApi,
  { method, url, headers, body }: EgressCall,
  run: LocalRun,
): Promise<Omit<LocalAnswer, "response"> & { readonly answer: EgressAnswer }> {
  const request = new Request(url, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    signal: run.signal,
    ...(body && !["GET", "HEAD"].includes(method) ? { body: new Uint8Array(body) } : {}),
  });
  const { response, ...told } = await api.answer(request, run);
  const { status, statusText } = response;
  const answer = {
    status,
    statusText,
    headers: headersOut(response.headers, []),
    body: await readBody(response),
  };
  return { ...told, answer };
}
