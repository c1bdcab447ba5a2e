import { tool } from "ai";
import type { z } from "zod";
import { runFunction as shape } from "../../contract/tools.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { AgentPorts, FunctionsPort } from "../ports.ts";
import { notFound } from "./not-found.ts";

type RunInput = z.output<typeof shape.input>;

/** Runs a function for real; one that writes waits for the person's approval (agent.ts). */
export function runFunction({
  functions,
  runs,
  prompts,
}: Pick<AgentPorts, "functions" | "runs" | "prompts">) {
  return tool({
    description: prompts("tools/run-function"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ name, version, input }, { abortSignal }) => {
      // Without a version it was not there when the run was judged.
      if (version === undefined || !(await functions.find(name))) return notFound(functions);
      const run = await runs.test({ name, version }, input ?? {}, abortSignal);
      const { id, status, output, error, ms, calls } = run;
      const advice = status === "succeeded" ? undefined : calls.at(-1)?.advice;
      return {
        status: "ran" as const,
        run: { id, status, output, error, ms },
        ...(advice === undefined ? {} : { advice }),
      };
    },
  });
}

/**
 * Names the version, and the function as it is called today, in the call itself: what is judged, shown, signed and approved is then what
 * runs, however long the person takes and whatever is written meanwhile. Throws what the model reads
 * where it names another one than the current.
 */
export async function pinVersion(
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
