import type { Provider } from "../../catalog/provider.ts";
import type { ExportTarget } from "../../contract/function-transfer.ts";
import type { FlowValue } from "../../flow/schema.ts";
import type { Templates } from "../templates.ts";
import type { ExportedCall } from "./calls.ts";
import { type ExportedCredential, credentialOf, variable } from "./credential.ts";

/** What the code around an exported function holds as data. */
export interface Adapter {
  readonly calls: readonly (ExportedCall & { readonly credential: ExportedCredential })[];
  readonly target: ExportTarget;
  /** Hosts of each secret that the code names. */
  readonly secrets: Readonly<Record<string, readonly string[]>>;
  /** Sent with every call of a provider. */
  readonly headersOf: (provider: Provider) => Readonly<Record<string, string>>;
}

export function adapterOf(calls: readonly ExportedCall[], more: Omit<Adapter, "calls">): Adapter {
  return {
    ...more,
    calls: calls.map((call) => ({ ...call, credential: credentialOf(call, more.target) })),
  };
}

/** The code that replaces `fetch` by one that attaches credentials to these calls. */
export function renderAttach(templates: Templates, adapter: Adapter): string {
  const { calls, secrets } = adapter;
  const providers = [...new Set(calls.map(({ provider }) => provider))];
  const apis = providers.map((provider) => [provider.id, apiOf(provider, adapter)] as const);
  const hasVariables = calls.some(({ credential }) => credential.kind === "variables");
  const hasInstances = apis.some(([, api]) => "instance" in api);
  const hasSecrets = Object.keys(secrets).length > 0;
  return templates.render("attach.ts", {
    apis: Object.fromEntries(apis),
    hasInstances,
    hasHeaders: apis.some(([, api]) => "headers" in api),
    hasKeys: apis.some(([, api]) => "key" in api),
    hasVariables,
    hasAccounts: calls.some(({ account }) => account !== undefined),
    hasConnections: calls.some(({ credential }) => credential.kind === "connection"),
    needsRequired: hasVariables || hasInstances || hasSecrets,
    secrets: hasSecrets ? secrets : undefined,
    calls: calls.map(({ operation, account, provider, method, host, path, credential }) => ({
      operation: operation.id,
      account,
      api: provider.id,
      method,
      host,
      path: { source: path.toString() },
      connector: credential.kind === "connection" ? credential.type : undefined,
      variables: credential.kind === "variables" ? credential.names : undefined,
    })),
  });
}

function apiOf(provider: Provider, { headersOf }: Adapter): Record<string, FlowValue> {
  const { key, instances } = provider;
  const headers = headersOf(provider);
  // Any other key than the usual bearer token says where it goes.
  const own =
    key && key.kind !== "none" ? { in: key.in, name: key.name, prefix: key.prefix } : undefined;
  return {
    base: variable(provider, "API_BASE"),
    ...(instances ? { instance: variable(provider, "INSTANCE_URL") } : {}),
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(own ? { key: own } : {}),
  };
}
