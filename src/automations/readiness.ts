import type { Catalog } from "../catalog/catalog.ts";
import type { EventInfo } from "../catalog/event.ts";
import { lackOf } from "../catalog/event-schema.ts";
import type { Provider } from "../catalog/provider.ts";
import type { Connections } from "../connections/connections.ts";
import type { ConnectionView } from "../contract/connection.ts";
import type { Flow, FlowTrigger } from "../flow/schema.ts";
import type { Functions } from "../functions/functions.ts";
import { permissionsOfVersion, scopesOf } from "../functions/rights.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import type { Automation } from "./state.ts";

type EventTrigger = Extract<FlowTrigger, { type: "event" }>;

export interface ReadinessDependencies {
  readonly catalog: Catalog;
  readonly functions: Pick<Functions, "find">;
  readonly connections: Pick<Connections, "missing"> & {
    /** The account that is meant, the default where none is named. */
    readonly chosen: (
      provider: string,
      account?: string,
    ) => Promise<Pick<ConnectionView, "status" | "scopes"> | undefined>;
  };
  readonly reach: Reach;
}

/** Who can reach this server. */
export interface Reach {
  /** Where providers send to: the public address, or this machine's for a stand-in; undefined where they cannot. */
  readonly originFor: (provider: string) => string | undefined;
  /** Whether a message has come that was really the provider's: only then is its address entered there. */
  readonly isHeard: (provider: string) => boolean;
}

/** What keeps an automation from starting, in plain words, and how it learns of its event. */
export function createReadiness({ catalog, functions, connections, reach }: ReadinessDependencies) {
  const known = new Map<string, Promise<string | undefined>>();

  async function reasonOf(automation: Automation): Promise<string | undefined> {
    const version = await functions.find(automation.function);
    if (!version) return `The function "${automation.function}" is not there.`;
    return (
      (await missingReason(version)) ??
      (automation.trigger.type === "schedule" ? inputReason(version) : undefined) ??
      (automation.trigger.type === "webhook" && automation.secret === undefined
        ? "It has no secret yet, so that no sender can be told from another. Make one, and give it to the sender."
        : undefined) ??
      (automation.trigger.type === "event" ? await eventReason(automation.trigger) : undefined)
    );
  }

  async function missingReason(version: FunctionVersion): Promise<string | undefined> {
    const missing = await connections.missing(permissionsOfVersion(version, catalog));
    if (missing.length === 0) return undefined;
    const lacks = scopesOf(missing).map(
      ({ connector, account, scopes }) =>
        `${catalog.connector(connector)?.name ?? connector}${account === undefined ? "" : ` as ${account}`} (${scopes.join(", ")})`,
    );
    return `The function lacks a permission: ${lacks.join(", ")}. Connect it; then it starts by itself.`;
  }

  async function eventReason({
    event: id,
    with: given = {},
    account,
  }: EventTrigger): Promise<string | undefined> {
    const event = catalog.event(id);
    const provider = catalog.providerOf(id);
    if (!event || !provider) return `There is no event "${id}" any more. Choose another trigger.`;
    const lack = lackOf(event, given);
    if (lack)
      return `It needs to know which one is meant. Tell it in the chat, or give ${lack.names.join(" or ")} in its trigger: ${lack.description}.`;
    const connection = await connections.chosen(provider.id, account);
    const name = account === undefined ? provider.name : `${provider.name} as ${account}`;
    if (!connection) return `${name} is not connected. Connect it; then it starts by itself.`;
    if (connection.status !== "active")
      return `The connection to ${name} has ended. Connect it again; then it starts by itself.`;
    const granted = new Set([...(connection.scopes.bot ?? []), ...(connection.scopes.user ?? [])]);
    const isGranted =
      event.scopes.length === 0 ||
      event.scopes.some((scopes) => scopes.every((scope) => granted.has(scope)));
    if (!isGranted)
      return `${name} is connected without what it takes to learn of this: ${event.scopes[0]?.join(", ")}. Connect it with that; then it starts by itself.`;
    const via = viaOf(event);
    if (via === undefined) return unreachable(provider.name);
    return via === "push" && !reach.isHeard(provider.id) ? unheard(provider) : undefined;
  }

  /** A push is sooner and costs no questions; while none has come, it is asked where that can be. */
  function viaOf(event: EventInfo): "push" | "polling" | undefined {
    const provider = catalog.providerOf(event.id)?.id ?? "";
    const isPushed =
      event.via.includes("push") && !event.channel && reach.originFor(provider) !== undefined;
    if (isPushed && (reach.isHeard(provider) || !event.poll)) return "push";
    return event.poll ? "polling" : undefined;
  }

  return {
    /** Undefined where nothing is in its way. Remembered until `forget`. */
    reasonOf(automation: Automation): Promise<string | undefined> {
      const key = `${automation.id} ${automation.updatedAt}`;
      const found = known.get(key) ?? reasonOf(automation);
      known.set(key, found);
      found.catch(() => known.delete(key));
      return found;
    },
    /** Functions, connections or automations have changed. */
    forget: () => known.clear(),
    viaOf,
  };
}

export type Readiness = ReturnType<typeof createReadiness>;

/** A schedule gives no values, so each input must have one of its own. */
function inputReason({ flow, origin }: FunctionVersion): string | undefined {
  if (!flow || origin !== "flow") return undefined;
  const open = Object.entries(flow.inputs)
    .filter(([, { default: fallback, required }]) => fallback === undefined && required !== false)
    .map(([name]) => `"${name}"`);
  if (open.length === 0) return undefined;
  return `The function needs a value for ${open.join(", ")}, which a schedule does not give. Give the input a default.`;
}

/** The values that a function has when nobody passes any. */
export function defaultsOf(flow: Flow | undefined): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(flow?.inputs ?? {}).flatMap(([name, { default: fallback }]) =>
      fallback === undefined ? [] : [[name, fallback]],
    ),
  );
}

function unheard({ id, name }: Provider): string {
  return `${name} tells of this only by calling Patchbay, and has not called yet. Enter the address /hooks/${id} at ${name}; GET /api/webhooks says how.`;
}

function unreachable(provider: string): string {
  return `${provider} tells of this only by calling Patchbay, and cannot reach it. Set PUBLIC_URL to an https address that leads here, and start again.`;
}
