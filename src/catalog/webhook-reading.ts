import type { z } from "zod";
import type { WebhookRequest, WebhookVerdict } from "./webhooks.ts";

export const refused = (why: string): WebhookVerdict => ({ status: "refused", why });

/** Why a message cannot be one of a provider's, before anything in it is looked at. */
export function formProblem({ method, headers }: WebhookRequest): string | undefined {
  if (method !== "POST") return `it came by ${method}`;
  const type = headers.get("content-type") ?? "";
  return /^application\/json\s*(?:;|$)/i.test(type) ? undefined : "its content type is not JSON";
}

/** The JSON of a message that is verified already; undefined where it is of another shape. */
export function readBody<Shape extends z.ZodType>(
  { body }: WebhookRequest,
  shape: Shape,
): z.output<Shape> | undefined {
  return readJson(new TextDecoder().decode(body), shape);
}

export function readJson<Shape extends z.ZodType>(
  text: string,
  shape: Shape,
): z.output<Shape> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return shape.safeParse(value).data;
}

/** Whether a time is no further from now than a message may be under way, either way. */
export function isFresh(at: number, now: Date, withinMs: number): boolean {
  return Number.isFinite(at) && Math.abs(now.getTime() - at) <= withinMs;
}

/** An object without the members that are undefined or null. */
export function present(
  members: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== null),
  );
}
