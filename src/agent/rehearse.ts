import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { runFunction as shape } from "../contract/tools.ts";
import type { RunView } from "../contract/run.ts";
import { PatchbayError } from "../core/errors.ts";
import { mayWrite } from "../runs/may-write.ts";
import type { AgentPorts, FunctionsPort } from "./ports.ts";

type RunInput = z.output<typeof shape.input>;
type Pinned = RunInput & { readonly version: number };

/**
 * Names the version, and the function as it is called today, in the call itself, and before the
 * first live run of a version that writes what a dry run says would happen: what is judged, shown,
 * signed and approved is then what runs, however long the person takes and whatever is written
 * meanwhile. Throws what the model reads where it names another version than the current one.
 */
export async function pinRun(
  { functions, runs, catalog }: Pick<AgentPorts, "functions" | "runs" | "catalog">,
  { rehearsed, ...input }: RunInput,
): Promise<RunInput> {
  const pinned = await pinVersion(functions, input);
  if (!isPinned(pinned) || pinned.dryRun) return pinned;
  // The approved call comes by here again. A model may name one as well: what it says is read anew.
  const known = rehearsed && (await runs.find(rehearsed.run));
  if (known && isOf(known, pinned)) return { ...pinned, rehearsed: rehearsedOf(known) };
  const version = await functions.version(pinned.name, pinned.version);
  if (!mayWrite(version, catalog) || (await runs.hasRun(pinned))) return pinned;
  const run = await runs.test(pinned, pinned.input ?? {}, { dryRun: true });
  return { ...pinned, rehearsed: rehearsedOf(run) };
}

async function pinVersion(
  functions: FunctionsPort,
  { version: wanted, ...input }: RunInput,
): Promise<RunInput> {
  const current = await functions.find(await functions.resolve(input.name));
  if (!current) return input;
  const { name, version } = current;
  if (wanted === undefined || wanted === version) return { ...input, name, version };
  throw new PatchbayError(
    "run/changed",
    `"${name}" is at version ${version}, not ${wanted}. Nothing ran; ask again to run the current one.`,
  );
}

/** Without a version the function is not there, and does not run. */
function isPinned(input: RunInput): input is Pinned {
  return input.version !== undefined;
}

function isOf(run: RunView, { name, version, input = {} }: Pinned): boolean {
  return (
    run.dryRun === true &&
    run.function === name &&
    run.version === version &&
    isDeepStrictEqual(run.input, input)
  );
}

function rehearsedOf({ id, error, would = [] }: RunView): NonNullable<RunInput["rehearsed"]> {
  return {
    run: id,
    would: would.map(({ words, shows }) => ({ words, ...(shows ? { shows } : {}) })),
    ...(error ? { error: error.message } : {}),
  };
}
