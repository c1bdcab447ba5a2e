import { z } from "zod";
import { strings } from "../words/strings.ts";

/** RFC 9457; `type` is `urn:patchbay:` and the code of the error. */
const problemShape = z.looseObject({ type: z.string(), detail: z.string() });

/** A request that did not work. The message is a sentence for the person. */
export class Problem extends Error {
  /** `chat/busy`, …; `network` where no answer came. */
  readonly code: string;
  /** The further members of the problem document, such as `problems` of refused code. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = "Problem";
    this.code = code;
    this.members = members;
  }
}

/** Whether people sign in to this server, and this one did not, or too long ago. */
export function wantsSignIn({ code, members }: Problem): boolean {
  return code === "request/not-signed-in" && members["needsSignIn"] === true;
}

/** Reads any error: of a request, of the chat's transport (whose message is the body), of the network. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) return new Problem("network", strings.unreachable);
  return readProblem(error instanceof Error ? error.message : String(error));
}

/** Whether a proxy answered in place of the server, which is not there. */
export function isUnanswered({ status, headers }: Response): boolean {
  const isOurs = headers.get("content-type")?.startsWith("application/problem+json") ?? false;
  return !isOurs && (status === 502 || status === 503 || status === 504);
}

/** Reads the body of an error answer; where it is no problem document, the text stands for itself. */
export function readProblem(body: string): Problem {
  const parsed = problemShape.safeParse(parseJson(body));
  if (parsed.success) {
    const { type, detail, ...members } = parsed.data;
    return new Problem(type.replace(/^urn:patchbay:/, ""), detail, members);
  }
  return new Problem("unknown", body || strings.unreachable);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
