import { isDeepStrictEqual } from "node:util";
import type { Catalog } from "../../catalog/catalog.ts";
import type { FunctionFileView } from "../../contract/function.ts";
import { checkFlow } from "../../flow/check.ts";
import type { Flow } from "../../flow/schema.ts";
import type { FunctionVersion } from "../../store/function-version.ts";
import type { FunctionStore } from "../../store/functions.ts";
import { placeInFlow, readDescription } from "./description.ts";
import { type FileText, type Pair, descriptionName, entryName, isSameText } from "./disk.ts";

/** What a pair of files is to the versions of its function. */
export type Judgement =
  | { readonly status: "missing" }
  /** Nothing in it that is not in a version, of today or before. */
  | { readonly status: "saved" }
  | { readonly status: "edited"; readonly edit: Edit }
  | { readonly status: "unsaved"; readonly file: FunctionFileView };

/** What a person changed, each part only where it was. */
export interface Edit {
  /** The version that the files were made from. */
  readonly base: FunctionVersion;
  readonly code?: string;
  readonly flow?: Flow;
}

interface JudgeDependencies {
  readonly store: Pick<FunctionStore, "version">;
  readonly catalog: Catalog;
}

/**
 * Tells an edit from files that are behind. They say themselves which version they were made from, and
 * the code is written before that is: code of a version between that one and the current one was left
 * by a process that ended in between. Other code is a person's.
 */
export function createJudge({ store, catalog }: JudgeDependencies) {
  /**
   * The version that the code was made from, and the one whose flow stands beside it. They are one,
   * unless a person named another `etag`; and none, where the number is that of a deleted function.
   */
  async function basesOf(
    current: FunctionVersion,
    { version, etag }: { readonly version?: number; readonly etag?: string },
  ) {
    const flow = version === undefined ? undefined : await store.version(current.name, version);
    const code = [current, flow].find((one) => one?.etag === etag);
    return { code, flow };
  }

  async function isSaved(text: string, current: FunctionVersion, after: number): Promise<boolean> {
    if (isSameText(text, current.code)) return true;
    for (let number = current.version - 1; number > after; number -= 1) {
      const version = await store.version(current.name, number);
      if (version && isSameText(text, version.code)) return true;
    }
    return false;
  }

  return async function judge(
    current: FunctionVersion,
    { entry, description }: Pair,
  ): Promise<Judgement> {
    if (entry.status === "missing") return { status: "missing" };
    if (entry.status === "unreadable") return unreadable(entryName, entry);
    if (description.status === "unreadable") return unreadable(descriptionName, description);

    const text = description.status === "text" ? description.text : "{}";
    const described = readDescription(text);
    if (described.status === "broken")
      return unsaved("broken", descriptionName, text, described.problems);
    const bases = await basesOf(current, described);
    const base = bases.code;

    const code =
      (base && isSameText(entry.text, base.code)) ||
      (await isSaved(entry.text, current, base?.version ?? 0))
        ? undefined
        : entry.text;
    const flow = changedFlow(described.flow, current, bases.flow, catalog);
    if (flow.status === "invalid")
      return unsaved(
        "broken",
        descriptionName,
        text,
        flow.problems.map(({ where, message }) => ({
          check: "syntax",
          severity: "error",
          message: `${where}: ${message}`,
          ...placeInFlow(text, where),
        })),
      );
    if (code === undefined && flow.status === "same") return { status: "saved" };
    if (!base)
      return unsaved("conflict", entryName, entry.text, [
        {
          check: "conflict",
          severity: "error",
          message: `It is not known which version this was made from, and version ${current.version} is another. ${waysOut(current)}`,
        },
      ]);
    return {
      status: "edited",
      edit: {
        base,
        ...(code === undefined ? {} : { code }),
        ...(flow.status === "changed" ? { flow: flow.flow } : {}),
      },
    };
  };
}

export type Judge = ReturnType<typeof createJudge>;

/** How a person says which of two sides stays. */
export function waysOut({ version, etag }: FunctionVersion): string {
  return `To keep what the file has, save it with "etag": "${etag}" in ${descriptionName}; to keep version ${version}, delete ${entryName}.`;
}

/** A finding about one of the files. */
export function unsaved(
  status: FunctionFileView["status"],
  name: FunctionFileView["name"],
  code: string,
  problems: readonly FunctionFileView["problems"][number][],
): Extract<Judgement, { status: "unsaved" }> {
  return { status: "unsaved", file: { status, name, code, problems: [...problems] } };
}

function unreadable(
  name: FunctionFileView["name"],
  { reason }: Extract<FileText, { status: "unreadable" }>,
): Judgement {
  return unsaved("broken", name, "", [
    { check: "syntax", severity: "error", message: `${name} ${reason}` },
  ]);
}

type ChangedFlow =
  | { readonly status: "same" }
  | { readonly status: "changed"; readonly flow: Flow }
  | Extract<ReturnType<typeof checkFlow>, { status: "invalid" }>;

/** The flow as a person changed it. Its name is the function's, whatever stands there. */
function changedFlow(
  given: unknown,
  current: FunctionVersion,
  base: FunctionVersion | undefined,
  catalog: Catalog,
): ChangedFlow {
  if (given === undefined) return { status: "same" };
  const named =
    typeof given === "object" && given !== null ? { ...given, name: current.name } : given;
  const isKnown = (flow: unknown) =>
    [base, current].some(
      (version) =>
        version?.flow && isDeepStrictEqual(flow, { ...version.flow, name: current.name }),
    );
  if (isKnown(named)) return { status: "same" };
  const check = checkFlow(named, catalog);
  if (check.status === "invalid") return check;
  return isKnown(check.flow) ? { status: "same" } : { status: "changed", flow: check.flow };
}
