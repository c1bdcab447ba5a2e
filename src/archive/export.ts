import type { Automations } from "../automations/automations.ts";
import type { Connections } from "../connections/connections.ts";
import type { ArchiveKind } from "../contract/archive.ts";
import type { ModelSettingView } from "../contract/settings.ts";
import type { SecretView } from "../contract/secret.ts";
import type { Clock } from "../core/clock.ts";
import type { Functions } from "../functions/functions.ts";
import type { Pages } from "../pages/pages.ts";
import type { ChatStore, StoredMessage } from "../store/chats.ts";
import type { IntegrationStore } from "../store/integrations.ts";
import { archiveFormat, archiveVersion } from "./lines.ts";
import { createScrubber } from "./scrub.ts";

export interface ArchiveExportDeps {
  readonly version: string;
  readonly clock: Clock;
  readonly functions: Pick<Functions, "list" | "versions">;
  readonly pages: Pick<Pages, "list" | "versions">;
  readonly automations: Pick<Automations, "list">;
  readonly chats: Pick<ChatStore<StoredMessage>, "list" | "messages">;
  readonly integrationStore: Pick<IntegrationStore<unknown>, "list">;
  readonly connections: Pick<Connections, "page">;
  readonly secrets: { list(): Promise<readonly SecretView[]> };
  readonly model: () => ModelSettingView;
  /** Client ids that were entered on the page. */
  readonly clientIds: () => Readonly<Record<string, string>>;
  /** All that must not be in an archive, wherever somebody wrote it. */
  readonly secretValues: () => Promise<readonly string[]>;
}

type Line = { readonly kind: ArchiveKind } & Readonly<Record<string, unknown>>;

/**
 * Everything that makes the app, a line at a time; of secrets, tokens and keys nothing but names. Who
 * works on it and who uses it stays here, with their accounts, consents and what was audited: an
 * archive goes into other hands. A back-up has all of that.
 */
export async function* exportLines(deps: ArchiveExportDeps): AsyncGenerator<unknown> {
  const scrub = createScrubber(await deps.secretValues());
  const createdAt = new Date(deps.clock.now()).toISOString();
  yield { format: archiveFormat, version: archiveVersion, patchbay: deps.version, createdAt };
  let count = 0;
  for await (const line of lines(deps)) {
    count += 1;
    yield scrub(line, { skipShapes: line.kind === "integration" });
  }
  yield { end: true, count };
}

async function* lines(deps: ArchiveExportDeps): AsyncGenerator<Line> {
  // The OAuth client of one stays here: its ciphertext is of no use elsewhere.
  for (const { plan, document } of await deps.integrationStore.list())
    yield { kind: "integration", plan, document };
  for (const { name } of await deps.functions.list()) {
    const versions = (await deps.functions.versions(name)).toSorted(
      (a, b) => a.version - b.version,
    );
    yield {
      kind: "function",
      name,
      versions: versions.map(
        ({ version, madeBy, origin, prompt, flow, code, approvals, createdAt }) => ({
          version,
          madeBy,
          origin,
          prompt,
          flow,
          code,
          approvals,
          createdAt,
        }),
      ),
    };
  }
  for (const { slug } of await deps.pages.list()) {
    const versions = (await deps.pages.versions(slug)).toSorted((a, b) => a.version - b.version);
    yield {
      kind: "page",
      slug,
      versions: versions.map(({ version, madeBy, prompt, spec, createdAt }) => ({
        version,
        madeBy,
        prompt,
        spec,
        createdAt,
      })),
    };
  }
  for (const { function: name, origin, trigger, settings, status } of await deps.automations.list())
    yield { kind: "automation", function: name, origin, trigger, settings, status };
  for (const { id, title, about, updatedAt } of await deps.chats.list())
    yield {
      kind: "chat",
      id,
      title,
      about,
      updatedAt,
      messages: await deps.chats.messages(id),
    };
  for (const { name, hosts } of await deps.secrets.list()) yield { kind: "secret", name, hosts };
  for (const one of (await deps.connections.page({}, {})).connections) {
    const { provider, mode, name, formerNames, account, scopes, inUse } = one;
    yield {
      kind: "connection",
      provider,
      mode,
      name,
      formerNames,
      account: account.label,
      scopes,
      isDefault: inUse,
    };
  }
  const { kind, id, api, baseUrl } = deps.model();
  yield { kind: "setting", name: "model", value: { kind, id, api, baseUrl } };
  for (const [provider, clientId] of Object.entries(deps.clientIds()))
    yield { kind: "setting", name: `client of ${provider}`, value: { clientId } };
}
