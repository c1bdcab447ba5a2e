import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "jsonc-parser";
import { z } from "zod";
import { type FunctionView, functionName } from "../../contract/function.ts";
import { functionJsonc } from "../../functions/files/description.ts";
import { etagOf } from "../../store/function-version.ts";
import { inside, readText, writeInside } from "../disk.ts";

/** A function as it stands in a folder. */
export interface LocalFunction {
  /** Of entry.ts. */
  readonly file: string;
  readonly code: string;
  readonly flow: unknown;
  /** Names the content, as the server does. */
  readonly etag: string;
  /** The version that the files were made from. */
  readonly base: { readonly version: number; readonly etag: string } | undefined;
}

const entry = "entry.ts";
const description = "function.jsonc";
const descriptionShape = z.looseObject({ flow: z.unknown() });
const baseShape = z.object({ version: z.number(), etag: z.string() });

/** Reads a function from its folder; undefined where there is no entry.ts. */
export function readLocal(dir: string, name: string): LocalFunction | undefined {
  const folder = inside(dir, name);
  const file = join(folder, entry);
  const code = readText(file)?.replaceAll("\r\n", "\n");
  if (code === undefined) return undefined;
  const said: unknown = parse(readText(join(folder, description)) ?? "{}", [], {
    allowTrailingComma: true,
  });
  const flow = descriptionShape.safeParse(said).data?.flow ?? null;
  return { file, code, flow, etag: etagOf({ code, flow }), base: baseShape.safeParse(said).data };
}

/** Writes the files of a version. */
export function writeLocal(dir: string, version: FunctionView): void {
  writeInside(dir, join(version.name, entry), version.code);
  writeDescription(dir, version);
}

/** Writes function.jsonc alone: the code is the version's already. */
export function writeDescription(dir: string, version: FunctionView): void {
  writeInside(dir, join(version.name, description), functionJsonc(version));
}

/** Names of the functions in a folder; none where there is no such folder. */
export function namesIn(dir: string): readonly string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir).filter(
    (name) => functionName.safeParse(name).success && existsSync(join(dir, name, entry)),
  );
}

/** What happened to a function in a folder and on the server since they were the same. */
export type Comparison = "same" | "only-there" | "changed-here" | "changed-there" | "changed-both";

export function compare(local: LocalFunction | undefined, theirs: FunctionView): Comparison {
  if (!local) return "only-there";
  if (local.etag === theirs.etag) return "same";
  if (local.base?.etag === theirs.etag) return "changed-here";
  return local.base?.etag === local.etag ? "changed-there" : "changed-both";
}
