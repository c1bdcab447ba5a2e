import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { PatchbayError } from "../core/errors.ts";
import { denoTypes } from "./deno-types.ts";
import type { CodeProblem, CodeRules } from "./types.ts";

/** The globals are those that every host of fetch handlers has. */
const shared = {
  strict: true,
  noEmit: true,
  target: "es2024",
  module: "esnext",
  moduleDetection: "force",
  lib: ["es2024", "webworker"],
};

/** As strict as we are ourselves. */
const strict = {
  ...shared,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitReturns: true,
  types: [],
};

const denoFile = "deno.d.ts";
const folderOf = (name: string) =>
  dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

/** As editors check a loose file, with what the sandbox provides: Node's own modules and Base44's SDK. */
function lenient() {
  const sdk = [join(folderOf("@base44/sdk"), "dist/index.d.ts")];
  const node = folderOf("@types/node");
  return {
    ...shared,
    moduleResolution: "bundler",
    noImplicitAny: false,
    useUnknownInCatchVariables: false,
    skipLibCheck: true,
    types: ["node"],
    typeRoots: [dirname(node)],
    paths: { "npm:@base44/sdk": sdk, "npm:@base44/sdk@*": sdk, "@base44/sdk": sdk },
  };
}

const taste = ["typescript/no-explicit-any", "no-unused-vars"] as const;

const lintConfig = (isStrict: boolean) => ({
  plugins: ["typescript", "oxc"],
  categories: { correctness: "error" },
  rules: {
    "no-eval": "error",
    "no-new-func": "error",
    "no-debugger": "error",
    ...Object.fromEntries(taste.map((rule) => [rule, isStrict ? "error" : "warn"])),
  },
});

const lintAnswer = z.object({
  diagnostics: z.array(
    z.object({
      message: z.string(),
      severity: z.enum(["error", "warning", "advice"]),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ line: z.number(), column: z.number() }) })),
    }),
  ),
});

/**
 * Checks types and lint in processes of their own, side by side, over a folder of their own; what is
 * wrong with each code, in the order given. Several at once cost hardly more than one.
 */
export async function checkTypesAndLint(
  codes: readonly string[],
  rules: CodeRules,
): Promise<readonly (readonly CodeProblem[])[]> {
  const folder = await mkdtemp(join(tmpdir(), "patchbay-verify-"));
  const files = codes.map((_, index) => `${index}.ts`);
  const isStrict = rules === "rendered";
  const compilerOptions = isStrict ? strict : lenient();
  try {
    await Promise.all([
      ...codes.map((code, index) => writeFile(join(folder, `${index}.ts`), code)),
      writeFile(
        join(folder, "tsconfig.json"),
        JSON.stringify({ compilerOptions, files: [...files, ...(isStrict ? [] : [denoFile])] }),
      ),
      ...(isStrict ? [] : [writeFile(join(folder, denoFile), denoTypes)]),
      writeFile(join(folder, ".oxlintrc.json"), JSON.stringify(lintConfig(isStrict))),
    ]);
    const found = (await Promise.all([checkTypes(folder), checkLint(folder, files)])).flat();
    return files.map((file) =>
      found
        .filter((one) => one.file === file)
        // Where the code comes from nobody checked its types; what it does wrong, it does there too.
        .map(({ problem }) =>
          rules === "imported" ? { ...problem, severity: "warning" } : problem,
        ),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Found {
  readonly file: string;
  readonly problem: CodeProblem;
}

/** TypeScript 7 is a binary in a package of its platform; starting it directly saves starting Node. */
function typescriptBinary(): string {
  const typescript = createRequire(
    createRequire(import.meta.url).resolve("typescript/package.json"),
  );
  const platform = typescript.resolve(
    `@typescript/typescript-${process.platform}-${process.arch}/package.json`,
  );
  return join(dirname(platform), "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
}

async function checkTypes(folder: string): Promise<Found[]> {
  const { code, stdout } = await run(
    typescriptBinary(),
    ["--project", ".", "--pretty", "false"],
    folder,
  );
  const found = Array.from(
    stdout.matchAll(/^(\d+\.ts)\((\d+),(\d+)\): error (TS\d+: .*)$/gm),
    ([, file = "", line, column, message = ""]): Found => ({
      file,
      problem: {
        check: "types",
        severity: "error",
        message,
        line: Number(line),
        column: Number(column),
      },
    }),
  );
  // A checker that fails without naming a place in a file has not read it.
  if (code !== 0 && found.length === 0) throw broken("TypeScript", stdout);
  return found;
}

async function checkLint(folder: string, files: readonly string[]): Promise<Found[]> {
  const oxlint = join(
    dirname(createRequire(import.meta.url).resolve("oxlint/package.json")),
    "bin/oxlint",
  );
  const { stdout } = await run(
    process.execPath,
    [oxlint, "--config", ".oxlintrc.json", "--format", "json", ...files],
    folder,
  );
  const answer = lintAnswer.safeParse(parseJson(stdout));
  if (!answer.success) throw broken("oxlint", stdout);
  return answer.data.diagnostics.map(({ message, severity, filename, labels: [label] }) => ({
    file: filename,
    problem: {
      check: "lint",
      severity: severity === "error" ? "error" : "warning",
      message,
      ...label?.span,
    },
  }));
}

function run(
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<{ code: number | null; stdout: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: {}, stdio: ["ignore", "pipe", "ignore"] });
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout }));
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function broken(tool: string, output: string): PatchbayError {
  return new PatchbayError(
    "server/fault",
    `${tool} could not check the code: ${output.slice(0, 500) || "it said nothing"}`,
  );
}
