import { OpenAPIHono, type RouteConfig, z } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { PatchbayError } from "../core/errors.ts";
import type { Signed } from "./guard.ts";

export type Router = OpenAPIHono<Signed>;

/** A router whose inputs are checked: what does not fit is named with its place. */
export function createRouter(): Router {
  return new OpenAPIHono<Signed>({
    defaultHook: (result) => {
      if (result.success) return;
      const [issue] = result.error.issues;
      throw new PatchbayError("request/invalid", z.prettifyError(result.error), {
        where: issue?.path.join(".") || "body",
      });
    },
  });
}

/** An answer as OpenAPI describes it. */
export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { "application/json": { schema } } } as const;
}

export function jsonBody<T extends z.ZodType>(schema: T) {
  return { required: true, content: { "application/json": { schema } } } as const;
}

const problemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    where: z.string().optional(),
  })
  .openapi("Problem");

/** Every error of every address: problem details, RFC 9457. */
export const problemAnswer = {
  description: "Problem details (RFC 9457)",
  content: { "application/problem+json": { schema: problemShape } },
} as const satisfies RouteConfig["responses"][string];

/** Requests with a body must say that it is JSON; without this they would be read as empty. */
export const requireJson: MiddlewareHandler = async (c, next) => {
  const type = c.req.header("content-type");
  const length =
    c.req.header("content-length") ?? (c.req.header("transfer-encoding") ? "unknown" : "0");
  if (length !== "0" && !/^application\/json\b/i.test(type ?? "")) {
    throw new PatchbayError(
      "request/unsupported-type",
      `Send the body as application/json; it came as ${type ?? "nothing"}.`,
    );
  }
  await next();
};
