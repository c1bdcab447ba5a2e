import { Hono } from "hono";
import { expect, test } from "vitest";
import { PatchbayError } from "../core/errors.ts";
import { silentLog } from "../core/log.ts";
import { answerProblem } from "./problem.ts";

test("who is to come again later is told when, in the header that clients read", async () => {
  const app = new Hono();
  app.onError((error, c) => answerProblem(error, c, silentLog));
  app.post("/", () => {
    throw new PatchbayError("hook/full", "Send it again.", { extra: { retryAfter: 60 } });
  });
  const answer = await app.request("/", { method: "POST" });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "60"]);
  expect(await answer.json()).toMatchObject({ type: "urn:patchbay:hook/full", retryAfter: 60 });
});
