import type { RunOutcome } from "../types.ts";

const answers = {
  failed: { status: 500, title: "The function failed" },
  "timed-out": { status: 504, title: "The function took too long" },
  // The caller left, so nobody reads it; the number is the one nginx logs.
  cancelled: { status: 499, title: "The run was cancelled" },
} as const;

/** The answer where the function gave none (RFC 9457). */
export function problemResponse(
  status: Exclude<RunOutcome["status"], "succeeded">,
  detail: string,
): Response {
  const answer = answers[status];
  return new Response(JSON.stringify({ type: "about:blank", ...answer, detail }), {
    status: answer.status,
    headers: { "content-type": "application/problem+json" },
  });
}
