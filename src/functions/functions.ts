import type { Catalog } from "../catalog/catalog.ts";
import {
  type InspectionView,
  type MadeBy,
  type MergeChoice,
  functionName,
} from "../contract/function.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { type Flow, identifier } from "../flow/schema.ts";
import { needsOf } from "../flow/uses.ts";
import type { Approval, FunctionVersion, NewVersion } from "../store/function-version.ts";
import { type FunctionStore, changed } from "../store/functions.ts";
import { createFunctionFiles } from "./files/files.ts";
import { mergeIntoHand } from "./merge.ts";
import type { Renderer } from "./render.ts";
import { operationsOf, rightsBetween, rightsOfCode, rightsOfUses } from "./rights.ts";
import { tidy } from "./tidy.ts";
import { createTurns } from "./turns.ts";
import type { CodeProblem, CodeRules } from "./types.ts";
import { under, versionBefore } from "./undo.ts";
import type { Verifier } from "./verify.ts";

interface FunctionsDependencies {
  readonly store: FunctionStore;
  readonly renderer: Renderer;
  readonly verifier: Verifier;
  readonly catalog: Catalog;
  readonly mirrorDir: string;
  readonly log: Log;
  /** Told of functions whose files are behind in other processes. */
  readonly tell?: (names: readonly string[]) => void;
}

export interface SaveOptions {
  readonly prompt?: string;
  /** Where it is left out, the prompt of a chat. */
  readonly madeBy?: MadeBy;
  /** The version that the change was made from; 0 for a new function. */
  readonly base?: number;
  readonly was?: string;
  /** Which side of each conflict with a hand's change stays. */
  readonly choices?: readonly MergeChoice[];
}

export interface SaveCodeOptions {
  /** The version that the code was made from; 0 for a new function. */
  readonly base: number;
  readonly madeBy: MadeBy;
  readonly prompt?: string;
  /** Whose token operations take that the function did not call before; else the usual one. */
  readonly tokens?: readonly Approval[];
}

/** Names that are told to whoever gave a wrong one. */
const mostKnown = 50;

