import { tool } from "ai";
import { z } from "zod";
import { writeFunction as shape } from "../../contract/tools.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { AgentPorts, Turn } from "../ports.ts";
import { unneededAfter } from "../unneeded.ts";

const problemsShape = z.array(z.looseObject({ message: z.string(), line: z.number().optional() }));

type WriteFunctionPorts = Pick<
  AgentPorts,
  "catalog" | "connections" | "functions" | "proposals" | "prompts"
>;

/** Renders, verifies and saves a proposal as the next version; what the checks found comes back as data. */
export function writeFunction(
  { catalog, connections, functions, proposals, prompts }: WriteFunctionPorts,
  turn: Turn,
) {
  return tool({
    description: prompts("tools/write-function"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ proposal: id }) => {
      const proposal = await proposals.find(turn.chatId, id);
      if (!proposal)
        return refused([
          { where: "proposal", message: `There is no proposal "${id}"; propose the flow again` },
        ]);
      const { flow, prompt, base } = proposal;
      const before = (await functions.find(flow.name))?.permissions ?? [];
      try {
        const saved = await functions.save(flow, {
          prompt,
          ...(base === undefined ? {} : { base }),
        });
        return {
          status: "saved" as const,
          name: saved.name,
          version: saved.version,
          created: base === undefined,
          operations: saved.approvals.map(({ operation }) => operation),
          noLongerNeeded: [
            ...unneededAfter(before, await functions.list(), await connections.list(), catalog),
          ],
        };
      } catch (error) {
        if (
          error instanceof PatchbayError &&
          (error.code === "function/refused" || error.code === "function/conflict")
        ) {
          return refused(problemsOf(error));
        }
        throw error;
      }
    },
  });
}

function refused(problems: { where: string; message: string }[]) {
  return { status: "refused" as const, problems };
}

function problemsOf(error: PatchbayError): { where: string; message: string }[] {
  const found = problemsShape.safeParse(error.extra["problems"]);
  return found.success && found.data.length
    ? found.data.map(({ line, message }) => ({
        where: line === undefined ? "code" : `line ${line}`,
        message,
      }))
    : [{ where: error.where ?? "code", message: error.message }];
}
