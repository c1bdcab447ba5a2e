import { tool } from "ai";
import type { Catalog } from "../../catalog/catalog.ts";
import { readFunction as shape } from "../../contract/tools.ts";
import { PatchbayError } from "../../core/errors.ts";
import { answerText } from "../../functions/output-shape.ts";
import { permissionsOfVersion } from "../../functions/rights.ts";
import type { FunctionVersion } from "../../store/function-version.ts";
import { changesBetween } from "../changes.ts";
import type { AgentPorts, FunctionsPort } from "../ports.ts";
import { describeSchedule } from "../../automations/schedule-words.ts";
import { notFound } from "./not-found.ts";

type ReadFunctionPorts = Pick<AgentPorts, "catalog" | "clock" | "functions" | "prompts">;

/** A function as it is or was: flow, code, why it needs what it needs, when it runs next, what changed. */
export function readFunction({ catalog, clock, functions, prompts }: ReadFunctionPorts) {
  return tool({
    description: prompts("tools/read-function"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ name: said, version: wanted, since }) => {
      const name = await functions.resolve(said);
      const current = await functions.find(name);
      if (!current) return notFound(functions);
      const [found, before] = await Promise.all(
        [wanted, since].map((number) => versionOf(functions, current, number)),
      );
      if (!found || !before)
        return { status: "no-such-version" as const, name, newest: current.version };
      const { version, origin, flow, code, createdAt } = found;
      return {
        status: "found" as const,
        name,
        version,
        origin,
        flow: flow ?? null,
        code,
        ...(flow ? { answers: answerText(flow, catalog) } : {}),
        createdAt,
        permissions: permissionsOf(found, catalog),
        ...scheduleOf(found, new Date(clock.now())),
        ...(since === undefined ? {} : await historyOf(functions, before, found, catalog)),
      };
    },
  });
}

/** Undefined where there is no such version; without a number it is the current one. */
async function versionOf(
  functions: FunctionsPort,
  current: FunctionVersion,
  number: number | undefined,
): Promise<FunctionVersion | undefined> {
  if (number === undefined || number === current.version) return current;
  try {
    return await functions.version(current.name, number);
  } catch (error) {
    if (error instanceof PatchbayError && error.code === "function/version-not-found")
      return undefined;
    throw error;
  }
}

function permissionsOf(found: FunctionVersion, catalog: Catalog) {
  return permissionsOfVersion(found, catalog).map(({ connector, scope, sentence, neededBy }) => ({
    connector,
    scope,
    sentence,
    neededBy,
  }));
}

function scheduleOf({ flow }: FunctionVersion, now: Date) {
  if (flow?.trigger.type !== "schedule") return {};
  const { words, next } = describeSchedule(flow.trigger, now);
  return { schedule: { words, next: next.map((start) => start.toISOString()) } };
}

async function historyOf(
  functions: FunctionsPort,
  before: FunctionVersion,
  found: FunctionVersion,
  catalog: Catalog,
) {
  const { words, lines } = changesBetween(before, found, catalog);
  const versions = await functions.versions(found.name);
  return {
    changes: { since: before.version, words: [...words], lines: [...lines] },
    versions: versions.map(({ version, createdAt, prompt, madeBy }) => ({
      version,
      createdAt,
      what: madeBy.what,
      ...(prompt === undefined ? {} : { prompt }),
    })),
  };
}
