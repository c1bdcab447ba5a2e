import { createHash } from "node:crypto";
import type { Catalog } from "../catalog/catalog.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Flow } from "../flow/schema.ts";
import { mergeIntoHand } from "../functions/merge.ts";
import { rightsOfCode } from "../functions/rights.ts";
import { under, versionBefore } from "../functions/undo.ts";
import type { FunctionVersion, NewVersion } from "../store/function-version.ts";
import type { FunctionsPort } from "./ports.ts";

/** Renders a flow and computes what it needs; saves nothing. */
export type Preview = (flow: Flow, prompt: string, was?: string) => Promise<NewVersion>;

/** Functions as they are, and over them versions that only one rehearsal sees. */
export interface Drawer {
  readonly functions: FunctionsPort;
  /** The version that was put last, and whether it is the first of its function. */
  last(): { readonly version: FunctionVersion; readonly created: boolean } | undefined;
  /** Forgets what was put last; the versions stay. */
  turnOver(): void;
}

export function createDrawer(functions: FunctionsPort, preview: Preview, catalog: Catalog): Drawer {
  /** Newest first; a function that is touched brings its own versions along. */
  const drawn = new Map<string, FunctionVersion[]>();
  /** Names that were given up here, with those that came instead. */
  const moved = new Map<string, string>();
  /** Those that were deleted here, with their histories. */
  const removed = new Map<string, FunctionVersion[]>();
  let last: ReturnType<Drawer["last"]>;

  async function historyOf(name: string): Promise<FunctionVersion[]> {
    const known = drawn.get(name);
    if (known || removed.has(name)) return known ?? [];
    const current = await functions.find(name);
    const numbers = Array.from({ length: current?.version ?? 0 }, (_, index) => index + 1);
    return Promise.all(numbers.toReversed().map((number) => functions.version(name, number)));
  }

  async function put(content: NewVersion, was = content.name): Promise<FunctionVersion> {
    const history = await historyOf(was);
    const etag = createHash("sha256")
      .update(JSON.stringify([content.code, content.flow]))
      .digest("hex");
    const number = (history[0]?.version ?? 0) + 1;
    const version = { ...content, version: number, createdAt: "", etag };
    if (was !== content.name) {
      drawn.delete(was);
      moved.set(was, content.name);
    }
    drawn.set(content.name, [version, ...history]);
    last = { version, created: history.length === 0 };
    return version;
  }

  async function versionOf(name: string, number: number): Promise<FunctionVersion> {
    const found = (await historyOf(name)).find(({ version }) => version === number);
    if (found) return found;
    throw new PatchbayError(
      "function/version-not-found",
      `"${name}" has no version ${number} here.`,
    );
  }

  async function restore(name: string, number: number, called = name): Promise<FunctionVersion> {
    return put(under(called, await versionOf(name, number)), name);
  }

  const isDrawn = (name: string) => drawn.has(name) || moved.has(name) || removed.has(name);

  const beforeUndo = async (name: string) => versionBefore(await historyOf(name));

  return {
    last: () => last,
    turnOver: () => {
      last = undefined;
    },
    functions: {
      list: async () => {
        const stored = (await functions.list()).filter((one) => !isDrawn(one.name));
        return [...stored, ...[...drawn.values()].flatMap((history) => history.slice(0, 1))];
      },
      hasAny: async () => drawn.size > 0 || removed.size > 0 || functions.hasAny(),
      find: async (name) => (isDrawn(name) ? drawn.get(name)?.[0] : functions.find(name)),
      resolve: async (name) =>
        isDrawn(name) ? (moved.get(name) ?? name) : functions.resolve(name),
      async save(flow, { prompt, was = flow.name, choices }) {
        const next = await preview(flow, prompt, was);
        const [before] = await historyOf(was);
        return put(before?.origin === "hand" ? mergeIntoHand(before, next, choices) : next, was);
      },
      inspect: functions.inspect,
      async saveCode(name, code, { madeBy, prompt, base }) {
        const before = await versionOf(name, base);
        const { calls } = await functions.inspect(name, code, "code-edit");
        const { flow } = before;
        const rendered = before.origin === "flow" ? before.code : before.rendered;
        return put({
          name,
          madeBy,
          prompt,
          code,
          origin: "hand",
          ...(flow ? { flow } : {}),
          ...(rendered === undefined ? {} : { rendered }),
          ...rightsOfCode(calls, before, catalog),
        });
      },
      version: versionOf,
      versions: historyOf,
      restore: (name, number) => restore(name, number),
      beforeUndo,
      duplicate: async (name, to) => {
        const [now] = await historyOf(name);
        if (!now) throw new PatchbayError("function/not-found", `There is no "${name}" here.`);
        return put(under(to, now));
      },
      remove: async (name) => {
        removed.set(name, await historyOf(name));
        drawn.delete(name);
      },
      deleted: async () => [...removed.values()].flatMap((history) => history.slice(0, 1)),
      undelete: async (name) => {
        const history = removed.get(name) ?? [];
        const [back] = history;
        if (!back) throw new PatchbayError("function/not-found", `"${name}" was not deleted here.`);
        removed.delete(name);
        drawn.set(name, history);
        return back;
      },
      undo: async (name) => {
        const before = await beforeUndo(name);
        return before && restore(name, before.version, before.flow?.name);
      },
    },
  };
}
