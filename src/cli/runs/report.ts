import type { RunSummary, RunView } from "../../contract/run.ts";
import { plainLine } from "../../core/plain-text.ts";
import { note, say, sayTable } from "../terminal.ts";

type Call = RunView["calls"][number];
type LogLine = RunView["logs"][number];

/** A run in columns. */
export function rowOf({
  id,
  startedAt,
  status,
  function: name,
  version,
  trigger,
  ms,
  error,
}: RunSummary) {
  return [
    id,
    startedAt.slice(0, 19).replace("T", " "),
    status,
    `${name} v${version}`,
    trigger,
    durationOf(ms),
    plainLine(error?.message ?? "").slice(0, 80),
  ];
}

/** All that is known of a run. */
export function sayRun(run: RunView): void {
  const { id, function: name, version, status, ms, trigger, startedAt, phases } = run;
  say(`${id}  ${name} v${version}  ${status}${ms === null ? "" : ` in ${durationOf(ms)}`}`);
  say(`started ${startedAt} by ${trigger}${run.replayOf ? ` of ${run.replayOf}` : ""}`);
  if (Object.keys(phases).length > 0)
    say(
      Object.entries(phases)
        .map(([phase, spent]) => `${phase} ${durationOf(spent)}`)
        .join(", "),
    );
  if (run.error) say(`error: ${run.error.stack ?? run.error.message}`);
  if (run.calls.length > 0) {
    say("calls:");
    sayTable(run.calls.map((call) => ["", ...callRow(call)]));
  }
  if (run.logs.length > 0) {
    say("logs:");
    for (const line of run.logs) say(`  ${logLine(line)}`);
  }
  sayValue("input", run.input, run.lost?.input);
  sayValue("output", run.output, run.lost?.output);
}

/** How a run ended, in a line beside its output. */
export function noteEnd({ id, status, ms, error, calls }: RunView): void {
  note(`${status}: run ${id}${ms === null ? "" : ` in ${durationOf(ms)}`}`);
  if (error) note(error.message);
  for (const { advice } of calls) if (advice !== undefined) note(advice);
}

export function logLine({ time, level, message }: LogLine): string {
  return `${time.slice(11, 23)} ${level.padEnd(5)} ${message}`;
}

export function callRow(call: Call) {
  const { time, method, url, operation, account, status, ms, attempts, refused } = call;
  const answered = refused === undefined ? String(status ?? "no answer") : "refused";
  return [
    time.slice(11, 23),
    method,
    url,
    account === undefined ? (operation ?? "") : `${operation} as ${account}`,
    answered,
    durationOf(ms),
    attempts > 1 ? `${attempts} attempts` : "",
    refused ?? "",
  ];
}

function sayValue(name: string, value: unknown, lost: string | undefined): void {
  if (value === null || value === undefined) return;
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  say(`${name}${lost === undefined ? "" : ` (${lost})`}: ${text}`);
}

function durationOf(ms: number | null): string {
  if (ms === null) return "";
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
