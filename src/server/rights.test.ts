import { Hono } from "hono";
import { expect, test } from "vitest";
import { roles } from "../contract/access.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Signed } from "./guard.ts";
import { guardRights } from "./rights.ts";

test("an address that no right is written down for is refused, to an owner as well", async () => {
  const app = new Hono<Signed>();
  app.use(
    "/api/*",
    guardRights(
      async (c, next) => {
        c.set("caller", { principal: "session:1", rights: roles.owner });
        await next();
      },
      { isFirstWorkspace: true },
    ),
  );
  app.get("/api/brand-new", (c) => c.text("let through"));
  app.get("/api/functions", (c) => c.text("let through"));
  app.onError((error, c) =>
    c.text(error instanceof PatchbayError ? error.code : String(error), 403),
  );
  expect(await (await app.request("/api/functions")).text()).toBe("let through");
  expect(await (await app.request("/api/brand-new")).text()).toBe("access/not-allowed");
});
