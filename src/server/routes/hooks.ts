import { z } from "@hono/zod-openapi";
import type { Automations } from "../../automations/automations.ts";
import type { ReceivePush } from "../../automations/ports.ts";
import { hookAnswerShape } from "../../contract/automation.ts";
import { PatchbayError } from "../../core/errors.ts";
import { createRouter } from "../routing.ts";

interface HooksDependencies {
  readonly automations: Pick<Automations, "receive" | "accept">;
  /** Undefined where nothing that providers push is taken. */
  readonly receivePush?: ReceivePush | undefined;
  /** The first is the one that senders know. */
  readonly origins: () => readonly string[];
}

/** Where senders call: an automation's own address, or the one that all events of a provider go to. */
export function hookRoutes({ automations, receivePush, origins }: HooksDependencies) {
  const router = createRouter();
  router.on(["GET", "POST"], "/hooks/:id", async (c) => {
    const id = c.req.param("id");
    const call = { headers: c.req.raw.headers, body: new Uint8Array(await c.req.arrayBuffer()) };
    const { pathname, search } = new URL(c.req.url);
    const url = `${origins()[0] ?? ""}${pathname}${search}`;
    const pushed = await receivePush?.(id, { ...call, method: c.req.method, url });
    if (pushed) {
      await automations.accept(pushed.deliveries);
      const { status, contentType, body } = pushed.answer;
      return new Response(body ?? null, {
        status,
        ...(contentType === undefined ? {} : { headers: { "content-type": contentType } }),
      });
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
