import { connectorOf } from "../../catalog/operation.ts";
import type { TransferFile } from "../../contract/function-transfer.ts";
import type { FunctionVersion } from "../../store/function-version.ts";
import { connectorOfType, typesIn } from "../base44-connectors.ts";
import type { Templates } from "../templates.ts";
import { tidy } from "../tidy.ts";
import { aboutOf } from "./about.ts";
import type { Adapter } from "./adapter.ts";
import { wrapForBase44 } from "./base44-entry.ts";
import { scopesUsed } from "./calls.ts";
import { readEntry } from "./entry.ts";
import { codes } from "./markdown.ts";
import { settingsOf } from "./settings-table.ts";

interface Base44Function {
  readonly version: FunctionVersion;
  readonly adapter: Adapter;
}

/** Functions as a project of Base44's has them, with the connectors that they need together. */
export async function base44Files(
  functions: readonly Base44Function[],
  templates: Templates,
  sdk: string,
): Promise<readonly TransferFile[]> {
  const own = await Promise.all(
    functions.map(async (one) => {
      const { name, code: text, flow } = one.version;
      const usesSdk = readEntry(text).imports.some((from) =>
        /^(npm:)?@base44\/sdk(@|$)/.test(from),
      );
      const folder = `base44/functions/${name}`;
      return {
        ...one,
        wrapped: !usesSdk,
        files: [
          {
            path: `${folder}/entry.ts`,
            text: usesSdk ? text : await wrapForBase44(one.version, one.adapter, templates, sdk),
          },
          jsonc(`${folder}/function.jsonc`, "What Base44 has to know of the function.", {
            name,
            entry: "entry.ts",
            ...(flow?.trigger.type === "schedule"
              ? { automations: [automationOf(flow.name, flow.trigger.cron)] }
              : {}),
          }),
        ],
      };
    }),
  );
  const connectors = connectorsOf(own);
  const readme = templates.render("base44/README.md", {
    functions: own.map(({ version, wrapped }) => ({ ...aboutOf(version), wrapped })),
    connectors: connectors.map(({ type, scopes }) => ({
      type: { source: type },
      scopes: scopes.length > 0 ? codes(scopes) : { source: "none" },
    })),
    variables: own.flatMap(({ version, adapter, wrapped }) =>
      wrapped ? settingsOf(version, adapter) : [],
    ),
  });
  return [
    ...own.flatMap(({ files }) => files),
    ...connectors.map(({ type, scopes }) =>
      jsonc(`base44/connectors/${type}.jsonc`, "The scopes that the functions need, and no more.", {
        type,
        scopes,
      }),
    ),
    { path: "README.md", text: await tidy(readme, "README.md") },
  ];
}

function connectorsOf(
  functions: readonly (Base44Function & { readonly wrapped: boolean })[],
): readonly { readonly type: string; readonly scopes: readonly string[] }[] {
  const scopesByType = new Map<string, Set<string>>();
  for (const { version, adapter, wrapped } of functions) {
    const asked = wrapped ? [] : typesIn(version.code);
    const byType = Map.groupBy(adapter.calls, ({ operation, credential }) => {
      const own = asked.find((type) => connectorOfType(type) === connectorOf(operation.id));
      return own ?? (credential.kind === "connection" ? credential.type : "");
    });
    byType.delete("");
    for (const [type, calls] of byType) {
      const scopes = scopesByType.get(type) ?? new Set();
      for (const scope of scopesUsed(version, calls)) scopes.add(scope);
      scopesByType.set(type, scopes);
    }
  }
  return Array.from(scopesByType, ([type, scopes]) => ({ type, scopes: [...scopes].toSorted() }));
}

/** https://docs.base44.com/developers/backend/resources/backend-functions/automations */
function automationOf(name: string, cron: string) {
  return {
    name,
    type: "scheduled",
    schedule_mode: "recurring",
    schedule_type: "cron",
    cron_expression: cron,
    is_active: true,
  };
}

function jsonc(path: string, comment: string, content: unknown): TransferFile {
  return { path, text: `// ${comment}\n${JSON.stringify(content, null, 2)}\n` };
}
