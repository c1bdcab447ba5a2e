import type { Provider } from "./catalog/provider.ts";
import type { Catalog } from "./catalog/catalog.ts";
import type { StatusView } from "./contract/chat.ts";
import type { ProviderClient } from "./connections/provider-clients.ts";
import type { EndpointsOf, ProviderEndpoints } from "./connections/types.ts";
import type { LeverBody, StandInView } from "./contract/sandbox.ts";
import { PatchbayError } from "./core/errors.ts";
import type { StandInAddresses } from "./sandbox/host/addresses.ts";
import type { RunningSandbox, SandboxHost } from "./sandbox/host/host.ts";
import { leversOf, pullLever } from "./sandbox/host/levers.ts";
import type { ProviderSettings, Settings } from "./settings.ts";

interface EndpointsDependencies {
  readonly settings: Settings;
  /** The client that was entered on the page; the environment's goes before it. */
  readonly clientOf: (providerId: string) => ProviderClient | undefined;
  readonly catalog: Catalog;
  readonly sandboxHost: SandboxHost;
  readonly redirectUri: () => string;
  /** Where people's browsers find a stand-in. */
  readonly addressesOf: (running: RunningSandbox) => StandInAddresses;
  /** Where stand-ins send events; undefined until the server listens. */
  readonly eventsUrl: (providerId: string) => string | undefined;
  /** Where a tool that a user added is reached; undefined for all others. */
  readonly endpointsOfCustom: (providerId: string) => ProviderEndpoints | undefined;
}

/** Of a provider whose calls are answered in this process: nobody signs in. */
const inProcess: ProviderEndpoints = {
  mode: "live",
  clientId: "",
  clientSecret: "",
  authorizeUrl: "",
  tokenUrl: "",
};

