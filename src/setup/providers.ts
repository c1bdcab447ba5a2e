import { type ClientSetUp, type ScopesToEnter, allScopes } from "../catalog/client-setup.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { TokenKind } from "../catalog/operation.ts";
import type { Provider } from "../catalog/provider.ts";
import type { PushSetUp } from "../automations/push-setup.ts";
import type { Connections } from "../connections/connections.ts";
import { createOAuthClient } from "../connections/oauth/client.ts";
import { judgeProbe } from "../connections/oauth/probe.ts";
import type { ProviderClients } from "../connections/provider-clients.ts";
import type { EndpointsOf } from "../connections/types.ts";
import type {
  ClientTest,
  ProviderClientBody,
  ProviderSetUp,
  ProviderSummary,
} from "../contract/settings.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Outbound } from "../core/outbound.ts";
import { permissionsOfVersion } from "../functions/rights.ts";
import type { FunctionNeedStore } from "../store/function-needs.ts";
import { endsOf } from "./ends.ts";

interface ProviderSetUpDependencies {
  readonly catalog: Catalog;
  readonly clients: ProviderClients;
  readonly endpointsOf: EndpointsOf;
  readonly modeOf: (providerId: string) => "live" | "sandbox";
  /** Variables of the environment that name a provider's client. */
  readonly setBy: (providerId: string) => readonly string[];
  readonly connections: Pick<Connections, "count">;
  readonly needs: Pick<FunctionNeedStore, "all" | "sampled">;
  readonly pushSetUp: Pick<PushSetUp, "list">;
  readonly outbound: Outbound;
  readonly redirectUri: () => string;
  /** A provider went live, or back to its sandbox. */
  readonly onChanged: () => void;
}

interface Settable {
  readonly provider: Provider;
  readonly setUp: ClientSetUp;
}