/** The functions of the app: every change is a new version, and nothing unverified is saved. */
export function createFunctions({
  store,
  renderer,
  verifier,
  catalog,
  mirrorDir,
  log,
  tell,
}: FunctionsDependencies) {
  /** Of several changes at once the first is checked and saved, and the others need no check. */
  const inTurn = createTurns();
  const files = createFunctionFiles({ folder: mirrorDir, store, catalog, log, save, saveCode });

  async function current(name: string): Promise<FunctionVersion> {
    const found = await store.current(name);
    if (found) return found;
    throw new PatchbayError(
      "function/not-found",
      (await store.isDeleted(name))
        ? `The function "${name}" was deleted; restore it to have it back.`
        : `There is no function "${name}"; there are: ${await known()}.`,
    );
  }

  /** Names of the functions there are, as far as somebody reads them who gave a wrong one. */
  async function known(): Promise<string> {
    const names = await store.names(mostKnown + 1);
    if (names.length === 0) return "none";
    return `${names.slice(0, mostKnown).join(", ")}${names.length > mostKnown ? ", and more" : ""}`;
  }

  async function version(name: string, number: number): Promise<FunctionVersion> {
    const { version: newest } = await current(name);
    const found = await store.version(name, number);
    if (found) return found;
    throw new PatchbayError(
      "function/version-not-found",
      `"${name}" has no version ${number}; it has 1 to ${newest}.`,
    );
  }

  /** The current version, which must be the one that a change was made from; 0 for a new function. */
  async function currentAt(name: string, base: number): Promise<FunctionVersion | undefined> {
    const before = await store.current(name);
    if ((before?.version ?? 0) !== base) throw changed(name, before?.version);
    return before;
  }

  /** The sentence at the top of the file: the first one, so that an edit changes only what it is about. */
  async function sentenceOf(name: string, { description }: Flow, prompt?: string): Promise<string> {
    return (await store.version(name, 1))?.prompt ?? prompt ?? description;
  }

  /** What a flow becomes; nothing is saved. `was` is the name the function has had until now. */
  async function preview(flow: Flow, prompt?: string, was = flow.name): Promise<NewVersion> {
    return {
      name: flow.name,
      madeBy: { what: "prompt", via: "chat" },
      origin: "flow",
      ...(prompt === undefined ? {} : { prompt }),
      flow,
      code: await renderer.render(flow, await sentenceOf(was, flow, prompt)),
      ...rightsOfUses(needsOf(flow, catalog), catalog),
    };
  }

  async function append(
    next: NewVersion,
    expected: number,
    was = next.name,
  ): Promise<FunctionVersion> {
    const saved = await store.append(next, expected, was);
    await (was === saved.name ? files.write(was) : files.rename(was, saved));
    tell?.([...new Set([was, saved.name])]);
    return saved;
  }

  /** The operations that the code calls, and what the checks find in it. */
  async function examine(next: NewVersion) {
    const { calls, direct, problems } = await verifier.verify(next.code, rulesOf(next));
    const approved = operationsOf(next);
    const stray =
      next.origin === "flow" ? direct.filter((operation) => !approved.includes(operation)) : [];
    return {
      calls,
      problems: [
        ...problems,
        ...stray.map((operation): CodeProblem => ({
          check: "policy",
          severity: "error",
          message: `The code calls ${operation}, which its flow does not.`,
        })),
      ],
    };
  }

  async function verified(next: NewVersion): Promise<NewVersion> {
    const { calls, problems } = await examine(next);
    refuse(next.name, problems);
    return next.origin === "flow" ? next : { ...next, ...rightsOfCode(calls, next, catalog) };
  }

  /** Code as the next version. That of the flow makes the function managed again. */
  function handVersion(
    name: string,
    code: string,
    { madeBy, prompt, tokens = [] }: Omit<SaveCodeOptions, "base">,
    before: FunctionVersion | undefined,
  ): NewVersion {
    const { flow, approvals = [], permissions = [] } = before ?? {};
    const rendered = before && renderedOf(before);
    const content = { name, madeBy, code, ...(prompt === undefined ? {} : { prompt }) };
    if (flow && code === rendered)
      return { ...content, origin: "flow", flow, ...rightsOfUses(needsOf(flow, catalog), catalog) };
    return {
      ...content,
      origin: "hand",
      approvals: [...approvals, ...tokens],
      permissions,
      ...(flow ? { flow } : {}),
      ...(rendered === undefined ? {} : { rendered }),
    };
  }

  /**
   * Renders, verifies and stores a flow as the next version after `base`; the same content as
   * before makes no version. `was` is the name the function has until then. Throws
   * `function/refused` with `problems`, `function/conflict` with `conflicts`, `function/changed` or
   * `function/name-taken`.
   */
  function save(
    flow: Flow,
    { prompt, madeBy, base = 0, was = flow.name, choices }: SaveOptions,
  ): Promise<FunctionVersion> {
    return inTurn(was, async () => {
      const before = await currentAt(was, base);
      const rendered = { ...(await preview(flow, prompt, was)), ...(madeBy ? { madeBy } : {}) };
      const next = before?.origin === "hand" ? mergeIntoHand(before, rendered, choices) : rendered;
      if (before && before.code === next.code && sameFlow(before, next)) return before;
      return append(await verified(next), base, was);
    });
  }

  /**
   * Verifies and stores code as the next version after `base`; the same code makes no version.
   * What it calls is read from the code itself. Throws `function/refused` with `problems`,
   * `function/changed` and `function/name`.
   */
  function saveCode(
    name: string,
    code: string,
    { base, ...made }: SaveCodeOptions,
  ): Promise<FunctionVersion> {
    return inTurn(name, async () => {
      const before = await currentAt(name, base);
      if (!before) checkName(name, functionName);
      if (before?.code === code) return before;
      return append(await verified(handVersion(name, code, made, before)), base);
    });
  }

  const beforeUndo = async (name: string) => versionBefore(await store.versions(name));

  /** Brings content back; the name stays as it is now, unless it is to be another. */
  async function restore(
    name: string,
    number: number,
    via: MadeBy["via"] = "chat",
    called = name,
  ): Promise<FunctionVersion> {
    const [now, wanted] = [await current(name), await version(name, number)];
    const next = under(called, wanted);
    if (now.code === next.code && sameFlow(now, next)) return now;
    const madeBy: MadeBy = { what: "restore", via };
    return append({ ...next, madeBy, restoredFrom: number }, now.version, name);
  }

  return {
    /** What stands on disk; `watch` makes versions of what is saved there. */
    /** Code in order; nothing is saved. Throws `request/invalid` where it does not parse. */
    async format(code: string): Promise<string> {
      try {
        return await tidy(code);
      } catch (cause) {
        throw new PatchbayError(
          "request/invalid",
          "The code does not parse, so that it cannot be put in order. Correct what the checks find first.",
          { where: "code", cause },
        );
      }
    },
    files: {
      watch: files.watch,
      unsaved: files.unsaved,
      allUnsaved: files.allUnsaved,
      discard: files.discard,
    },
    list: () => store.list(),
    known,
    ofNeeds: store.ofNeeds,
    codeWith: store.codeWith,
    /** Whether there is a function, or one that was deleted and can come back. */
    hasAny: () => store.hasAny(),
    /** The last version of each deleted function, the latest deletion first. */
    deleted: () => store.deleted(),
    /** Throws `function/not-found`. */
    current,
    find: (name: string) => store.current(name),
    /** The name of today for one that a function had before; any other is given back as it is. */
    async resolve(name: string): Promise<string> {
      return (await store.aliased(name)) ?? name;
    },
    /** Throws `function/not-found` and `function/version-not-found`. */
    version,
    async versions(name: string): Promise<readonly FunctionVersion[]> {
      await current(name);
      return store.versions(name);
    },
    preview,
    /** What the checks find in it; nothing is saved. */
    problemsOf: async (next: NewVersion): Promise<readonly CodeProblem[]> =>
      (await examine(next)).problems,
    /** What code would be as the next version of a function, which need not exist; nothing is saved. */
    async inspect(
      name: string,
      code: string,
      what: MadeBy["what"] = "hand",
      tokens: readonly Approval[] = [],
    ): Promise<InspectionView> {
      const before = await store.current(name);
      const next = handVersion(name, code, { madeBy: { what, via: "api" }, tokens }, before);
      const { calls, problems } = await examine(next);
      const rights = next.origin === "flow" ? next : rightsOfCode(calls, next, catalog);
      return {
        problems,
        operations: operationsOf(rights),
        calls: [...calls],
        permissions: rights.permissions.map(({ scopes, ...of }) => ({
          ...of,
          scopes: [...scopes],
        })),
        rights: rightsBetween(before, rights),
      };
    },
    save,
    saveCode,
    /** `via` is how the wish came. Throws `function/not-found` and `function/version-not-found`. */
    restore: (name: string, number: number, via?: MadeBy["via"]) => restore(name, number, via),
    beforeUndo,
    /**
     * Undefined where there is nothing to undo. A change of the name is one like any other. Throws
     * `function/name-taken` where another function has that name by now.
     */
    async undo(name: string, via?: MadeBy["via"]): Promise<FunctionVersion | undefined> {
      await current(name);
      const before = await beforeUndo(name);
      return before && restore(name, before.version, via, before.flow?.name);
    },
    /** Throws `function/name`, `function/name-taken` and `function/changed`. */
    async rename(name: string, to: string, via: MadeBy["via"]): Promise<FunctionVersion> {
      const now = await current(name);
      if (now.name === to) return now;
      checkName(to, now.flow ? identifier : functionName);
      return append({ ...under(to, now), madeBy: { what: "rename", via } }, now.version, name);
    },
    /** The current version as the first of a new function. Throws as `rename` does. */
    async duplicate(
      name: string,
      to: string,
      via: MadeBy["via"] = "chat",
    ): Promise<FunctionVersion> {
      const now = await current(name);
      checkName(to, now.flow ? identifier : functionName);
      if (await store.current(to))
        throw new PatchbayError(
          "function/name-taken",
          `There is already a function "${to}". Choose another name for the copy.`,
        );
      return append({ ...under(to, now), madeBy: { what: "duplicate", via } }, 0);
    },
    /** Can be undone by `undelete`. Throws `function/not-found` and `function/changed`. */
    async remove(name: string): Promise<void> {
      const now = await current(name);
      await store.remove(name, now.version);
      await files.remove(now);
      tell?.([name]);
    },
    /** Brings the files of functions up to what another process changed; of all of them where it is not known which. */
    async mirror(names?: readonly string[]): Promise<void> {
      const gone = await store.deleted();
      for (const name of names ?? (await store.list()).map((one) => one.name)) {
        const deleted = gone.find((one) => one.name === name);
        const today = await store.aliased(name);
        if (await store.current(name)) await files.write(name);
        else if (deleted) await files.remove(deleted);
        else if (today !== undefined) await files.rename(name, await current(today));
      }
    },
    /** Throws `function/not-found` where none of that name was deleted, and `function/name-taken`. */
    async undelete(name: string): Promise<FunctionVersion> {
      if (!(await store.undelete(name)))
        throw new PatchbayError(
          "function/not-found",
          `No function "${name}" was deleted, so none can come back.`,
        );
      const back = await current(name);
      await files.write(name);
      tell?.([name]);
      return back;
    },
  };
}

