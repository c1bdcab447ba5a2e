import { isDeepStrictEqual } from "node:util";
import { relative } from "node:path";
import {
  type FunctionView,
  type InspectionView,
  functionShape,
  inspectionShape,
} from "../../contract/function.ts";
import { PatchbayError } from "../../core/errors.ts";
import { type Client, send } from "../client.ts";
import { confirm, isTerminal, note, say, sayPatch, write } from "../terminal.ts";
import { getDiff, getFunction, pathOf } from "./api.ts";
import { type LocalFunction, compare, namesIn, readLocal, writeLocal } from "./folder.ts";
import type { Json } from "./options.ts";
import { problemLine, rightsLines } from "./report.ts";

export interface PushOptions extends Json {
  readonly dir?: string;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly force: boolean;
}

interface Pushed {
  readonly name: string;
  /** `ready` is what a dry run would save; all from `refused` on were not saved. */
  readonly status: "saved" | "ready" | "unchanged" | "behind" | "refused" | "declined" | "conflict";
  readonly version?: number;
  readonly problems?: InspectionView["problems"];
  readonly rights?: InspectionView["rights"];
  /** Why it was not saved. */
  readonly detail?: string;
  /** What was changed on the server in between. */
  readonly patch?: string;
}

const wayOut = "pull --force takes the server's, push --force yours.";
const failed: readonly Pushed["status"][] = ["refused", "declined", "conflict"];

/** Saves what was changed in a folder as edits by hand. Ends with 1 where something was not saved. */
export async function push(
  client: Client,
  dir: string,
  names: readonly string[],
  options: PushOptions,
): Promise<void> {
  const pushed: Pushed[] = [];
  for (const name of names.length > 0 ? names : namesIn(dir)) {
    const local = readLocal(dir, name);
    if (!local)
      throw new PatchbayError("files/unreadable", `There is no ${name}/entry.ts in ${dir}.`);
    const one = await pushOne(client, dir, name, local, options);
    if (!options.json) tell(one, local);
    pushed.push(one);
  }
  if (options.json) write({ dir, functions: pushed });
  else if (pushed.length === 0) note(`There is no function in ${dir}.`);
  if (pushed.some(({ status }) => failed.includes(status))) process.exitCode = 1;
}

async function pushOne(
  client: Client,
  dir: string,
  name: string,
  local: LocalFunction,
  options: PushOptions,
): Promise<Pushed> {
  const theirs = await find(client, name);
  if (theirs) {
    const { version } = theirs;
    const comparison = compare(local, theirs);
    if (comparison === "same") return { name, status: "unchanged", version };
    if (comparison === "changed-there") return { name, status: "behind", version };
    if (comparison === "changed-both" && !options.force)
      return {
        name,
        status: "conflict",
        version,
        detail: `it was changed on the server since it was pulled (v${version}). ${wayOut}`,
        patch: await changedThere(client, name, local),
      };
    if (comparison === "changed-here" && !isDeepStrictEqual(local.flow, theirs.flow))
      return {
        name,
        status: "refused",
        version,
        detail:
          "the flow in its function.jsonc was changed, and push saves code alone. A running server takes a flow from the folder of FUNCTIONS_DIR.",
      };
  } else if (local.base && !options.force)
    return {
      name,
      status: "conflict",
      detail: `the server has no such function any more. patchbay functions restore ${name} brings it back, push --force makes a new one.`,
    };
  const answer = await send(client, pathOf(name, "check"), "POST", { code: local.code });
  const { problems, rights } = inspectionShape.parse(answer);
  const found = { name, problems, rights };
  if (problems.some(({ severity }) => severity === "error")) return { ...found, status: "refused" };
  if (options.dryRun) return { ...found, status: "ready" };
  if (!options.yes && grows(rights) && !(await agree(name, rights)))
    return {
      ...found,
      status: "declined",
      ...(isTerminal() ? {} : { detail: "it may do more than before. Agree with --yes." }),
    };
  const condition = theirs ? { "if-match": `"${theirs.etag}"` } : { "if-none-match": "*" };
  const saved = functionShape.parse(
    await send(client, pathOf(name), "PUT", { code: local.code }, condition),
  );
  writeLocal(dir, saved);
  return { ...found, status: "saved", version: saved.version };
}

async function find(client: Client, name: string): Promise<FunctionView | undefined> {
  try {
    return await getFunction(client, name);
  } catch (error) {
    if (error instanceof PatchbayError && error.code === "function/not-found") return undefined;
    throw error;
  }
}

/** What the server's version changed since the one that the files were made from. */
async function changedThere(client: Client, name: string, { base }: LocalFunction) {
  if (!base) return "";
  return (await getDiff(client, name, base.version)).patch;
}

function grows({ operations, permissions }: InspectionView["rights"]): boolean {
  return operations.added.length > 0 || permissions.added.length > 0;
}

async function agree(name: string, rights: InspectionView["rights"]): Promise<boolean> {
  for (const line of rightsLines(rights)) note(line);
  return confirm(`Save ${name}, which may then do this?`);
}

function tell(pushed: Pushed, { file }: LocalFunction): void {
  const { name, status, version, problems = [], rights, detail, patch } = pushed;
  const place = relative(process.cwd(), file);
  // Several checks may find the same.
  for (const line of new Set(problems.map((problem) => problemLine(place, problem)))) note(line);
  if (failed.includes(status)) {
    if (patch !== undefined) sayPatch(patch);
    return note(`${name} was not saved${detail === undefined ? "." : `: ${detail}`}`);
  }
  const hint = status === "behind" ? "  changed on the server: pull brings it" : `  ${status}`;
  say(`${name}${version === undefined ? "" : `  v${version}`}${hint}`);
  for (const line of rights ? rightsLines(rights) : []) say(line);
}