/** Which OAuth client each provider is reached with, and what it takes to get one. */
export function createProviderSetUp(deps: ProviderSetUpDependencies) {
  const { catalog, clients, endpointsOf, modeOf, setBy } = deps;
  const all = (): readonly Settable[] =>
    catalog.providers.flatMap((provider) =>
      provider.setUp ? [{ provider, setUp: provider.setUp }] : [],
    );

  function find(id: string): Settable {
    const found = all().find(({ provider }) => provider.id === id);
    if (found) return found;
    const known = all().map(({ provider }) => provider.id);
    throw new PatchbayError(
      "catalog/unknown-connector",
      `No client is set up for "${id}"; there are: ${known.join(", ")}.`,
    );
  }

  function requireFree({ id, name }: Provider): void {
    const names = setBy(id);
    if (names.length === 0) return;
    throw new PatchbayError(
      "settings/set-elsewhere",
      `The client of ${name} is set by ${names.join(" and ")}. Change it there, or take it away and start Patchbay again to set it here.`,
    );
  }

  async function summaryOf({ id, name }: Provider): Promise<ProviderSummary> {
    const mode = modeOf(id);
    const whole = await deps.connections.count({ provider: id });
    const present = [{ is: true, of: [{ provider: id, mode }] }];
    const connected = await deps.connections.count({ provider: id, at: present });
    return {
      id,
      name,
      mode,
      setBy: [...setBy(id)],
      connected,
      kept: whole - connected,
    };
  }

  async function view(id: string): Promise<ProviderSetUp> {
    const { provider, setUp } = find(id);
    const redirectUri = deps.redirectUri();
    const [needed, every] = [await neededScopes(provider), scopesOfCatalog(provider)];
    const problem = redirectProblem(provider, setUp, redirectUri);
    const listOf = (scopes: ScopesToEnter) => ({
      count: allScopes(scopes).length,
      text: setUp.enter(scopes, redirectUri),
    });
    const client = clients.of(id);
    const fromEnvironment = setBy(id).length > 0 ? await endpointsOf(id) : undefined;
    const clientId = fromEnvironment?.clientId ?? client?.clientId;
    const secret = fromEnvironment?.clientSecret ?? client?.clientSecret;
    const ends = secret === undefined ? undefined : endsOf(secret);
    const signing = fromEnvironment?.signingSecret ?? client?.signingSecret;
    const unused = clients.problemOf(id);
    const webhook = (await deps.pushSetUp.list()).find((one) => one.provider === id);
    return {
      ...(await summaryOf(provider)),
      connectors: catalog.connectors
        .filter((connector) => connector.provider === id)
        .map((connector) => ({ id: connector.id, name: connector.name })),
      redirectUri,
      ...(problem === undefined ? {} : { redirectProblem: problem }),
      console: setUp.console,
      labels: { ...setUp.labels },
      steps: setUp.steps.map((step) => step.replaceAll("{redirect}", redirectUri)),
      enterAs: setUp.enterAs,
      scopes: { needed: listOf(needed), all: listOf(every) },
      ...(clientId === undefined ? {} : { clientId }),
      hasSecret: secret !== undefined,
      ...(ends === undefined ? {} : { secretEnds: ends }),
      ...(provider.webhooks?.secret === "signing-secret"
        ? { signing: { isKept: signing !== undefined } }
        : {}),
      ...(unused === undefined ? {} : { problem: unused }),
      ...(webhook ? { webhook } : {}),
      docs: [...setUp.docs],
    };
  }

  /** What sign-ins for the functions that there are would ask for. */
  async function neededScopes(provider: Provider): Promise<ScopesToEnter> {
    const isOf = (connector: string) => catalog.providerOf(connector)?.id === provider.id;
    const needed = (await deps.needs.all()).filter(({ permissions }) =>
      permissions.some(({ connector }) => isOf(connector)),
    );
    const sampled = await deps.needs.sampled(needed.map(({ hash }) => hash));
    const permissions = sampled.flatMap((one) => permissionsOfVersion(one, catalog));
    const own = permissions.filter(({ connector }) => isOf(connector));
    if (own.length === 0) return {};
    return withIdentity(provider, (token) =>
      own.flatMap((permission) => (permission.token === token ? permission.scope : [])),
    );
  }

  function scopesOfCatalog(provider: Provider): ScopesToEnter {
    const infos = catalog.connectors
      .filter((connector) => connector.provider === provider.id)
      .flatMap(({ scopes }) => scopes);
    return withIdentity(provider, (token) =>
      infos.flatMap(({ scope, tokens }) => (tokens.includes(token) ? scope : [])),
    );
  }

  return {
    list: (): Promise<readonly ProviderSummary[]> =>
      Promise.all(all().map(({ provider }) => summaryOf(provider))),
    view,
    /** Keeps a client, with which the provider is live from now on. Throws `settings/set-elsewhere` and `settings/incomplete`. */
    async put(id: string, given: ProviderClientBody): Promise<ProviderSetUp> {
      const { provider } = find(id);
      requireFree(provider);
      await clients.put(id, given);
      deps.onChanged();
      return view(id);
    },
    /** Forgets it: the provider is in its sandbox from now on. */
    async remove(id: string): Promise<ProviderSetUp> {
      const { provider } = find(id);
      requireFree(provider);
      await clients.remove(id);
      deps.onChanged();
      return view(id);
    },
    /** Asks the provider about the client that it is reached with, without anybody signing in. */
    async test(id: string): Promise<ClientTest> {
      const { provider, setUp } = find(id);
      const endpoints = await endpointsOf(id);
      const client = createOAuthClient(provider, endpoints, deps.outbound);
      try {
        return judgeProbe(await client.probe(deps.redirectUri()), provider, setUp);
      } catch (error) {
        if (!(error instanceof PatchbayError)) throw error;
        return { status: "unreachable", detail: error.message, redirect: "unknown" };
      }
    },
  };
}

export type ProviderSetUps = ReturnType<typeof createProviderSetUp>;

/** With what every sign-in asks for besides, to know whose account it is. */
function withIdentity(
  { identityScopes = [], scopeParameters }: Provider,
  scopesOf: (token: TokenKind) => readonly string[],
): ScopesToEnter {
  const kinds: readonly TokenKind[] = ["bot", "user"];
  const first = kinds.find((kind) => scopeParameters[kind] !== undefined);
  const entries = kinds.map((kind) => [
    kind,
    [...new Set([...(kind === first ? identityScopes : []), ...scopesOf(kind)])].toSorted(),
  ]);
  return Object.fromEntries(entries);
}

/** Why its console would not take the address that people come back to. */
function redirectProblem(
  { name }: Provider,
  { redirects }: ClientSetUp,
  redirectUri: string,
): string | undefined {
  const { protocol, hostname, port } = new URL(redirectUri);
  if (protocol === "https:" && !/^(?:[\d.]+|\[.*\])$/.test(hostname)) return undefined;
  const isLocal = hostname === "localhost";
  if (redirects === "localhost" && isLocal) return undefined;
  if (redirects === "loopback" && (isLocal || hostname === "127.0.0.1")) return undefined;
  const way =
    redirects === "localhost"
      ? `Start Patchbay with PUBLIC_URL=http://localhost${port ? `:${port}` : ""}, or with a public https address.`
      : "Start Patchbay with PUBLIC_URL set to an https address: a domain of yours, or a tunnel.";
  const takes = {
    https: "https addresses only",
    localhost: "https addresses, and http for localhost",
    loopback: "https addresses, and http for localhost and 127.0.0.1",
  }[redirects];
  return `${name} registers ${takes}. ${way}`;
}
