import { z } from "@hono/zod-openapi";
import type { Automations } from "../../automations/automations.ts";
import type { Pushed } from "../../automations/pushed.ts";
import { hookAnswerShape } from "../../contract/automation.ts";
import { PatchbayError } from "../../core/errors.ts";
import { createRouter } from "../routing.ts";

interface HooksDependencies {
  readonly automations: Pick<Automations, "receive" | "accept">;
  readonly pushed: Pick<Pushed, "receive">;
}

/** Where senders call: an automation's own address, or the one that all events of a provider go to. */
export function hookRoutes({ automations, pushed }: HooksDependencies) {
  const router = createRouter();
  router.on(["GET", "POST"], "/hooks/:id", async (c) => {
    const id = c.req.param("id");
    const call = { headers: c.req.raw.headers, body: new Uint8Array(await c.req.arrayBuffer()) };
    const { method, url } = c.req;
    const reception = await pushed.receive(id, { ...call, method, url });
    if (reception) {
      const { deliveries, status, contentType, body = null } = reception;
      await automations.accept(deliveries);
      const headers = contentType === undefined ? {} : { "content-type": contentType };
      return new Response(body, { status, headers });
    }
    if (c.req.method !== "POST")
      throw new PatchbayError("hook/not-found", "There is nothing at this address.");
    const answer = await automations.receive(id, call);
    if (answer.status === "told") return c.body(null, 204);
    const { delivery, duplicate } = answer;
    return c.json({ delivery, duplicate } satisfies z.output<typeof hookAnswerShape>, 202);
  });
  return router;
}
