import type { z } from "zod";
import type { editCode } from "../contract/tools.ts";
import { PatchbayError } from "../core/errors.ts";
import { mergeCode } from "../functions/merge.ts";
import { permissionsOfVersion, rightsOfCode } from "../functions/rights.ts";
import type { CodeCall } from "../functions/types.ts";
import type { Permission } from "../permissions/compute.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import { type Replacement, patchCode } from "./patch.ts";
import type { AgentPorts } from "./ports.ts";
import { notFound } from "./tools/not-found.ts";

export type EditInput = z.output<typeof editCode.input>;
type Refused = Exclude<z.output<typeof editCode.output>, { status: "saved" | "needs-permission" }>;

/** Code that passed the checks, and what it would be allowed then. */
interface Allowed {
  readonly status: "allowed";
  readonly current: FunctionVersion;
  readonly code: string;
  readonly warnings: { where: string; message: string }[];
  /** Operations that the current version may not call. */
  readonly adds: { operation: string; title: string; account?: string | undefined }[];
  /** All that the code needs, and what nobody granted of what it needs now and did not before. */
  readonly permissions: readonly Permission[];
  readonly missing: readonly Permission[];
}

type JudgePorts = Pick<AgentPorts, "catalog" | "connections" | "functions">;

/** Judges the same edit once where it is asked about twice in a row: by who asks the person, and by who saves. */
export function createJudge(ports: JudgePorts) {
  let last: { readonly key: string; readonly answer: Promise<Allowed | Refused> } | undefined;
  return async ({ name: said, version, patch }: EditInput): Promise<Allowed | Refused> => {
    const name = await ports.functions.resolve(said);
    const current = await ports.functions.find(name);
    if (!current) return notFound(ports.functions);
    const key = JSON.stringify([current.name, current.version, version, patch]);
    if (last?.key !== key) last = { key, answer: judge(ports, current, version, patch) };
    return last.answer;
  };
}

export type Judge = ReturnType<typeof createJudge>;

async function judge(
  ports: JudgePorts,
  current: FunctionVersion,
  version: number,
  patch: readonly Replacement[],
): Promise<Allowed | Refused> {
  const { name, version: newest } = current;
  if (version > newest) return { status: "no-such-version", name, newest };
  const base =
    version === newest ? current.code : (await ports.functions.version(name, version)).code;
  const patched = patchCode(base, patch);
  if (patched.status === "unfit") return refused(patched.problems);
  const merge = mergeCode({ base, hand: current.code, flow: patched.code });
  if (merge.status === "conflict")
    return {
      status: "conflict",
      name,
      version: newest,
      conflicts: merge.conflicts.map(({ line, base: was, hand, flow }) => ({
        line,
        base: was,
        now: hand,
        patch: flow,
      })),
    };
  return allowed(ports, current, merge.code);
}

async function allowed(
  { catalog, connections, functions }: JudgePorts,
  current: FunctionVersion,
  code: string,
): Promise<Allowed | Refused> {
  const { calls, problems } = await functions.inspect(current.name, code, "code-edit");
  const lines = code.split("\n");
  const found = (severity: "error" | "warning") =>
    problems
      .filter((problem) => problem.severity === severity)
      .map(({ message, line, column = 1 }) => {
        if (line === undefined) return { where: "code", message };
        const text = lines[line - 1]?.trim().slice(0, 200) ?? "";
        return { where: `line ${line}, column ${column}`, message: `${message} In: ${text}` };
      });
  const errors = found("error");
  if (errors.length > 0) return refused(errors);
  const { approvals } = rightsOfCode(calls, current, catalog);
  const before = new Set(current.approvals.map(callKey));
  const added = calls.filter((one) => !before.has(callKey(one)));
  const permissions = permissionsOfVersion({ ...current, origin: "hand", approvals }, catalog);
  const had = new Set(
    current.permissions.flatMap(({ account = "", scopes }) =>
      scopes.map((scope) => `${account} ${scope}`),
    ),
  );
  const isAdded = (operation: string) => added.some((one) => one.operation === operation);
  const missing = (await connections.missing(permissions)).filter(
    ({ account = "", scope, neededBy }) =>
      !had.has(`${account} ${scope}`) || neededBy.some(({ operation }) => isAdded(operation)),
  );
  return {
    status: "allowed",
    current,
    code,
    warnings: found("warning"),
    adds: added.map(({ operation, account }) => ({
      operation,
      title: catalog.find(operation)?.title ?? operation,
      ...(account === undefined ? {} : { account }),
    })),
    permissions,
    missing,
  };
}

/** Another account is another right, though the call is the same. */
const callKey = ({ operation, account = "" }: CodeCall) => `${operation} ${account}`;

export function refused(problems: readonly { where: string; message: string }[]): Refused {
  return { status: "refused", problems: [...problems] };
}

/**
 * Names in the call itself the version that the patch comes onto, and what it lets the function do
 * that it may not do now: what is shown, signed and approved is then what is saved. Throws what the
 * model reads where that is not so any more.
 */
export async function pinEdit(
  judgeEdit: Judge,
  { judged, ...input }: EditInput,
): Promise<EditInput> {
  const answer = await judgeEdit(input);
  if (answer.status !== "allowed") return input;
  const { current, adds, missing } = answer;
  const { name, version: onto } = current;
  if (judged && judged.onto !== onto)
    throw new PatchbayError(
      "function/changed",
      `"${name}" is at version ${onto} by now, not ${judged.onto}. Nothing was saved; patch the current version.`,
    );
  // Without the permission there is nothing to approve yet: the tool says what to ask for.
  return missing.length > 0 ? input : { ...input, name, judged: { onto, adds } };
}
