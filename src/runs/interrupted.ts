import type { StoredRun } from "../store/runs.ts";
import type { RunBody } from "./record.ts";

/** A run of a server that is no more, with what is known of its end. */
export function interrupted(run: StoredRun<RunBody>): StoredRun<RunBody> {
  const { logs, calls } = run.body;
  const times = [...logs, ...calls].map(({ time }) => Date.parse(time));
  const started = Date.parse(run.startedAt);
  const ms = Math.max(0, ...times.map((time) => time - started));
  const open = calls.filter(({ status, refused }) => status === undefined && refused === undefined);
  const unanswered = open.map(({ method, url }) => `${method} ${url}`).join(", ");
  const message =
    unanswered === ""
      ? "The server ended while this ran; what is here is what was known by then."
      : `The server ended while this ran. Of these calls no answer is known, so they may have been done: ${unanswered}.`;
  return { ...run, status: "interrupted", ms, body: { ...run.body, error: { message } } };
}
