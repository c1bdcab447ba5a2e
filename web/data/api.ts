import { z } from "zod";
import { Problem, problemOf, readProblem } from "./problem.ts";
import { strings } from "../strings.ts";

type Method = "GET" | "POST" | "DELETE";

interface Request {
  readonly method?: Method;
  readonly body?: unknown;
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

async function send(path: string, { method = "GET", body, signal }: Request): Promise<unknown> {
  try {
    const response = await fetch(path, {
      method,
      ...(signal ? { signal } : {}),
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw readProblem(text);
    return text === "" ? undefined : JSON.parse(text);
  } catch (error) {
    throw problemOf(error);
  }
}
