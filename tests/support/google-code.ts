import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, vi } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import type { Connector } from "../../src/catalog/connector.ts";
import { google } from "../../src/connectors/google/provider.ts";
import { people } from "../../src/connectors/google/sandbox/ground/people.ts";
import { createGoogleSandbox } from "../../src/connectors/google/sandbox/index.ts";
import { type FlowValue, flowSchema } from "../../src/flow/schema.ts";
import { createRenderer } from "../../src/functions/render.ts";

/** One step of a flow: the whole id of its operation, and its inputs. */
export type Step = readonly [use: string, given: Readonly<Record<string, FlowValue>>];

/**
 * Renders steps and runs the code in this process; its calls reach a stand-in of the test's own under
 * Google's addresses, with these scopes. `sent` has them in order, `GET /v1/people/me`.
 */
export function createGoogleCode(connectors: readonly Connector[], scopes: readonly string[]) {
  const renderer = createRenderer({
    catalog: createCatalog(connectors, [google]),
    templatesDir: fileURLToPath(new URL("../../templates", import.meta.url)),
  });
  const sent: string[] = [];
  let folder = "";
  let runs = 0;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "patchbay-code-"));
    sent.length = 0;
    const clock = { now: () => Date.now() };
    const stateFile = join(folder, "google.json");
    const stand = createGoogleSandbox({ stateFile, clock, redirectUris: [] });
    stand.state.current.shared.tokens.push({
      value: "token",
      userId: people[0]?.id ?? "",
      scopes: scopes.map((scope) => `https://www.googleapis.com/auth/${scope}`),
      expiresAt: clock.now() + 3_600_000,
      revoked: false,
    });
    vi.stubGlobal("fetch", (input: string | URL, init?: RequestInit) => {
      const request = new Request(input, init);
      request.headers.set("authorization", "Bearer token");
      sent.push(`${request.method} ${new URL(request.url).pathname}`);
      return stand.fetch(request);
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    rmSync(folder, { recursive: true });
  });
  return {
    sent,
    /** What the code answers: what its last step does. */
    async run(
      steps: readonly Step[],
      input: Readonly<Record<string, FlowValue>> = {},
    ): Promise<unknown> {
      const typeOf = (value: FlowValue) => (Array.isArray(value) ? "array" : typeof value);
      const flow = flowSchema.parse({
        name: "code",
        description: "Does something at Google",
        trigger: { type: "manual" },
        inputs: Object.fromEntries(
          Object.entries(input).map(([name, value]) => [name, { type: typeOf(value) }]),
        ),
        steps: steps.map(([use, given], index) => ({ id: `s${index + 1}`, use, with: given })),
      });
      const file = join(folder, `${(runs += 1)}.ts`);
      writeFileSync(file, await renderer.render(flow, "Do it"));
      const { default: made } = await import(pathToFileURL(file).href);
      const init = { method: "POST", body: JSON.stringify(input) };
      const response: Response = await made.fetch(new Request("http://localhost/", init));
      return response.json();
    },
  };
}
