import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, vi } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import type { Connector } from "../../src/catalog/connector.ts";
import type { Provider } from "../../src/catalog/provider.ts";
import { type FlowValue, flowSchema } from "../../src/flow/schema.ts";
import { createRenderer } from "../../src/functions/render.ts";

/** One step of a flow: the whole id of its operation, and its inputs. */
export type Step = readonly [use: string, given: Readonly<Record<string, FlowValue>>];

/** A stand-in made anew for each test; it keeps its state in the folder. */
export type Open = (folder: string) => Answer | Promise<Answer>;
type Answer = (request: Request) => Response | Promise<Response>;

/** Runs what the templates write in this process; its calls reach the stand-in that `open` gives. */
export function createGeneratedCode(
  connectors: readonly Connector[],
  provider: Provider,
  open: Open,
) {
  const renderer = createRenderer({
    catalog: createCatalog(connectors, [provider]),
    templatesDir: fileURLToPath(new URL("../../templates", import.meta.url)),
  });
  let folder = "";
  let runs = 0;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "patchbay-code-"));
    const answer = await open(folder);
    vi.stubGlobal("fetch", async (input: string | URL, init?: RequestInit) =>
      answer(new Request(input, init)),
    );
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    rmSync(folder, { recursive: true });
  });

  /** What a function of these steps answers: what its last step does. `s1` is the first. */
  return async function run(
    steps: readonly Step[],
    input: Readonly<Record<string, FlowValue>> = {},
  ): Promise<unknown> {
    const typeOf = (value: FlowValue) => (Array.isArray(value) ? "array" : typeof value);
    const flow = flowSchema.parse({
      name: "code",
      description: "Does something",
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
  };
}
