import { z } from "zod";
import { under } from "../base.ts";
import { Problem, isUnanswered, problemOf, readProblem, wantsSignIn } from "./problem.ts";
import { answered, signedOutEvent, unanswered } from "./reach.ts";
import { letIn, turnedAway } from "./session.ts";
import { strings } from "../words/strings.ts";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

interface Request {
  readonly method?: Method;
  readonly body?: unknown;
  /** Entity tag of what a change was made from. */
  readonly ifMatch?: string;
  /** A key that is asked with in place of the session. */
  readonly bearer?: string | undefined;
  /** Nothing may be there yet. */
  readonly isNew?: boolean;
  readonly signal?: AbortSignal;
}

/** Asks the server, and checks what it answers. Throws `Problem`. */
export async function ask<Shape extends z.ZodType>(
  shape: Shape,
  path: string,
  request: Request = {},
): Promise<z.output<Shape>> {
  const parsed = shape.safeParse(await send(path, request));
  if (parsed.success) return parsed.data;
  throw new Problem("unexpected", strings.unexpected);
}

/** Deletes, where the answer tells nothing. Throws `Problem`. */
export async function remove(path: string): Promise<void> {
  await send(path, { method: "DELETE" });
}

/** Writes something, where the answer tells nothing. Throws `Problem`. */
export async function put(path: string, body: unknown, signal?: AbortSignal): Promise<void> {
  await send(path, { method: "PUT", body, ...(signal ? { signal } : {}) });
}

/** What is answered without a session says nothing about whether there is one. */
const isForAnyone = (path: string) => /^\/api\/(sign-in|auth)(\/|$)/.test(path);

async function send(
  path: string,
  { method = "GET", body, ifMatch, isNew = false, bearer, signal }: Request,
): Promise<unknown> {
  try {
    const response = await fetch(under(path), {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(ifMatch === undefined ? {} : { "if-match": `"${ifMatch}"` }),
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(isNew ? { "if-none-match": "*" } : {}),
      },
      ...(bearer === undefined ? {} : { credentials: "omit" }),
      ...(signal ? { signal } : {}),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (isUnanswered(response)) throw new Problem("network", strings.unreachable);
    answered();
    if (!response.ok) throw readProblem(text);
    if (bearer === undefined && !isForAnyone(path)) letIn();
    return text === "" ? undefined : JSON.parse(text);
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === "network") unanswered();
    if (problem.code === "request/not-signed-in" && bearer === undefined) {
      if (wantsSignIn(problem)) turnedAway();
      else dispatchEvent(new CustomEvent(signedOutEvent, { detail: path }));
    }
    throw problem;
  }
}
