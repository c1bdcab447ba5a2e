import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { runBody } from "../../contract/function.ts";
import { cancelBody, replayBody, runQuery, runShape, runSummaryShape } from "../../contract/run.ts";
import type { Functions } from "../../functions/functions.ts";
import { summaryOf } from "../../runs/live-runs.ts";
import type { Runs } from "../../runs/runs.ts";
import { eventStream, wantsEvents } from "../event-stream.ts";
import { type Signed, viaOf } from "../guard.ts";
import { type PersonOf, runsSeenBy } from "../person.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";
import { whileAllowed } from "../while-allowed.ts";

const params = z.object({ id: z.string() });
const events = z.string();

/** JSON, or events for a client that asks for them. */
const jsonOrEvents = <T extends z.ZodType>(schema: T, description: string) => ({
  description: `${description}; as server-sent events with Accept: text/event-stream`,
  content: { "application/json": { schema }, "text/event-stream": { schema: events } },
});

const optionalJson = <T extends z.ZodType>(schema: T) => ({
  required: false,
  content: { "application/json": { schema } },
});

export function runRoutes({
  functions,
  runs,
  personOf,
}: {
  readonly functions: Functions;
  readonly runs: Runs;
  readonly personOf: PersonOf;
}) {
  const router = createRouter();
  /** Under whatever name it had. */
  const resolved = async (name: string | undefined) =>
    name === undefined ? {} : { function: await functions.resolve(name) };

  router.openapi(
    createRoute({
      method: "post",
      path: "/functions/{name}/run",
      summary: "Test run",
      request: { params: z.object({ name: z.string() }), body: jsonBody(runBody) },
      responses: { 200: json(runShape, "Run"), default: problemAnswer },
    }),
    async (c) => {
      const { input, dryRun } = c.req.valid("json");
      return c.json(
        await runs.test(c.req.valid("param").name, input, {
          trigger: "test",
          userId: await personOf(c),
          dryRun,
          signal: c.req.raw.signal,
        }),
        200,
      );
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/runs",
      summary: "Runs, newest first; or which start and finish from now on",
      description:
        "As events: `started` and `finished`, each with a run as the list has it, and `reset` where events were missed. `Last-Event-ID` goes on after an event. `from`, `to`, `text` and what pages are for the list alone.",
      request: { query: runQuery },
      responses: {
        200: jsonOrEvents(
          z.object({
            runs: z.array(z.union([runShape, runSummaryShape])),
            next: z.string().optional(),
          }),
          "Runs; next is the before of the next page",
        ),
        default: problemAnswer,
      },
    }),
    async (c) => {
      const { function: name, from, to, fields, ...query } = c.req.valid("query");
      const of = { ...(await resolved(name)), seenBy: runsSeenBy(c) };
      if (wantsEvents(c.req.header("accept")))
        return eventStream(whileAllowed(c, runs.followList({ ...query, ...of }, lastEvent(c))));
      const { runs: found, ...more } = await runs.search({
        ...query,
        ...of,
        ...(from === undefined ? {} : { from: Date.parse(from) }),
        ...(to === undefined ? {} : { to: Date.parse(to) }),
      });
      return c.json({ runs: fields === "summary" ? found.map(summaryOf) : found, ...more }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/runs/{id}",
      summary: "A run with its logs and outbound calls; or what happens in it, up to its end",
      description:
        "As events: `run` with all that is known, then `phase`, `log` and `call` as they come, and `end` with the finished run. `Last-Event-ID` goes on after an event; whoever has heard the end gets 204.",
      request: { params },
      responses: {
        200: jsonOrEvents(runShape, "Run"),
        204: { description: "The run is over, and its end was heard" },
        default: problemAnswer,
      },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const seenBy = runsSeenBy(c);
      if (!wantsEvents(c.req.header("accept"))) return c.json(await runs.show(id, seenBy), 200);
      const happening = await runs.follow(id, lastEvent(c), seenBy);
      return happening ? eventStream(whileAllowed(c, happening)) : c.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/runs/{id}/replay",
      summary: "Run the current version with the input of an earlier run",
      description:
        "Answers as soon as it began. With `version: same` nothing runs where the version of the earlier run is no longer the current one.",
      request: { params, body: optionalJson(replayBody) },
      responses: { 202: json(runShape, "The run that began"), default: problemAnswer },
    }),
    async (c) => {
      const { version } = replayBody.parse(c.req.valid("json") ?? {});
      const run = await runs.replay(c.req.valid("param").id, version, await personOf(c));
      c.header("location", `/api/runs/${run.id}`);
      return c.json(run, 202);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/runs/{id}/cancel",
      summary: "End a run",
      request: { params, body: optionalJson(cancelBody) },
      responses: { 200: json(runShape, "The run as it ended"), default: problemAnswer },
    }),
    async (c) => {
      const { by } = cancelBody.parse(c.req.valid("json") ?? {});
      const via = viaOf(c) === "page" ? "page" : (by ?? "api");
      const { id } = c.req.valid("param");
      await runs.show(id, runsSeenBy(c));
      return c.json(await runs.cancel(id, via), 200);
    },
  );
  return router;
}

function lastEvent(c: Context<Signed>): string | undefined {
  return c.req.header("last-event-id");
}
