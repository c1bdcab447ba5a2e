import type { Catalog } from "../../catalog/catalog.ts";
import { PatchbayError } from "../../core/errors.ts";
import {
  type ImportRequest,
  type ImportView,
  type ImportedFunction,
} from "../../contract/function-transfer.ts";
import { type MadeBy, functionName } from "../../contract/function.ts";
import { checkFlow } from "../../flow/check.ts";
import type { Flow } from "../../flow/schema.ts";
import type { Approval, ConnectorScopes, FunctionVersion } from "../../store/function-version.ts";
import { connectorOfType, tokensOfTypes } from "../base44-connectors.ts";
import { unwrapFromBase44 } from "../export/base44-entry.ts";
import type { Functions } from "../functions.ts";
import type { CodeProblem } from "../types.ts";
import { bundle } from "./bundle.ts";
import { type Files, readFiles } from "./files.ts";
import { type FoundFunction, type Layout, readLayout } from "./layout.ts";

interface ImporterDependencies {
  readonly functions: Functions;
  readonly catalog: Catalog;
}

/** A function of the import with what saving it would do. */
interface Judged {
  readonly view: ImportedFunction;
  readonly code: string;
  readonly tokens: readonly Approval[];
  /** Where it is to be managed by one. */
  readonly flow?: Flow;
}

/** Takes functions in: from a project of Base44's, a folder of Patchbay's own, or a single file. */
export function createImporter({ functions, catalog }: ImporterDependencies) {
  /** One that was renamed here is still the same function. */
  async function underItsName(found: FoundFunction): Promise<FoundFunction> {
    const name = await functions.resolve(found.name);
    if (name === found.name) return found;
    return { ...found, name, notes: [...found.notes, `"${found.name}" is called "${name}" here.`] };
  }

  async function judge(files: Files, found: FoundFunction, isTwin: boolean): Promise<Judged> {
    const wrong = found.problem ?? wrongWith(found.name, isTwin);
    if (wrong) return nothing(found, wrong);
    const made = await bundle(files, found.path);
    if (made.status === "refused") return nothing(found, made.problem);
    const inside = unwrapFromBase44(made.code);
    const code = inside?.code ?? made.code;
    // What we exported says exactly. Base44's "slack" is the person, which code seldom depends on:
    // the app's own account takes less, and is what is connected here.
    const tokens = inside ? tokensOfTypes(inside.types, catalog) : [];
    const reading = flowOf(found, catalog);
    const before = await functions.find(found.name);
    // Beside a hand's change here the flow stays as it is: the code that comes counts.
    const flow = reading.status === "read" && before?.origin !== "hand" ? reading.flow : undefined;
    const { problems, operations, permissions } = await functions.inspect(
      found.name,
      code,
      "import",
      tokens,
    );
    const isSame = before?.code === code && (!flow || sameFlow(before.flow, flow));
    const isRefused = problems.some(({ severity }) => severity === "error");
    return {
      code,
      tokens,
      ...(flow ? { flow } : {}),
      view: {
        name: found.name,
        path: found.path,
        status: isSame ? "unchanged" : isRefused ? "refused" : before ? "changed" : "created",
        base: before?.version ?? 0,
        ...(isSame ? { version: before.version } : {}),
        problems: [...problems],
        operations,
        permissions,
        declared: [],
        lacking: [],
        notes: [
          ...found.notes,
          ...(made.from.length > 1 ? [`It is made of ${made.from.join(", ")}.`] : []),
          ...(inside === undefined
            ? []
            : ["What an export of Patchbay had put around it was taken off."]),
          ...(reading.status === "left-out" ? [reading.note] : []),
        ],
      },
    };
  }

  /** A flow makes the function managed again, and what its code has beside that is a hand's change. */
  async function save(
    { view, code, tokens, flow }: Judged,
    via: MadeBy["via"],
  ): Promise<FunctionVersion> {
    const madeBy: MadeBy = { what: "import", via };
    const base = view.base;
    if (!flow) return functions.saveCode(view.name, code, { base, madeBy, tokens });
    const prompt = sentenceOf(code) ?? flow.description;
    const managed = await functions.save(flow, { prompt, base, madeBy });
    if (managed.code === code) return managed;
    return functions.saveCode(view.name, code, { base: managed.version, madeBy });
  }

  async function saved(judged: Judged, via: MadeBy["via"]): Promise<ImportedFunction> {
    const { view } = judged;
    if (view.status !== "created" && view.status !== "changed") return view;
    try {
      return { ...view, version: (await save(judged, via)).version };
    } catch (error) {
      // Changed in between, or a name that is taken: the others are saved all the same.
      if (!(error instanceof PatchbayError)) throw error;
      return { ...view, status: "refused", problems: [...view.problems, problem(error.message)] };
    }
  }

  return {
    /** Judges all functions, then saves those that pass. Throws `import/invalid`. */
    async import(
      { files: given, name, dryRun }: ImportRequest,
      via: MadeBy["via"],
    ): Promise<ImportView> {
      const files = readFiles(given);
      const layout = readLayout(files, name);
      const judged: Judged[] = [];
      // One after the other: each starts checkers of its own.
      for (const each of layout.functions) {
        const found = await underItsName(each);
        const isTwin = judged.some(({ view }) => view.name === found.name);
        judged.push(await judge(files, found, isTwin));
      }
      const compared = compareScopes(judged, layout);
      const views: ImportedFunction[] = [];
      for (const one of compared) views.push(dryRun ? one.view : await saved(one, via));
      const connectors = (layout.connectors ?? []).map(({ type, scopes }) => ({
        type,
        connector: catalog.connector(connectorOfType(type))?.id ?? null,
        scopes: [...scopes],
      }));
      return { functions: views, connectors };
    },
  };
}

