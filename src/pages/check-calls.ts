import { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import { type Path, PathSyntaxError, literalText, parseTemplate } from "../flow/paths.ts";
import type { FlowValue } from "../flow/schema.ts";
import { inputShapeOf } from "../functions/input-shape.ts";
import { operationsOf } from "../functions/rights.ts";
import { mayWrite } from "../runs/may-write.ts";
import { mayCallFunctions } from "../runs/sdk-imports.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import { type PathRoots, checkPaths } from "./check-paths.ts";
import { type Problems, insteadOf } from "./problems.ts";

/** The functions that a page may name. */
export interface KnownFunctions {
  /** Under whatever name it had. */
  find(name: string): FunctionVersion | undefined;
  readonly names: readonly string[];
  readonly catalog: Pick<Catalog, "find">;
}

export function checkFunction(
  name: string,
  where: string,
  { find, names }: KnownFunctions,
  problems: Problems,
): FunctionVersion | undefined {
  const found = find(name);
  if (!found) problems.error(where, `There is no function "${name}". ${insteadOf(name, names)}`);
  return found;
}

/** What is loaded again and again must change nothing. */
export function checkReads(
  version: FunctionVersion,
  where: string,
  { catalog }: KnownFunctions,
  problems: Problems,
): void {
  if (mayWrite(version, catalog))
    problems.error(
      where,
      `"${version.name}" may change something, and would at every load of the page. Feed it by a function that only reads, and let a button or a form run this one.`,
    );
}

/** Whether it may delete something; of what is not known, the worst is thought. */
export function mayDestroy(version: FunctionVersion, { catalog }: KnownFunctions): boolean {
  return (
    mayCallFunctions(version.code) ||
    operationsOf(version).some((id) => (catalog.find(id)?.kind ?? "destructive") === "destructive")
  );
}

/** Checks what a function is given; `further` are inputs that a person fills in. */
export function checkInput(
  version: FunctionVersion | undefined,
  input: Readonly<Record<string, FlowValue>>,
  {
    where,
    roots,
    further = [],
    problems,
  }: {
    readonly where: string;
    readonly roots: PathRoots;
    readonly further?: readonly string[];
    readonly problems: Problems;
  },
): readonly Path[] {
  const paths = checkPaths(input, where, roots, problems);
  if (!version) return paths;
  const shape = inputShapeOf(version);
  for (const [name, value] of Object.entries(input)) {
    const wanted = Object.hasOwn(shape.shape, name) ? shape.shape[name] : undefined;
    if (!wanted) {
      const wrong = unknownInput(version, name);
      if (wrong !== undefined) problems.error(`${where}.${name}`, wrong);
      continue;
    }
    const literal = literalOf(value);
    if (literal !== undefined && !wanted.safeParse(literal.value).success)
      problems.error(
        `${where}.${name}`,
        `"${version.name}" takes ${article(typeOf(version, name))} as "${name}", and this is none.`,
      );
  }
  for (const [name, wanted] of Object.entries(shape.shape)) {
    if (Object.hasOwn(input, name) || further.includes(name) || wanted.safeParse(undefined).success)
      continue;
    problems.error(
      where,
      `"${version.name}" needs "${name}" (${typeOf(version, name)}). Give it a value, or let the function have a default.`,
    );
  }
  return paths;
}

/** Why the function cannot be given an input of this name. */
export function unknownInput(version: FunctionVersion, name: string): string | undefined {
  const shape = inputShapeOf(version);
  // What code reads that a person wrote is not known.
  const isOpen = !version.flow || !(shape.def.catchall instanceof z.ZodNever);
  if (isOpen || Object.hasOwn(shape.shape, name)) return undefined;
  const known = Object.keys(shape.shape);
  return known.length === 0
    ? `"${version.name}" takes no input "${name}": it takes none at all. Leave it out.`
    : `"${version.name}" takes no input "${name}". ${insteadOf(name, known)}`;
}

/** A value without a path in it, as the function gets it. */
function literalOf(value: FlowValue): { readonly value: unknown } | undefined {
  if (typeof value !== "string") {
    const isScalar = typeof value !== "object" || value === null;
    return isScalar ? { value } : undefined;
  }
  try {
    const text = literalText(value);
    if (text !== undefined) return { value: text };
    // Text with something put in is text.
    return parseTemplate(value).length > 1 ? { value: "" } : undefined;
  } catch (error) {
    if (error instanceof PathSyntaxError) return undefined;
    throw error;
  }
}

function typeOf(version: FunctionVersion, name: string): string {
  return version.flow?.inputs[name]?.type ?? "value";
}

const article = (type: string) => `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