export type Functions = ReturnType<typeof createFunctions>;

/** Code of a flow is ours and judged strictly; what comes from elsewhere was not written for us. */
function rulesOf({ origin, madeBy }: NewVersion): CodeRules {
  if (origin === "flow") return "rendered";
  return madeBy.what === "import" ? "imported" : "hand";
}

/** What the flow of a version renders; undefined where it has none. */
function renderedOf({ origin, code, rendered }: FunctionVersion): string | undefined {
  return origin === "flow" ? code : rendered;
}

function checkName(name: string, shape: typeof functionName | typeof identifier): void {
  const { error } = shape.safeParse(name);
  if (error)
    throw new PatchbayError(
      "function/name",
      `A function cannot be called "${name}": it ${error.issues[0]?.message ?? "is not a name"}.`,
      { where: "name" },
    );
}

function refuse(name: string, problems: readonly CodeProblem[]): void {
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  const lines = errors.map(({ line, message }) =>
    line === undefined ? message : `line ${line}: ${message}`,
  );
  throw new PatchbayError("function/refused", `"${name}" was not saved: ${lines.join("; ")}`, {
    extra: { problems },
  });
}

function sameFlow(a: NewVersion, b: NewVersion): boolean {
  return JSON.stringify(a.flow) === JSON.stringify(b.flow);
}
