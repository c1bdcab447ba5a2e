import type { Catalog } from "../../catalog/catalog.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { ExportTarget, TransferFile } from "../../contract/function-transfer.ts";
import type { FunctionVersion } from "../../store/function-version.ts";
import { createTemplates } from "../templates.ts";
import { type Adapter, adapterOf } from "./adapter.ts";
import { base44Files } from "./base44.ts";
import { callsOf } from "./calls.ts";
import { serverFiles } from "./server.ts";

interface ExporterDependencies {
  readonly catalog: Catalog;
  readonly templatesDir: string;
  /** Sent with every call of a provider. */
  readonly headersOf: Adapter["headersOf"];
  /** Names of the secrets there are, with the hosts each is for. */
  readonly secrets: () => Promise<
    readonly { readonly name: string; readonly hosts: readonly string[] }[]
  >;
  /** Versions of the packages that exported code uses. */
  readonly packages: Readonly<Record<string, string>>;
}

/** Takes functions out of Patchbay: as files that run elsewhere and get no credential they did not have here. */
export function createExporter(deps: ExporterDependencies) {
  const { catalog, headersOf, packages } = deps;
  const templates = createTemplates(deps.templatesDir, ".hbs");

  async function secretsIn({ name, code }: FunctionVersion): Promise<Adapter["secrets"]> {
    const named = Array.from(
      code.matchAll(/\{\{secrets\.([A-Za-z]\w{0,63})\}\}/g),
      ([, one = ""]) => one,
    );
    if (named.length === 0) return {};
    const known = new Map((await deps.secrets()).map((secret) => [secret.name, secret.hosts]));
    const missing = named.find((one) => !known.has(one));
    if (missing !== undefined)
      throw new PatchbayError(
        "function/not-exportable",
        `"${name}" names the secret ${missing}, which does not exist: nobody knows for which hosts it is. Add it under Secrets, then export.`,
      );
    return Object.fromEntries(named.map((one) => [one, known.get(one) ?? []]));
  }

  return {
    /**
     * The files of one or more functions for a target; several servers stand in a folder each. Throws
     * `function/not-exportable` with the reason.
     */
    async files(
      versions: readonly FunctionVersion[],
      target: ExportTarget,
    ): Promise<readonly TransferFile[]> {
      const functions = await Promise.all(
        versions.map(async (version) => {
          const secrets = await secretsIn(version);
          const adapter = adapterOf(callsOf(version, catalog), { target, secrets, headersOf });
          return { version, adapter };
        }),
      );
      if (target === "base44")
        return base44Files(functions, templates, packages["@base44/sdk"] ?? "");
      const folders = await Promise.all(
        functions.map(async ({ version, adapter }) => {
          const files = await serverFiles({ version, target, adapter, templates, packages });
          if (functions.length === 1) return files;
          return files.map(({ path, text }) => ({ path: `${version.name}/${path}`, text }));
        }),
      );
      return folders.flat();
    },
  };
}

export type Exporter = ReturnType<typeof createExporter>;
