import { PatchbayError } from "../core/errors.ts";
import type { StoredRun } from "../store/runs.ts";
import type { LossReason, RunBody } from "./record.ts";
import type { FunctionRequest } from "./types.ts";

const lost: Readonly<Record<LossReason, string>> = {
  cut: "it was longer than what is kept of an input",
  redacted: "it held a credential, which is blotted out of records",
  binary: "it was not text, and only text is kept",
};

/** The request of a run once more. Throws `run/not-replayable` where its input is not there. */
export function requestOf({
  id,
  function: name,
  trigger,
  body,
}: StoredRun<RunBody>): FunctionRequest {
  const { input, request, lost: { input: why } = {} } = body;
  if (why) throw notReplayable(id, lost[why]);
  if (!request) {
    // Before requests were kept, a call by HTTP left nothing to repeat.
    if (trigger === "http" || trigger === "function") throw notReplayable(id, "it was not kept");
    return testRequest(name, input);
  }
  const { method, path, contentType } = request;
  const isJson = /\bjson\b/i.test(contentType ?? "") && typeof input !== "string";
  const text = isJson ? JSON.stringify(input) : String(input);
  return {
    method,
    url: new URL(path, "https://functions.invalid").href,
    headers: new Headers(contentType === undefined ? {} : { "content-type": contentType }),
    body: input === null ? null : Buffer.from(text),
  };
}

/** How a function is asked where nobody calls it by HTTP. */
export function testRequest(name: string, input: unknown): FunctionRequest {
  return {
    method: "POST",
    url: `https://functions.invalid/${encodeURIComponent(name)}`,
    headers: new Headers({ "content-type": "application/json" }),
    body: Buffer.from(JSON.stringify(input)),
  };
}

function notReplayable(id: string, why: string): PatchbayError {
  return new PatchbayError(
    "run/not-replayable",
    `The input of run "${id}" is not there: ${why}. Run the function with the input itself.`,
  );
}
