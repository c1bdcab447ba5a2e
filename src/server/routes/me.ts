import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { AppUsers } from "../../app-users/app-users.ts";
import type { Consents } from "../../app-users/consents.ts";
import { consentBody, heldShape, withdrawnShape } from "../../contract/app-user.ts";
import { disconnectedShape } from "../../contract/connection.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { Signed } from "../guard.ts";
import { type PersonOf, personHeader } from "../person.ts";
import { note } from "../record-acts.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

const named = z.object({ function: z.string() });

/** What is held of the person who calls, or whom an API key names; theirs alone. */
export function meRoutes({
  appUsers,
  consents,
  personOf,
}: {
  readonly appUsers: AppUsers;
  readonly consents: Consents;
  readonly personOf: PersonOf;
}) {
  const router = createRouter();

  async function me(c: Context<Signed>): Promise<string> {
    const userId = await personOf(c);
    if (userId === undefined)
      throw new PatchbayError(
        "request/invalid",
        `Nobody is named. Send the header ${personHeader} with the person's id in your product, or call it signed in.`,
        { where: personHeader },
      );
    // The log says whose it was, also where a key does it in their name.
    note(c, { caller: { ...c.get("caller"), userId } });
    return userId;
  }

  router.openapi(
    createRoute({
      method: "get",
      path: "/me/connections",
      summary: "Your accounts, what may act for you while you are away, and what was done",
      responses: { 200: json(heldShape, "What is held of you"), default: problemAnswer },
    }),
    async (c) => c.json(await appUsers.held(await me(c)), 200),
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/me/connections",
      summary: "Withdraw all of it, revoked at the providers where they can",
      responses: { 200: json(withdrawnShape, "What became of it"), default: problemAnswer },
    }),
    async (c) => {
      const withdrawn = await appUsers.withdrawAll(await me(c));
      return c.json({ withdrawn: [...withdrawn] }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/me/connections/{id}",
      summary: "Withdraw one account, revoked at its provider where it can",
      request: { params: z.object({ id: z.string() }) },
      responses: {
        200: json(disconnectedShape, "Whether the provider confirmed"),
        default: problemAnswer,
      },
    }),
    async (c) => c.json(await appUsers.disconnect(await me(c), c.req.valid("param").id), 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/me/consents/{function}",
      summary:
        "Let a function act for you while you are away, as far as the version does that you saw",
      request: { params: named, body: jsonBody(consentBody) },
      responses: { 204: { description: "It may" }, default: problemAnswer },
    }),
    async (c) => {
      const { userId } = c.get("caller");
      if (userId === undefined)
        throw new PatchbayError(
          "access/person-needed",
          "Only the person allows this, signed in or on their own page: no key does it for them.",
        );
      const { function: name } = c.req.valid("param");
      if (await consents.give(userId, name, c.req.valid("json").version)) return c.body(null, 204);
      throw new PatchbayError(
        "function/changed",
        `"${name}" has another version by now, which may do more. GET /api/me/connections says what.`,
      );
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/me/consents/{function}",
      summary: "Let a function act for you no more while you are away",
      request: { params: named },
      responses: { 204: { description: "It may not" }, default: problemAnswer },
    }),
    async (c) => {
      await consents.withdraw(await me(c), c.req.valid("param").function);
      return c.body(null, 204);
    },
  );
  return router;
}