/** Decides for each provider, at each use: the real one where a client is set, else its sandbox. */
export function createEndpoints({
  settings,
  clientOf,
  catalog,
  sandboxHost,
  redirectUri,
  addressesOf,
  eventsUrl,
  endpointsOfCustom,
}: EndpointsDependencies) {
  const sandboxes = new Map<string, Promise<RunningSandbox>>();
  const configured = configuredOrigins(settings);
  const sandboxOrigins = new Set<string>();

  /** Addresses are the environment's alone; a client whole from one place or the other. */
  function settingsOf(providerId: string): ProviderSettings {
    const set = settings.providers[providerId] ?? {};
    if (set.clientId !== undefined) return set;
    const { signingSecret, ...rest } = clientOf(providerId) ?? {};
    const signs = set.signingSecret ?? signingSecret;
    return { ...set, ...rest, ...(signs === undefined ? {} : { signingSecret: signs }) };
  }

  const isLive = (providerId: string) =>
    settingsOf(providerId).clientId !== undefined || endpointsOfCustom(providerId) !== undefined;

  function sandbox(providerId: string): Promise<RunningSandbox> {
    const running =
      sandboxes.get(providerId) ??
      sandboxHost
        .shared(providerId, {
          redirectUris: [redirectUri()],
          eventsUrl: () => eventsUrl(providerId),
        })
        .then((started) => {
          sandboxOrigins.add(new URL(started.url).origin);
          return started;
        });
    sandboxes.set(providerId, running);
    return running;
  }

  const of: EndpointsOf = async (providerId) => {
    const provider = catalog.provider(providerId);
    if (!provider)
      throw new PatchbayError("catalog/unknown-connector", `There is no provider "${providerId}".`);
    const custom = endpointsOfCustom(providerId);
    if (custom) return custom;
    if (provider.answeredBy) return inProcess;
    const set = settingsOf(providerId);
    const apiHeaders = headersOf(provider, set.apiVersion);
    if (set.clientId === undefined || set.clientSecret === undefined) {
      const running = await sandbox(providerId);
      const { url, clientId, clientSecret, tokenUrl, revokeUrl, signingSecret } = running;
      return {
        mode: "sandbox",
        clientId,
        clientSecret,
        authorizeUrl: addressesOf(running).authorizeUrl,
        tokenUrl,
        ...(revokeUrl === undefined ? {} : { revokeUrl }),
        apiBase: url,
        ...(signingSecret === undefined ? {} : { signingSecret }),
        ...apiHeaders,
      };
    }
    const revokeUrl = set.revokeUrl ?? provider.revokeUrl;
    const live: ProviderEndpoints = {
      mode: "live",
      clientId: set.clientId,
      clientSecret: set.clientSecret,
      authorizeUrl: set.authorizeUrl ?? provider.authorizeUrl,
      tokenUrl: set.tokenUrl ?? provider.tokenUrl,
      ...(revokeUrl === undefined ? {} : { revokeUrl }),
      ...(set.apiBase === undefined ? {} : { apiBase: set.apiBase }),
      ...(set.signingSecret === undefined ? {} : { signingSecret: set.signingSecret }),
      ...apiHeaders,
    };
    return live;
  };

  /** Those that are somebody's server. */
  const reached = () => catalog.providers.filter(({ answeredBy }) => answeredBy === undefined);

  async function viewOf({ id, name }: Provider, running: RunningSandbox): Promise<StandInView> {
    const { inspector } = addressesOf(running);
    return { provider: id, name, inspector, levers: await leversOf(running) };
  }

  return {
    of,
    /** What goes with every call of a provider, wherever it is reached. */
    apiHeadersOf(provider: Provider): Readonly<Record<string, string>> {
      const custom = endpointsOfCustom(provider.id);
      const own = custom ?? headersOf(provider, settings.providers[provider.id]?.apiVersion);
      return own.apiHeaders ?? {};
    },
    /** Variables of the environment that name its client. */
    setBy(providerId: string): readonly string[] {
      const env = catalog.provider(providerId)?.env;
      const isSet = settings.providers[providerId]?.clientId !== undefined;
      return isSet && env ? [`${env}_CLIENT_ID`, `${env}_CLIENT_SECRET`] : [];
    },
    modeOf: (providerId: string) => (isLive(providerId) ? ("live" as const) : ("sandbox" as const)),
    /** Plain http and private addresses are for stand-ins and for what the operator named. */
    isNamed: (origin: string) => sandboxOrigins.has(origin) || configured.has(origin),
    /** The stand-ins in use, and how they are broken on purpose. */
    standIns: (): Promise<readonly StandInView[]> =>
      Promise.all(
        reached()
          .filter(({ id }) => !isLive(id))
          .map(async (provider) => viewOf(provider, await sandbox(provider.id))),
      ),
    /** One that is in use; undefined where the provider is the real one, or there is none. */
    async standIn(providerId: string): Promise<RunningSandbox | undefined> {
      const isKnown = reached().some(({ id }) => id === providerId);
      return isKnown && !isLive(providerId) ? sandbox(providerId) : undefined;
    },
    /** Breaks one, or makes it whole. Throws `sandbox/unknown-provider` and `sandbox/not-in-use`. */
    async pullLever(providerId: string, lever: LeverBody): Promise<StandInView> {
      const provider = reached().find(({ id }) => id === providerId);
      if (!provider) {
        const known = reached().map(({ id }) => id);
        const detail = `No provider "${providerId}"; there are: ${known.join(", ")}.`;
        throw new PatchbayError("sandbox/unknown-provider", detail);
      }
      if (isLive(providerId)) {
        const detail = `${provider.name} is the real one: only its stand-in can be broken.`;
        throw new PatchbayError("sandbox/not-in-use", detail);
      }
      const running = await sandbox(providerId);
      await pullLever(running, lever);
      return viewOf(provider, running);
    },
    /** Starts every stand-in that is needed, ahead of its first use. */
    async start(): Promise<void> {
      await Promise.all(
        reached()
          .filter(({ id }) => !isLive(id))
          .map(({ id }) => sandbox(id)),
      );
    },
    views: (): Promise<StatusView["providers"]> =>
      Promise.all(
        reached().map(async ({ id, name }) =>
          isLive(id)
            ? { id, name, mode: "live" as const }
            : {
                id,
                name,
                mode: "sandbox" as const,
                inspector: addressesOf(await sandbox(id)).inspector,
              },
        ),
      ),
  };
}

function headersOf(
  { apiHeaders, apiVersion }: Provider,
  version: string | undefined,
): Pick<ProviderEndpoints, "apiHeaders"> {
  const named = apiVersion && { [apiVersion.header]: version ?? apiVersion.value };
  return named || apiHeaders ? { apiHeaders: { ...apiHeaders, ...named } } : {};
}

/** Not the model's server: that one is named for requests to the model alone. */
function configuredOrigins({ providers, privateOrigins }: Settings): ReadonlySet<string> {
  const named = Object.values(providers).flatMap(({ tokenUrl, revokeUrl, apiBase }) =>
    [tokenUrl, revokeUrl, apiBase].filter((url) => url !== undefined),
  );
  return new Set([...privateOrigins, ...named.map((url) => new URL(url).origin)]);
}
