import type { MadeBy } from "../contract/function.ts";
import { PatchbayError } from "../core/errors.ts";
import type { ArchiveImportDeps, Taken } from "./import.ts";
import type { LineOf } from "./items.ts";

interface How {
  readonly via: MadeBy["via"];
  readonly signal: AbortSignal;
}

/**
 * All versions of a function that is new, the last one alone on top of one that is there. Each is
 * checked like any other code, and what it may call is read from its own calls: an archive can grant
 * nothing. What its flow starts it by is paused.
 */
export async function takeFunction(
  { functions, automations }: ArchiveImportDeps,
  { name, versions }: LineOf<"function">,
  { via, signal }: How,
): Promise<Taken> {
  const there = await functions.find(await functions.resolve(name));
  const called = there?.name ?? name;
  const madeBy: MadeBy = { what: "import", via };
  const notes: string[] = [];
  let base = there?.version ?? 0;
  let isHand = there?.origin === "hand";
  let isLastTaken = false;
  for (const { origin, flow, code, prompt, approvals } of there ? versions.slice(-1) : versions) {
    if (signal.aborted) break;
    try {
      const made = { madeBy, base, ...(prompt === undefined ? {} : { prompt }) };
      const saved =
        origin === "flow" && flow && !isHand
          ? await functions.save({ ...flow, name: called }, made)
          : await functions.saveCode(called, code, { ...made, tokens: approvals });
      base = saved.version;
      isHand = saved.origin === "hand";
      isLastTaken = true;
    } catch (error) {
      if (!(error instanceof PatchbayError)) throw error;
      isLastTaken = false;
      notes.push(error.message);
    }
  }
  for (const { id, origin, status } of await automations.list({ function: called }))
    if (!there && origin === "flow" && status !== "paused") await automations.pause(id);
  return outcome(base, isLastTaken, notes);
}

/** The same of a page. */
export async function takePage(
  { pages }: ArchiveImportDeps,
  { slug, versions }: LineOf<"page">,
  { via, signal }: How,
): Promise<Taken> {
  const there = (await pages.list()).find((one) => one.slug === slug);
  const notes: string[] = [];
  let base = there ? (await pages.current(slug)).version : 0;
  let isLastTaken = false;
  for (const { spec, prompt } of there ? versions.slice(-1) : versions) {
    if (signal.aborted) break;
    try {
      const made = {
        madeBy: { what: "import" as const, via },
        ...(prompt === undefined ? {} : { prompt }),
      };
      const here = { ...spec, slug };
      const saved =
        base === 0
          ? await pages.create(here, made)
          : await pages.save(slug, here, { ...made, base });
      base = saved.version;
      isLastTaken = true;
    } catch (error) {
      if (!(error instanceof PatchbayError)) throw error;
      isLastTaken = false;
      notes.push(error.message);
    }
  }
  return outcome(base, isLastTaken, notes);
}

function outcome(version: number, isLastTaken: boolean, notes: readonly string[]): Taken {
  const [first] = notes;
  if (isLastTaken && first === undefined)
    return { status: "taken", detail: `It is at version ${version} now.` };
  const left = `${notes.length === 1 ? "One version was" : `${notes.length} versions were`} left out: ${first ?? "it was stopped"}`;
  return isLastTaken
    ? { status: "partly", detail: left }
    : { status: "failed", detail: first ?? "It was stopped." };
}