export type Importer = ReturnType<typeof createImporter>;

/** What is declared and not needed by any of them, and what each needs and nobody declared. */
function compareScopes(judged: readonly Judged[], { connectors }: Layout): readonly Judged[] {
  if (!connectors) return judged;
  const declared = connectors.map(({ type, scopes }) => ({
    connector: connectorOfType(type),
    scopes,
  }));
  const needed = judged.flatMap(({ view }) => view.permissions);
  return judged.map((one) => ({
    ...one,
    view: {
      ...one.view,
      declared: without(declared, needed),
      lacking: without(one.view.permissions, declared),
    },
  }));
}

function without(some: readonly ConnectorScopes[], others: readonly ConnectorScopes[]) {
  const byConnector = Map.groupBy(some, ({ connector }) => connector);
  return Array.from(byConnector, ([connector, group]) => {
    const known = others.flatMap((one) => (one.connector === connector ? one.scopes : []));
    const scopes = group.flatMap((one) => one.scopes).filter((scope) => !known.includes(scope));
    return { connector, scopes: [...new Set(scopes)] };
  }).filter(({ scopes }) => scopes.length > 0);
}

type FlowReading =
  | { readonly status: "none" }
  | { readonly status: "read"; readonly flow: Flow }
  | { readonly status: "left-out"; readonly note: string };

/** The flow beside the code, where it is one of this function that the catalog can still serve. */
function flowOf({ name, flow: candidate }: FoundFunction, catalog: Catalog): FlowReading {
  if (candidate === undefined) return { status: "none" };
  const checked = checkFlow(candidate, catalog);
  if (checked.status === "ok" && checked.flow.name === name)
    return { status: "read", flow: checked.flow };
  const why =
    checked.status === "ok"
      ? `it is called "${checked.flow.name}"`
      : checked.problems.map(({ where, message }) => `${where}: ${message}`).join("; ");
  return { status: "left-out", note: `Its flow was left out, and its code counts: ${why}` };
}

/** The sentence that stands at the top of a file that was rendered from a flow. */
function sentenceOf(code: string): string | undefined {
  const [, lines] = /^\/\*\*\n((?: \* .*\n)+) \*\n \* Calls /.exec(code) ?? [];
  return lines?.replaceAll(/^ \* /gm, "").trim().replaceAll("\n", " ").replaceAll("*\\/", "*/");
}

function sameFlow(one: Flow | undefined, other: Flow): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function wrongWith(name: string, isTwin: boolean): CodeProblem | undefined {
  if (isTwin) return problem(`Another function of this import is called "${name}" too.`);
  const { error } = functionName.safeParse(name);
  return error && problem(`A function cannot be called "${name}": it ${error.issues[0]?.message}.`);
}

function nothing({ name, path, notes }: FoundFunction, wrong: CodeProblem): Judged {
  const none = { operations: [], permissions: [], declared: [], lacking: [] };
  const view = { ...none, name, path, status: "refused" as const, base: 0, problems: [wrong] };
  return { code: "", tokens: [], view: { ...view, notes: [...notes] } };
}

function problem(message: string): CodeProblem {
  return { check: "policy", severity: "error", message };
}
