import type { Catalog } from "../catalog/catalog.ts";
import type { Connector } from "../catalog/connector.ts";
import type { Connections } from "../connections/connections.ts";
import type { ConnectionRequestView } from "../contract/connection.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Functions } from "../functions/functions.ts";
import { permissionsOfVersion } from "../functions/rights.ts";
import type { Runs } from "../runs/runs.ts";
import type { FunctionRequest } from "../runs/types.ts";
import type { FunctionNeedStore } from "../store/function-needs.ts";

export interface Base44Deps {
  readonly appId: string;
  readonly catalog: Catalog;
  readonly connections: Pick<Connections, "list" | "request" | "giveBack" | "disconnect">;
  readonly functions: Pick<Functions, "find" | "resolve" | "known">;
  readonly needs: Pick<FunctionNeedStore, "all">;
  readonly call: Runs["call"];
}

interface Naming {
  /** The path may go on below the name. */
  readonly allowSubPath: boolean;
}

type CalledBy = Parameters<Runs["call"]>[2];

const below = "/functions/";

/** Slack's bot has a name of its own there. */
const otherNames: Readonly<Record<string, string>> = { slackbot: "slack" };

/** What Base44's SDK asks for, from inside a run and from outside. */
export function createBase44(deps: Base44Deps) {
  const { catalog, connections, functions } = deps;

  /** The function whose name a path is, or begins with, the longest one; with `/` in a name as `-`. */
  async function named(path: string, { allowSubPath }: Naming): Promise<string> {
    const parts = partsOf(path);
    for (let length = parts.length; length > 0; length--) {
      const name = await functions.resolve(parts.slice(0, length).join("-"));
      if (await functions.find(name)) return name;
      if (!allowSubPath) break;
    }
    throw new PatchbayError(
      "function/not-found",
      `There is no function "${parts.join("-")}". There are: ${await functions.known()}.`,
    );
  }

  /** Throws `catalog/unknown-connector`. */
  function connectorOf(type: string): Connector {
    const connector = catalog.connector(otherNames[type] ?? type);
    if (connector) return connector;
    const known = catalog.connectors.map(({ id }) => id).join(", ");
    throw new PatchbayError(
      "catalog/unknown-connector",
      `There is no connector "${type}"; there are: ${known}.`,
    );
  }

  const connectionOf = async ({ provider }: Connector) =>
    (await connections.list(provider)).find(({ inUse }) => inUse);

  return {
    connectorOf,
    /** Throws `app/not-found`. */
    checkApp(appId: string): void {
      if (appId === deps.appId) return;
      throw new PatchbayError(
        "app/not-found",
        `There is no app "${appId}". The app of this Patchbay is "${deps.appId}".`,
      );
    },
    /** Runs the function that an address names below `functions/`; it sees the same one whatever way it was called. */
    async call(
      { method, url, headers, body }: FunctionRequest,
      naming: Naming,
      by: CalledBy,
    ): Promise<Response> {
      const { origin, pathname, search } = new URL(url);
      const path = pathname.slice(pathname.indexOf(below) + below.length);
      const name = await named(path, naming);
      const seen = `${origin}${below}${path}${search}`;
      return deps.call(name, { method, url: seen, headers, body }, by);
    },
    /** Who calls: the person, or the app itself where nobody is named. */
    me: (userId: string | undefined) => ({ id: userId ?? deps.appId, role: "admin" }),
    /** Throws `connection/none`, with a message that says what to do. */
    async requireConnection(connector: Connector): Promise<void> {
      const { key } = catalog.providerOf(connector.id) ?? {};
      if (key?.kind === "none") return;
      const connection = await connectionOf(connector);
      if (connection?.status === "active") return;
      const [why, code] = connection
        ? ["needs to be connected again", "reconnect_needed"]
        : ["is not connected", "not_connected"];
      throw new PatchbayError(
        "connection/none",
        `${connector.name} ${why}; connect it in Patchbay.`,
        { extra: { code } },
      );
    },
    /** What an address is made of beside its path, where every account has a host of its own: the name that stands for it here. */
    configOf({ id }: Connector): Readonly<Record<string, string>> | null {
      const host = catalog.providerOf(id)?.instances?.placeholder;
      return host === undefined ? null : { instance_url: `https://${host}` };
    },
    /** Opens a request for all that the app's functions need of a connector. */
    async request(type: string): Promise<ConnectionRequestView> {
      const { id, name, provider } = connectorOf(type);
      const approvals = (await deps.needs.all()).flatMap((one) => one.approvals);
      const permissions = permissionsOfVersion({ origin: "hand", approvals }, catalog).filter(
        ({ connector }) => connector === id,
      );
      if (permissions.length === 0)
        throw new PatchbayError(
          "request/invalid",
          `No function uses ${name}, so there is nothing to ask for. Save one that does first.`,
        );
      return connections.request({ provider, permissions });
    },
    /** Revokes at the provider; where other tools share the sign-in, gives back what only this one needs. */
    async disconnect(type: string): Promise<void> {
      const connector = connectorOf(type);
      const connection = await connectionOf(connector);
      if (!connection)
        throw new PatchbayError("connection/not-found", `${connector.name} is not connected.`);
      const isShared = catalog.connectors.some(
        ({ id, provider }) => provider === connector.provider && id !== connector.id,
      );
      await (isShared
        ? connections.giveBack(connection.id, { connector: connector.id })
        : connections.disconnect(connection.id));
    },
  };
}

export type Base44 = ReturnType<typeof createBase44>;

function partsOf(path: string): readonly string[] {
  try {
    return path.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    throw new PatchbayError("request/invalid", "The address of the function cannot be read.");
  }
}
