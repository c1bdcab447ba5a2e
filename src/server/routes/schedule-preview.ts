import { createRoute, z } from "@hono/zod-openapi";
import { describeSchedule } from "../../automations/schedule-words.ts";
import { automationTrigger } from "../../contract/automation.ts";
import { schedulePreviewShape } from "../../contract/schedule.ts";
import { systemClock } from "../../core/clock.ts";
import { createRouter, json, problemAnswer } from "../routing.ts";

/** What a schedule means, while it is typed; stands before the addresses of single automations. */
export function schedulePreviewRoutes() {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/automations/preview",
      summary: "A schedule in words, with its next three starts; changes nothing",
      request: {
        query: z.object({ cron: z.string().max(200), timezone: z.string().max(100).optional() }),
      },
      responses: { 200: json(schedulePreviewShape, "Preview"), default: problemAnswer },
    }),
    (c) => c.json(previewOf(c.req.valid("query")), 200),
  );
  return router;
}

function previewOf(given: {
  readonly cron: string;
  readonly timezone?: string | undefined;
}): z.output<typeof schedulePreviewShape> {
  const trigger = automationTrigger.safeParse({ type: "schedule", ...given });
  if (!trigger.success)
    return { status: "invalid", problem: trigger.error.issues[0]?.message ?? "is no schedule" };
  const { words, next } = describeSchedule(given, new Date(systemClock.now()));
  return words.startsWith("Never: ")
    ? { status: "invalid", problem: words.slice("Never: ".length) }
    : { status: "valid", words, next: next.map((start) => start.toISOString()) };
}
