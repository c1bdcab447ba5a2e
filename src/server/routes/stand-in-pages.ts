import { type Context, Hono } from "hono";
import { PatchbayError } from "../../core/errors.ts";
import type { RunningSandbox } from "../../sandbox/host/host.ts";
import type { Signed } from "../guard.ts";
import { standInPage } from "../stand-in-page.ts";

export interface StandInPagesDeps {
  readonly standIns: {
    /** Whichever app it was started for. */
    readonly running: (provider: string) => Promise<RunningSandbox | undefined>;
    /** Undefined where this app uses the real provider. */
    readonly inUse: (provider: string) => Promise<RunningSandbox | undefined>;
  };
  /** Where providers return to; exact. */
  readonly redirectUri: () => string;
}

/** Forms of an inspector; the rest of what stands there is for programs. */
const inspectorForms = /^\/_sandbox\/(?:levers|acts|act\/\w+)$/;

/**
 * What a browser needs of a stand-in, below the server's own address: where one signs in and allows,
 * for whoever is sent there, and the inspector for who has the right. Tokens and APIs are not here:
 * the broker asks for them at the stand-in's own port.
 */
export function standInPages({ standIns, redirectUri }: StandInPagesDeps) {
  const router = new Hono<Signed>();

  /** `*` of the address, as the stand-in has it. */
  const pathOf = (c: Context) => c.req.path.replace(/^\/stand-ins\/[^/]*/, "");

  async function answer(
    c: Context,
    standIn: RunningSandbox | undefined,
    isServed: (path: string, standIn: RunningSandbox) => boolean,
    hasButtons = true,
  ): Promise<Response> {
    const path = pathOf(c);
    if (!standIn || !isServed(path, standIn))
      throw new PatchbayError(
        "request/not-found",
        "There is no page of a stand-in at this address.",
      );
    const asked = { path, request: c.req.raw, redirectUri: redirectUri(), hasButtons };
    return standInPage(standIn, asked);
  }

  router.get("/stand-ins/:provider/", async (c) => {
    const standIn = await standIns.inUse(c.req.param("provider"));
    // What would be refused is not offered.
    const mayPress = c.get("caller").rights.includes("connect");
    return answer(c, standIn, (path) => path === "/", mayPress);
  });
  router.post("/stand-ins/:provider/_sandbox/*", async (c) =>
    answer(c, await standIns.inUse(c.req.param("provider")), (path) => inspectorForms.test(path)),
  );
  router.on(["GET", "POST"], "/stand-ins/:provider/*", async (c) =>
    answer(
      c,
      await standIns.running(c.req.param("provider")),
      (path, { authorizeUrl }) => path === new URL(authorizeUrl).pathname,
    ),
  );
  return router;
}
