import type { RunView, lossReasons } from "../contract/run.ts";
import { redact } from "../core/redact.ts";
import type { StoredRun } from "../store/runs.ts";
import { withoutCredentials } from "./broker/credential-parameters.ts";
import type { FunctionRequest, RunCall, RunLog, RunPhases, Would } from "./types.ts";

/** Why a record does not hold all of a value. */
export type LossReason = (typeof lossReasons)[number];

/** What is kept of a run beside its status. */
export interface RunBody {
  readonly input: unknown;
  readonly output: unknown;
  readonly lost?: { readonly input?: LossReason; readonly output?: LossReason };
  readonly request?: NonNullable<RunView["request"]>;
  readonly replayOf?: string;
  readonly cancelledBy?: NonNullable<RunView["cancelledBy"]>;
  readonly error: { readonly message: string; readonly stack?: string } | null;
  readonly logs: readonly RunLog[];
  readonly calls: readonly RunCall[];
  /** Absent where all are kept. */
  readonly callsLeftOut?: number;
  /** Only of a dry run. */
  readonly would?: readonly Would[];
  readonly phases: RunPhases | Record<string, never>;
}

/** Bytes of an input or output, as JSON, that are kept. */
export const keptBytes = 256 * 1024;

/** Blots out of a text what must not be in a record. */
export type Blot = (text: string) => string;

/** Shorter ones would be found in words that are none. */
const shortestSecret = 8;

/** Blots out these values, in an address as well. */
export function blotOf(secrets: readonly string[]): Blot {
  const long = secrets.filter(({ length }) => length >= shortestSecret);
  const known = new Set(
    long.flatMap((one) => {
      const encoded = encodeURIComponent(one);
      return [one, encoded, encoded.replaceAll("%20", "+")];
    }),
  );
  return (text) => [...known].reduce((left, one) => left.replaceAll(one, "[redacted]"), text);
}

interface Kept {
  readonly value: unknown;
  readonly lost?: LossReason;
}

/** A value as a record holds it: without what looks like a credential, and no longer than what is kept. */
export function keepValue(given: unknown, blot: Blot): Kept {
  let isRedacted = false;
  const clean = (text: string) => {
    const left = redact(blot(text));
    isRedacted ||= left !== text;
    return left;
  };
  const value = blotted(given, clean);
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "null");
  // A character is at most three bytes of UTF-8, so that most texts need not be measured.
  if (text.length * 3 > keptBytes) {
    const bytes = Buffer.from(text);
    if (bytes.byteLength > keptBytes)
      return { value: new TextDecoder().decode(bytes.subarray(0, keptBytes)), lost: "cut" };
  }
  return isRedacted ? { value, lost: "redacted" } : { value };
}

function blotted(value: unknown, clean: Blot): unknown {
  if (typeof value === "string") return value.length < shortestSecret ? value : clean(value);
  if (Array.isArray(value)) return value.map((one) => blotted(one, clean));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key.length < shortestSecret ? key : clean(key),
      blotted(one, clean),
    ]),
  );
}

/** What a request brought: JSON where it says so, else text; undefined where it is no text. */
export function inputOf(body: Uint8Array | undefined, contentType: string): unknown {
  if (!body?.byteLength) return null;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
  if (!/\bjson\b/i.test(contentType)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Longer addresses are kept in part. */
const maxPathCharacters = 4_000;
const maxTypeCharacters = 200;

/** How a run was called, for a record; whether that is less than it was. */
export function keepRequest(
  { method, url, headers }: Pick<FunctionRequest, "method" | "url" | "headers">,
  blot: Blot,
): { readonly request: NonNullable<RunBody["request"]>; readonly lost?: LossReason } {
  const pathOf = (given: string) => {
    const { pathname, search } = new URL(given);
    return `${pathname}${search}`;
  };
  const path = redact(blot(pathOf(withoutCredentials(url))));
  const contentType = headers.get("content-type")?.slice(0, maxTypeCharacters);
  const request = {
    method,
    path: path.slice(0, maxPathCharacters),
    ...(contentType === undefined ? {} : { contentType }),
  };
  if (path.length > maxPathCharacters) return { request, lost: "cut" };
  return path === pathOf(url) ? { request } : { request, lost: "redacted" };
}

/** Whether a text occurs in what a run was given, gave back, logged or failed with; letters of either case. */
export function hasText({ input, output, error, logs }: RunBody, wanted: string): boolean {
  const part = wanted.toLowerCase();
  const has = (value: unknown): boolean => {
    if (typeof value === "string") return value.toLowerCase().includes(part);
    if (Array.isArray(value)) return value.some(has);
    if (typeof value === "object" && value !== null) return Object.entries(value).flat().some(has);
    return value !== null && value !== undefined && String(value).includes(part);
  };
  return [error?.message, ...logs.map(({ message }) => message), input, output].some(has);
}

/** A run as it is shown. */
export function viewOf({ body, ...run }: StoredRun<RunBody>): RunView {
  const { logs, calls, phases, lost, would, ...rest } = body;
  return {
    ...run,
    ...rest,
    ...(lost ? { lost: { ...lost } } : {}),
    logs: [...logs],
    calls: [...calls],
    ...(would ? { dryRun: true as const, would: [...would] } : {}),
    phases: { ...phases },
  };
}
