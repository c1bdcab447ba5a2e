import { createMiddleware } from "hono/factory";

/** Refuses what another site's page sends: a form there must not consent or pull a lever here. */
export const sameOrigin = createMiddleware(async (context, next) => {
  const origin = context.req.header("origin");
  if (origin !== undefined && hostOf(origin) !== context.req.header("host")) {
    return context.text("This form was sent from another site.", 403);
  }
  return next();
});

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
