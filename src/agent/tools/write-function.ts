import { tool } from "ai";
import { z } from "zod";
import { conflictQuestions } from "../../contract/conflicts.ts";
import { mergeConflictShape } from "../../contract/function.ts";
import { writeFunction as shape } from "../../contract/tools.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import { answerText } from "../../functions/output-shape.ts";
import type { FunctionVersion } from "../../store/function-version.ts";
import { summaryOf } from "../automations.ts";
import { choseSides } from "../chosen-sides.ts";
import type { AgentPorts, Turn } from "../ports.ts";
import { unneededAfter } from "../unneeded.ts";

const problemsShape = z.array(z.looseObject({ message: z.string(), line: z.number().optional() }));
const conflictShape = z.object({ conflicts: z.array(mergeConflictShape), version: z.number() });

/** What the model is told, so that it can do better. */
const refusals: readonly string[] = [
  "function/refused",
  "function/changed",
  "function/conflict",
  "function/name-taken",
];

type WriteFunctionPorts = Pick<
  AgentPorts,
  "automations" | "catalog" | "connections" | "functions" | "proposals" | "prompts"
>;

/**
 * Renders, verifies and saves a proposal as the next version; what the checks found comes back as
 * data, and so do lines edited by hand that it meets: the person chooses which stay.
 */
export function writeFunction(
  { automations, catalog, connections, functions, proposals, prompts }: WriteFunctionPorts,
  turn: Turn,
) {
  return tool({
    description: prompts("tools/write-function"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ proposal: id, choices = [] }, { messages }) => {
      const proposal = await proposals.find(turn.chatId, id);
      if (!proposal)
        return refused([
          { where: "proposal", message: `There is no proposal "${id}"; propose the flow again` },
        ]);
      const { flow, prompt, base, was } = proposal;
      const before = (await functions.find(was ?? flow.name))?.permissions ?? [];
      try {
        const saved = await functions.save(flow, {
          prompt,
          ...(base === undefined ? {} : { base }),
          ...(was === undefined ? {} : { was }),
          // What a person edited gives way only where they said so.
          ...(choseSides(messages, id, choices) ? { choices } : {}),
        });
        const starts = (await automations.list()).find(
          (one) => one.origin === "flow" && one.function === saved.name,
        );
        return {
          status: "saved" as const,
          name: saved.name,
          version: saved.version,
          created: base === undefined,
          ...(was === undefined ? {} : { was }),
          operations: saved.approvals.map(({ operation }) => operation),
          ...answersOf(saved, catalog),
          ...(saved.origin === "hand" ? { merged: true } : {}),
          noLongerNeeded: [
            ...(await unneededAfter(before, await functions.list(), { catalog, connections })),
          ],
          ...(starts ? { automation: summaryOf(starts) } : {}),
        };
      } catch (error) {
        if (!(error instanceof PatchbayError && refusals.includes(error.code))) throw error;
        const conflict = conflictShape.safeParse(error.extra).data;
        return conflict
          ? {
              status: "conflict" as const,
              proposal: id,
              name: was ?? flow.name,
              ...conflict,
              questions: conflictQuestions(id, conflict.conflicts),
            }
          : refused(problemsOf(error));
      }
    },
  });
}

/** Only what reads feeds a page. */
function answersOf({ flow, approvals }: FunctionVersion, catalog: Catalog) {
  const reads = approvals.every(({ operation }) => catalog.find(operation)?.kind === "read");
  return flow && reads && approvals.length > 0 ? { answers: answerText(flow, catalog) } : {};
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
