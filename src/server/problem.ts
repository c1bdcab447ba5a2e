import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type ErrorCode, PatchbayError, errorCodes } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { type Problem, problemDetails } from "../core/problem.ts";
import { requestId } from "../core/request-id.ts";
import { sendPage } from "./plain-page.ts";
import { problemPage, wantsPage } from "./problem-page.ts";

/** Any error as problem details. */
export function problemOf(error: unknown): Problem {
  if (error instanceof PatchbayError) return problemDetails(error);
  if (error instanceof HTTPException) return fromHttp(error);
  return fault("server/fault", "The server's log says more. Nothing was saved by this request.");
}

/**
 * Answers any error as problem details, or as the page that a browser wanted; what nobody foresaw goes
 * to the log, not to the client.
 */
export function answerProblem(
  error: unknown,
  c: Context,
  log: Log,
  base = "",
): Response | Promise<Response> {
  const known = problemOf(error);
  const request = requestId();
  // What to name to whoever has the log, wherever the sentence is shown.
  const problem =
    known.status >= 500 && request
      ? { ...known, detail: `${known.detail} (${request})`, request }
      : known;
  // What Patchbay does not have is no fault of it.
  if (problem.status >= 500 && problem.status !== 501) {
    log.write(
      "error",
      `${c.req.method} ${c.req.path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
  const { allow, retryAfter } = problem;
  const status = problem.status as ContentfulStatusCode;
  const headers = {
    ...(typeof allow === "string" ? { allow } : {}),
    ...(typeof retryAfter === "number" ? { "retry-after": String(retryAfter) } : {}),
    // RFC 9110 11.6.1, and how a client of MCP learns that it needs a key.
    ...(problem.status === 401 ? { "www-authenticate": "Bearer" } : {}),
    // The rest of the body is not read: the connection cannot be used again.
    ...(problem.status === 413 ? { connection: "close" } : {}),
  };
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  if (wantsPage(c)) return sendPage(c, problemPage(problem, c, base), status);
  return c.body(JSON.stringify(problem), status, { "content-type": "application/problem+json" });
}

function fromHttp(error: HTTPException): Problem {
  if (error.status === 400)
    return fault(
      "request/not-json",
      "The body could not be read as JSON. Send a JSON object as application/json.",
    );
  if (error.status === 413)
    return fault("request/too-large", "The body is larger than this address takes (1 MB).");
  return { type: "about:blank", title: error.message, status: error.status, detail: error.message };
}

function fault(code: ErrorCode, detail: string): Problem {
  return { type: `urn:patchbay:${code}`, ...errorCodes[code], detail };
}
