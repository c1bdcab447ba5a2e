import { type Program, parseSync } from "oxc-parser";

/** How a file gives what answers requests, and what it needs around it. */
export interface Entry {
  /** `export default { fetch }`, `export default` of a function, or a call of Deno.serve. */
  readonly style: "object" | "function" | "serve";
  /** Where `export default` begins and what it exports; absent where it calls Deno.serve. */
  readonly exported?: { readonly start: number; readonly valueStart: number };
  readonly usesDeno: boolean;
  readonly imports: readonly string[];
}

type Statement = Program["body"][number];

/** Reads a function's file; it was checked when it was saved, so it parses. */
export function readEntry(code: string): Entry {
  const { program, module } = parseSync("entry.ts", code);
  const exported = program.body.find(({ type }) => type === "ExportDefaultDeclaration");
  const found = exported?.type === "ExportDefaultDeclaration" ? exported : undefined;
  return {
    style: found ? styleOf(found.declaration, program.body) : "serve",
    ...(found ? { exported: { start: found.start, valueStart: found.declaration.start } } : {}),
    usesDeno: /\bDeno\b/.test(code),
    imports: module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
  };
}

const functions = ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"];

function styleOf(value: object, body: readonly Statement[]): "object" | "function" {
  const type: unknown = Reflect.get(value, "type");
  if (functions.includes(String(type))) return "function";
  // `{ … } satisfies Handler`, `(handler)`
  const inner: unknown = Reflect.get(value, "expression");
  if (typeof inner === "object" && inner !== null) return styleOf(inner, body);
  const named =
    type === "Identifier" ? declared(String(Reflect.get(value, "name")), body) : undefined;
  return named ? styleOf(named, body) : "object";
}

/** What a name of the file stands for. */
function declared(name: string, body: readonly Statement[]): object | undefined {
  for (const statement of body) {
    if (statement.type === "FunctionDeclaration" && statement.id?.name === name) return statement;
    if (statement.type !== "VariableDeclaration") continue;
    const found = statement.declarations.find(
      ({ id }) => id.type === "Identifier" && id.name === name,
    );
    if (found?.init) return found.init;
  }
  return undefined;
}
