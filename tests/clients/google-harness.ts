import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { auth as kit } from "@googleapis/drive";
import { z } from "zod";
import { createGoogleSandbox } from "../../src/connectors/google/sandbox/index.ts";
import { people } from "../../src/connectors/google/sandbox/ground/people.ts";
import { serve } from "../../src/sandbox/kit/serve.ts";

const prefix = "https://www.googleapis.com/auth/";

/** Google's stand-in on a port, and what its official clients need to reach it. */
export async function startGoogle(clock = { now: () => Date.now() }) {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-google-"));
  const sandbox = createGoogleSandbox({
    stateFile: join(folder, "google.json"),
    clock,
    redirectUris: ["http://127.0.0.1/callback"],
  });
  const { url, close } = await serve(sandbox.fetch, { host: "127.0.0.1", port: 0 });
  const { shared } = sandbox.state.current;
  return {
    url,
    sandbox,
    /** What the official clients take as `rootUrl`. */
    rootUrl: `${url}/`,
    /** A credential with these scopes (`drive.file` for the full address), without the sign-in. */
    auth(scopes: readonly string[], email = "maya@example.com") {
      const user = people.find((one) => one.email === email);
      const value = `ya29.${Math.random().toString(36).slice(2)}`;
      shared.tokens.push({
        value,
        userId: user?.id ?? "",
        scopes: scopes.map((scope) => (/^https:|^openid$/.test(scope) ? scope : prefix + scope)),
        expiresAt: clock.now() + 3_600_000,
        revoked: false,
      });
      const client = new kit.OAuth2();
      client.setCredentials({ access_token: value });
      return client;
    },
    async close() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the official clients throw, each with its own copy of the same error class. */
const refusal = z.object({
  response: z.object({
    status: z.number(),
    data: z.object({
      error: z.object({
        status: z.string().optional(),
        message: z.string(),
        errors: z.array(z.object({ reason: z.string() })).optional(),
        details: z.array(z.object({ reason: z.string().optional() })).optional(),
      }),
    }),
  }),
});

/** The error that a call of an official client ended with, as the client decoded it. */
export async function failure(
  call: Promise<unknown>,
): Promise<{ status: number; reason: string | undefined; message: string }> {
  try {
    await call;
  } catch (error) {
    const parsed = refusal.safeParse(error);
    if (!parsed.success) throw error;
    const { status: http, data } = parsed.data.response;
    const { errors, details, status, message } = data.error;
    return { status: http, reason: errors?.[0]?.reason ?? details?.[0]?.reason ?? status, message };
  }
  throw new Error("The call went through.");
}
