import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import {
  type FunctionFileView,
  codeProblemShape,
  mergeConflictShape,
} from "../../contract/function.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { Flow } from "../../flow/schema.ts";
import type { FunctionVersion } from "../../store/function-version.ts";
import { mergeCode } from "../merge.ts";
import type { SaveCodeOptions, SaveOptions } from "../functions.ts";
import { type FileText, type Pair, descriptionName, entryName } from "./disk.ts";
import { type Edit, unsaved, waysOut } from "./judge.ts";

/** How changes become versions, with the checks that all changes have. */
export interface TakeDependencies {
  readonly save: (flow: Flow, options: SaveOptions) => Promise<FunctionVersion>;
  readonly saveCode: (
    name: string,
    code: string,
    options: SaveCodeOptions,
  ) => Promise<FunctionVersion>;
}

type Outcome =
  | { readonly status: "taken"; readonly version: FunctionVersion }
  /** Another version came in between. */
  | { readonly status: "changed" }
  | { readonly status: "unsaved"; readonly file: FunctionFileView };

const madeBy = { what: "hand", via: "file" } as const;

/** Saves what a person changed in the files of a function, on top of what became of it meanwhile. */
export function createTake({ save, saveCode }: TakeDependencies) {
  async function takeFlow(current: FunctionVersion, { base, flow }: Edit, text: string) {
    if (!flow) return { status: "taken", version: current } as const;
    if (!isDeepStrictEqual(base.flow, current.flow))
      return unsaved("conflict", descriptionName, text, [
        conflict(`The flow was changed in version ${current.version} too. ${waysOut(current)}`),
      ]);
    try {
      const version = await save(flow, { base: current.version, madeBy });
      return { status: "taken", version } as const;
    } catch (error) {
      return outcomeOf(error, descriptionName, text);
    }
  }

  async function takeCode(current: FunctionVersion, { base, code }: Edit) {
    if (code === undefined) return { status: "taken", version: current } as const;
    const merge = mergeCode({ base: base.code, hand: code, flow: current.code });
    if (merge.status === "conflict")
      return unsaved("conflict", entryName, code, [
        ...merge.conflicts.map(({ line, flow }) =>
          conflict(`Version ${current.version} has here: ${JSON.stringify(flow)}`, line),
        ),
        conflict(waysOut(current)),
      ]);
    try {
      const version = await saveCode(current.name, merge.code, { base: current.version, madeBy });
      return { status: "taken", version } as const;
    } catch (error) {
      return outcomeOf(error, entryName, code);
    }
  }

  return async function take(current: FunctionVersion, edit: Edit, seen: Pair): Promise<Outcome> {
    const text = textOf(seen.description);
    const flowFirst = await takeFlow(current, edit, text);
    if (flowFirst.status === "taken") return takeCode(flowFirst.version, edit);
    if (flowFirst.status === "changed" || edit.code === undefined) return flowFirst;
    // The code may have been changed so that the change of the flow fits into it.
    const codeFirst = await takeCode(current, edit);
    return codeFirst.status === "taken" ? takeFlow(codeFirst.version, edit, text) : codeFirst;
  };
}

/** What a refused change is to the person; throws what is no refusal. */
function outcomeOf(error: unknown, name: FunctionFileView["name"], text: string) {
  if (!(error instanceof PatchbayError)) throw error;
  if (error.code === "function/changed") return { status: "changed" } as const;
  const { problems, conflicts } = refusal.parse(error.extra);
  if (error.code === "function/refused") return unsaved("broken", name, text, problems);
  return unsaved("conflict", name, text, [
    conflict(error.message),
    ...conflicts.map(({ line, hand, flow }) =>
      conflict(
        `Line ${line} of ${entryName} is ${JSON.stringify(hand)}, and the flow makes it ${JSON.stringify(flow)}`,
      ),
    ),
  ]);
}

const refusal = z.object({
  problems: z.array(codeProblemShape).default([]),
  conflicts: z.array(mergeConflictShape).default([]),
});

function conflict(message: string, line?: number) {
  return {
    check: "conflict",
    severity: "error",
    message,
    ...(line === undefined ? {} : { line }),
  } as const;
}

function textOf(file: FileText): string {
  return file.status === "text" ? file.text : "";
}
