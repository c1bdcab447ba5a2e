import type { Catalog } from "../catalog/catalog.ts";
import { defaultToken } from "../catalog/operation.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import type { Flow } from "../flow/schema.ts";
import { type OperationUse, nothingGiven, usesOf } from "../flow/uses.ts";
import { type Permission, computePermissions } from "../permissions/compute.ts";
import type {
  Approval,
  ConnectorScopes,
  FunctionStore,
  FunctionVersion,
  NewVersion,
} from "../store/functions.ts";
import { mergeCode } from "./merge.ts";
import { createMirror } from "./mirror.ts";
import type { Renderer } from "./render.ts";
import type { CodeProblem } from "./types.ts";
import { under, versionBefore } from "./undo.ts";
import type { Verifier } from "./verify.ts";

interface FunctionsDependencies {
  readonly store: FunctionStore;
  readonly renderer: Renderer;
  readonly verifier: Verifier;
  readonly catalog: Catalog;
  readonly mirrorDir: string;
  readonly log: Log;
}

interface SaveOptions {
  readonly prompt: string;
  readonly base?: number;
  readonly was?: string;
}

/** The functions of the app: every change is a new version, and nothing unverified is saved. */
export function createFunctions({
  store,
  renderer,
  verifier,
  catalog,
  mirrorDir,
  log,
}: FunctionsDependencies) {
  const mirror = createMirror(mirrorDir, log);

  async function current(name: string): Promise<FunctionVersion> {
    const found = await store.current(name);
    if (found) return found;
    const known = (await store.list()).map((one) => one.name).join(", ");
    throw new PatchbayError(
      "function/not-found",
      `There is no function "${name}"; there are: ${known || "none"}.`,
    );
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

  /** The sentence at the top of the file: the first one, so that an edit changes only what it is about. */
  async function sentenceOf(name: string, prompt: string): Promise<string> {
    return (await store.version(name, 1))?.prompt ?? prompt;
  }

  /** What a flow becomes; nothing is saved. `was` is the name the function has had until now. */
  async function preview(flow: Flow, prompt: string, was = flow.name): Promise<NewVersion> {
    const uses = usesOf(flow, catalog);
    return {
      name: flow.name,
      origin: "flow",
      prompt,
      flow,
      code: await renderer.render(flow, await sentenceOf(was, prompt)),
      approvals: approvalsOf(uses),
      permissions: scopesOf(computePermissions(uses, catalog)),
    };
  }

  async function append(
    next: NewVersion,
    expected: number,
    was = next.name,
  ): Promise<FunctionVersion> {
    const saved = await store.append(next, expected, was);
    if (was !== saved.name) await mirror.remove(was);
    await mirror.write(saved);
    return saved;
  }

  /** A change of the flow of code that a person changed: both changes, or a conflict. */
  async function mergeIntoHand(before: FunctionVersion, next: NewVersion): Promise<NewVersion> {
    if (!before.flow)
      throw new PatchbayError(
        "function/conflict",
        `"${before.name}" has no flow any more; change its code instead.`,
      );
    const base = await renderer.render(
      before.flow,
      await sentenceOf(before.name, next.prompt ?? ""),
    );
    const merge = mergeCode({ base, hand: before.code, flow: next.code });
    if (merge.status === "merged") return { ...next, origin: "hand", code: merge.code };
    throw new PatchbayError(
      "function/conflict",
      `The change meets lines of "${before.name}" that were edited by hand. Nothing was saved.`,
      {
        extra: { conflicts: merge.conflicts },
      },
    );
  }

  /** The operations that the code calls, and what the checks find in it. */
  async function examine(next: NewVersion) {
    const { operations, direct, problems } = await verifier.verify(next.code);
    const approved = new Set(next.approvals.map(({ operation }) => operation));
    const stray =
      next.origin === "flow" ? direct.filter((operation) => !approved.has(operation)) : [];
    return {
      operations,
      problems: [
        ...problems,
        ...stray.map((operation): CodeProblem => ({
          check: "policy",
          message: `The code calls ${operation}, which its flow does not.`,
        })),
      ],
    };
  }

  async function verified(next: NewVersion): Promise<NewVersion> {
    const { operations, problems } = await examine(next);
    refuse(next.name, problems);
    return next.origin === "flow" ? next : { ...next, ...rightsOf(operations, next.approvals) };
  }

  /** Rights of code that a person changed: what its own calls need, with the tokens it had. */
  function rightsOf(operations: readonly string[], before: readonly Approval[]) {
    const uses = operations.flatMap((id): OperationUse[] => {
      const operation = catalog.find(id);
      const token = before.find((approval) => approval.operation === id)?.token;
      return operation
        ? [{ step: id, operation, token: token ?? defaultToken(operation), ...nothingGiven }]
        : [];
    });
    return {
      approvals: approvalsOf(uses),
      permissions: scopesOf(computePermissions(uses, catalog)),
    };
  }

  const beforeUndo = async (name: string) => versionBefore(await store.versions(name));

  /** Brings content back; the name stays as it is now, unless it is to be another. */
  async function restore(name: string, number: number, called = name): Promise<FunctionVersion> {
    const [now, wanted] = [await current(name), await version(name, number)];
    const next = under(called, wanted);
    if (now.code === next.code && sameFlow(now, next)) return now;
    return append(next, now.version, name);
  }

  return {
    list: () => store.list(),
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
    /**
     * Renders, verifies and stores a flow as the next version after `base`; the same content as
     * before makes no version. `was` is the name the function has until then. Throws
     * `function/refused` with `problems`, `function/conflict` or `function/name-taken`.
     */
    async save(
      flow: Flow,
      { prompt, base = 0, was = flow.name }: SaveOptions,
    ): Promise<FunctionVersion> {
      const before = await store.current(was);
      const rendered = await preview(flow, prompt, was);
      const next = before?.origin === "hand" ? await mergeIntoHand(before, rendered) : rendered;
      if (before && before.version === base && before.code === next.code && sameFlow(before, next))
        return before;
      return append(await verified(next), base, was);
    },
    restore: (name: string, number: number) => restore(name, number),
    beforeUndo,
    /**
     * Undefined where there is nothing to undo. A change of the name is one like any other. Throws
     * `function/name-taken` where another function has that name by now.
     */
    async undo(name: string): Promise<FunctionVersion | undefined> {
      await current(name);
      const before = await beforeUndo(name);
      return before && restore(name, before.version, before.flow?.name);
    },
    /** Throws `function/not-found`. */
    async remove(name: string): Promise<void> {
      await current(name);
      await store.remove(name);
      await mirror.remove(name);
    },
  };
}

export type Functions = ReturnType<typeof createFunctions>;

function refuse(name: string, problems: readonly CodeProblem[]): void {
  if (problems.length === 0) return;
  const lines = problems.map(({ line, message }) =>
    line === undefined ? message : `line ${line}: ${message}`,
  );
  throw new PatchbayError("function/refused", `"${name}" was not saved: ${lines.join("; ")}`, {
    extra: { problems },
  });
}

function approvalsOf(uses: readonly OperationUse[]): Approval[] {
  const all = uses.map(({ operation, token }) => ({ operation: operation.id, token }));
  return [
    ...new Map(
      all.map((approval) => [`${approval.operation} ${approval.token}`, approval]),
    ).values(),
  ];
}

/** Scopes by connector, each once. */
export function scopesOf(permissions: readonly Permission[]): ConnectorScopes[] {
  const groups = Map.groupBy(permissions, ({ connector }) => connector);
  return Array.from(groups, ([connector, group]) => ({
    connector,
    scopes: [...new Set(group.map(({ scope }) => scope))].toSorted(),
  }));
}

function sameFlow(a: NewVersion, b: NewVersion): boolean {
  return JSON.stringify(a.flow) === JSON.stringify(b.flow);
}
