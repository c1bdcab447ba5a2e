import type { Automations } from "../automations/automations.ts";
import type { ArchiveItem, ArchiveProgress } from "../contract/archive.ts";
import type { MadeBy } from "../contract/function.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Functions } from "../functions/functions.ts";
import type { Integrations } from "../integrations/integrations.ts";
import type { Pages } from "../pages/pages.ts";
import type { ChatStore, StoredMessage } from "../store/chats.ts";
import type { IntegrationStore } from "../store/integrations.ts";
import { compareWith } from "./compare.ts";
import { type AnyLine, anyLine, endLine, manifestLine, nameOf } from "./items.ts";
import { archiveVersion, invalid, unpack } from "./lines.ts";
import { takeFunction, takePage } from "./take-versions.ts";
import { takeAutomation, takeChat, takeIntegration } from "./take.ts";

export interface ArchiveImportDeps {
  readonly functions: Functions;
  readonly pages: Pages;
  readonly automations: Pick<Automations, "list" | "create" | "pause">;
  readonly chats: ChatStore<StoredMessage>;
  readonly integrations: Pick<Integrations, "add" | "list">;
  readonly integrationStore: Pick<IntegrationStore<unknown>, "list">;
}

/** What became of something that was to be taken in. */
export type Taken = Pick<ArchiveProgress, "status" | "detail">;

type Read = { readonly key: string } & (
  | { readonly line: AnyLine }
  | { readonly unreadable: string }
);

/** The lines of an archive behind its manifest, each with the key that a choice names it by. */
async function* linesOf(file: string): AsyncGenerator<Read> {
  let [count, isEnded] = [-1, false];
  for await (const value of unpack(file)) {
    count += 1;
    if (count === 0) continue;
    if (isEnded) throw invalid("something stands behind its end");
    const end = endLine.safeParse(value);
    if (end.success) {
      if (end.data.count !== count - 1) throw invalid("some of its lines are missing");
      isEnded = true;
      continue;
    }
    const key = String(count);
    const line = anyLine.safeParse(value);
    if (line.success) yield { key, line: line.data };
    else yield { key, unreadable: line.error.issues[0]?.message ?? "not as it should be" };
  }
  if (!isEnded) throw invalid("it was cut off");
}

/** Who wrote it and when. Throws `archive/invalid`, for a newer format too. */
async function manifestOf(file: string) {
  for await (const value of unpack(file)) {
    const manifest = manifestLine.safeParse(value);
    if (!manifest.success) throw invalid("it does not begin as one");
    const { version, patchbay, createdAt } = manifest.data;
    if (version > archiveVersion)
      throw invalid(`it is of version ${version}, and this Patchbay reads up to ${archiveVersion}`);
    return { version: patchbay, createdAt };
  }
  throw invalid("it is empty");
}

/** How the things of an archive stand to what there is; changes nothing. Throws `archive/invalid`. */
export async function lookAt(deps: ArchiveImportDeps, file: string) {
  const manifest = await manifestOf(file);
  const items: ArchiveItem[] = [];
  const compare = await compareWith(deps);
  for await (const read of linesOf(file)) {
    if ("unreadable" in read)
      items.push({
        key: read.key,
        kind: "setting",
        name: `Line ${read.key}`,
        status: "unreadable",
        detail: read.unreadable,
      });
    else {
      const { line, key } = read;
      items.push({ key, kind: line.kind, name: nameOf(line), ...(await compare(line)) });
    }
  }
  return { ...manifest, items };
}

/**
 * Takes in what was chosen, one thing after the other, and tells of each. What is there already is
 * looked at again: nothing is written over. Ends early where the signal does.
 */
export async function* takeIn(
  deps: ArchiveImportDeps,
  file: string,
  { take, via, signal }: { take: ReadonlySet<string>; via: MadeBy["via"]; signal: AbortSignal },
): AsyncGenerator<ArchiveProgress> {
  await manifestOf(file);
  let done = 0;
  for await (const read of linesOf(file)) {
    if (signal.aborted) return;
    if (!take.has(read.key) || "unreadable" in read) continue;
    const taken = await takeOne(deps, read.line, { via, signal });
    done += 1;
    yield { key: read.key, ...taken, done, of: take.size };
  }
}

async function takeOne(
  deps: ArchiveImportDeps,
  line: AnyLine,
  how: { readonly via: MadeBy["via"]; readonly signal: AbortSignal },
): Promise<Taken> {
  try {
    switch (line.kind) {
      case "integration":
        return await takeIntegration(deps, line);
      case "function":
        return await takeFunction(deps, line, how);
      case "page":
        return await takePage(deps, line, how);
      case "automation":
        return await takeAutomation(deps, line);
      case "chat":
        return await takeChat(deps, line);
      default:
        return { status: "skipped", detail: "There is nothing in it to be taken in." };
    }
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    return { status: "failed", detail: error.message };
  }
}
