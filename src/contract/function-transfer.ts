import { z } from "zod";
import { codeProblemShape, functionName } from "./function.ts";
import { connectorScopesShape } from "./permission.ts";

/** Where a function can be taken to. */
export const exportTarget = z.enum(["deno", "cloudflare", "node", "base44"]);
export type ExportTarget = z.output<typeof exportTarget>;

/** A file with its place in the folder that is exported or imported. */
const fileShape = z.object({ path: z.string(), text: z.string() });
export type TransferFile = Readonly<z.output<typeof fileShape>>;

export const exportShape = z.object({ target: exportTarget, files: z.array(fileShape) });

/** What an import may hold at most. */
export const importLimits = { files: 1_000, pathCharacters: 300, bytes: 8 * 1024 * 1024 };

export const importBody = z.strictObject({
  files: z
    .array(z.strictObject({ path: z.string().max(importLimits.pathCharacters), text: z.string() }))
    .min(1)
    .max(importLimits.files),
  /** What a single file becomes, where no function.jsonc names it. */
  name: functionName.optional(),
  /** Judges only. */
  dryRun: z.boolean().default(false),
});
export type ImportRequest = Readonly<z.output<typeof importBody>>;

const importedFunctionShape = z.object({
  name: z.string(),
  /** Of the file that answers requests. */
  path: z.string(),
  status: z.enum(["created", "changed", "unchanged", "refused"]),
  /** The version there was before; 0 where there was none. */
  base: z.number(),
  /** The version there is now, where something was saved or is the same. */
  version: z.number().optional(),
  problems: z.array(codeProblemShape),
  operations: z.array(z.string()),
  permissions: z.array(connectorScopesShape),
  /** Scopes that connectors/*.jsonc declare, and that the code of no imported function needs. */
  declared: z.array(connectorScopesShape),
  /** Scopes that the code needs and connectors/*.jsonc do not declare. */
  lacking: z.array(connectorScopesShape),
  /** What a person should know: schedules that were left out, files that became one. */
  notes: z.array(z.string()),
});
export type ImportedFunction = z.output<typeof importedFunctionShape>;

export const importShape = z.object({
  functions: z.array(importedFunctionShape),
  /** The connectors that the import declares, with ours; null where the catalog has none. */
  connectors: z.array(
    z.object({ type: z.string(), connector: z.string().nullable(), scopes: z.array(z.string()) }),
  ),
});
export type ImportView = z.output<typeof importShape>;
