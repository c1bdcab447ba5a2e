import { posix } from "node:path";
import { parseSync } from "oxc-parser";
import { rolldown } from "rolldown";
import type { CodeProblem } from "../types.ts";
import type { Files } from "./files.ts";

export type Bundling =
  /** `from` has every file that it was made of; one alone stays as it is. */
  | { readonly status: "made"; readonly code: string; readonly from: readonly string[] }
  | { readonly status: "refused"; readonly problem: CodeProblem };

const isRelative = (specifier: string) => /^\.\.?\//.test(specifier);

/**
 * Makes one file of a function of several. What it imports from elsewhere (`npm:`, `node:`) stays an
 * import. Only the files that were given are read, never the disk.
 */
export async function bundle(files: Files, entry: string): Promise<Bundling> {
  const text = files.get(entry) ?? "";
  if (!importsOf(entry, text).some(isRelative))
    return { status: "made", code: text, from: [entry] };
  const missing: string[] = [];
  const used = new Set<string>();
  try {
    const build = await rolldown({
      input: entry,
      platform: "neutral",
      tsconfig: false,
      logLevel: "silent",
      plugins: [
        {
          name: "files",
          resolveId(specifier, importer) {
            if (importer === undefined) return specifier;
            if (!isRelative(specifier)) return { id: specifier, external: true };
            const wanted = posix.join(posix.dirname(importer), specifier);
            const found = placesOf(wanted).find((path) => files.has(path));
            if (found === undefined) missing.push(`${importer} imports ${specifier}`);
            return found ?? { id: specifier, external: true };
          },
          load(id) {
            used.add(id);
            return { code: files.get(id) ?? "", moduleType: moduleTypeOf(id) };
          },
        },
      ],
    });
    const { output } = await build.generate({ format: "esm", codeSplitting: false });
    if (missing.length > 0) return refused(`${missing.join(", ")}, which is not among the files.`);
    const from = [...used];
    // The one export a function has, as people write it.
    const body = output[0].code.replace(/export \{ (\w+) as default \};/, "export default $1;");
    const code = `// Made of ${from.join(", ")}.\n${body}`;
    return { status: "made", code, from };
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}

/** Where a specifier may lead: with the ending that TypeScript has for it, with one, or a folder. */
function placesOf(path: string): readonly string[] {
  const typed = path.endsWith(".js") ? [`${path.slice(0, -3)}.ts`] : [];
  return [
    ...typed,
    path,
    `${path}.ts`,
    `${path}.js`,
    `${path}.json`,
    `${path}/index.ts`,
    `${path}/index.js`,
  ];
}

function moduleTypeOf(path: string): "ts" | "js" | "json" {
  if (path.endsWith(".json")) return "json";
  return path.endsWith(".js") ? "js" : "ts";
}

function importsOf(path: string, text: string): readonly string[] {
  const { module } = parseSync(path, text);
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
      text.slice(start, end).slice(1, -1),
    ),
  ];
}

function refused(message: string): Bundling {
  return { status: "refused", problem: { check: "syntax", severity: "error", message } };
}
