import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openConsent, submitConsent } from "../../src/cli/consent.ts";
import { sandboxes } from "../../src/connectors/index.ts";
import { createSandboxHost } from "../../src/sandbox/host/host.ts";

export const redirectUri = "http://127.0.0.1:9/oauth/callback";

/** What the person does on the consent page. */
interface Person {
  readonly id?: string;
  /** Values of boxes that are left out. */
  readonly untick?: readonly string[];
  readonly decision?: "allow" | "deny";
}

/** A stand-in on a free port with a data folder of its own, and a clock that is set by hand. */
export async function startStandIn(provider: string) {
  const dataDir = mkdtempSync(join(tmpdir(), "patchbay-rest-"));
  const clock = { time: Date.UTC(2026, 10, 23, 9), now: () => clock.time };
  const host = createSandboxHost({ dataDir, clock, definitions: sandboxes });
  const running = await host.start(provider, { redirectUris: [redirectUri] });

  const authorizeUrl = (parameters: Readonly<Record<string, string>>) =>
    `${running.authorizeUrl}?${new URLSearchParams(parameters).toString()}`;

  /** Fills in the form of the page as a browser would; answers with where it sends the browser. */
  async function consent(
    parameters: Readonly<Record<string, string>>,
    { id, untick = [], decision = "allow" }: Person = {},
  ): Promise<URL> {
    const { action, fields } = await openConsent(authorizeUrl(parameters));
    const kept = new URLSearchParams(
      [...fields].filter(([name, value]) => !untick.includes(value) && name !== "decision"),
    );
    if (id !== undefined) kept.set("user", id);
    kept.set("decision", decision);
    return new URL(await submitConsent(action, kept));
  }

  return {
    ...running,
    clock,
    authorizeUrl,
    consent,
    /** Posts to a path of the stand-in; objects go as JSON, forms as forms. */
    async post(
      path: string,
      body: Readonly<Record<string, unknown>> | URLSearchParams,
      headers: Readonly<Record<string, string>> = {},
    ) {
      const isForm = body instanceof URLSearchParams;
      const answer = await fetch(`${running.url}${path}`, {
        method: "POST",
        headers: { ...(isForm ? {} : { "content-type": "application/json" }), ...headers },
        body: isForm ? body : JSON.stringify(body),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
    },
    async lever(fields: Readonly<Record<string, string>>): Promise<number> {
      const body = new URLSearchParams(fields);
      return (await fetch(`${running.url}/_sandbox/levers`, { method: "POST", body })).status;
    },
    /** The inspector page, as its text. */
    inspector: async () => (await fetch(running.url)).text(),
    async close(): Promise<void> {
      await host.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

export type StandIn = Awaited<ReturnType<typeof startStandIn>>;

/** The error that a call ended with. */
export async function thrownBy(call: PromiseLike<unknown>): Promise<any> {
  return call.then(
    () => ({ code: "none" }),
    (error: unknown) => error,
  );
}
