import type { Node } from "oxc-parser";
import type { Catalog } from "../../catalog/catalog.ts";
import type { Operation } from "../../catalog/operation.ts";
import type { Contexts } from "./contexts.ts";
import type { Argument, Evaluator } from "./evaluate.ts";
import { operationAt } from "./operation-at.ts";
import { accountsNamed } from "./accounts.ts";
import { type CallNode, bare, plainKey } from "./tree.ts";
import {
  type Env,
  type Frame,
  type Value,
  type Values,
  asText,
  distinct,
  gap,
  openObject,
  memberOf,
  unknown,
} from "./values.ts";

/** An outbound call as far as the code says what it is. */
export interface OutboundCall {
  /** Where it is written: the call of `fetch`, or of the file's own function that says what to fetch. */
  readonly at: CallNode;
  /** The call of `fetch` itself. */
  readonly site: CallNode;
  readonly operations: readonly Operation[];
  /** The accounts that it names; undefined among them for the default. */
  readonly accounts: readonly (string | undefined)[];
  /** Whether it names one that the code does not say. */
  readonly isAccountUnknown: boolean;
  /** What of it is no operation, in plain words; empty where all of it is read. */
  readonly unread: readonly string[];
  /** Nothing of its address is written in the code. */
  readonly isAddressUnknown: boolean;
  /** It never runs: nothing calls the function that it stands in. */
  readonly isDead: boolean;
}

interface Request {
  readonly addresses: Values;
  readonly methods: Values;
  /** Absent for the default. */
  readonly accounts?: Values;
}

/** Finds every `fetch` and every call through Base44's `callApi`, and what each asks for. */
export function outboundCalls(
  evaluator: Evaluator,
  contexts: Contexts,
  catalog: Catalog,
  ownersOf: (helper: string) => ReadonlySet<string> | undefined,
): readonly OutboundCall[] {
  const { evaluate } = evaluator;

  function requestsOf(call: CallNode, env: Env): readonly Request[] {
    if (call.type !== "CallExpression") return [];
    const callee = bare(call.callee);
    const argument = evaluator.argumentsOf(call, env);
    if (callee.type === "MemberExpression") {
      const key = plainKey(callee.property, callee.computed);
      if (key === "callApi") return throughConnector(argument, catalog);
      if ((key === "call" || key === "apply") && evaluate(callee.object, env).some(isFetch))
        return fetched(key === "call" ? (at) => argument(at + 1) : spread(argument(1)));
    }
    return evaluate(callee, env).some(isFetch) ? fetched(argument) : [];
  }

  function fetched(argument: Argument): readonly Request[] {
    const init = argument(1);
    const [requests, addresses] = partition(argument(0));
    const isGiven = init.some(({ kind }) => kind !== "undefined");
    return [
      ...(addresses.length ? [asked(addresses, init)] : []),
      ...requests
        .map(unwrapped)
        .map((inner) => asked(inner.addresses, isGiven ? init : inner.inits)),
    ];
  }

  /** Whether a call may be one at all, told before it is read in every way. */
  function isPossible(call: CallNode): boolean {
    if (call.type !== "CallExpression") return false;
    const callee = bare(call.callee);
    const named = callee.type === "MemberExpression" ? bare(callee.object) : callee;
    return (
      requestsOf(call, new Map()).length > 0 ||
      // A parameter may be `fetch`, or hold it.
      (evaluate(named, new Map()).some(({ kind }) => kind === "unknown") &&
        named.type === "Identifier")
    );
  }

  return contexts.calls.filter(isPossible).flatMap((site) =>
    contexts.waysTo(site).flatMap((env): OutboundCall[] => {
      const { result: requests, frames } = evaluator.traced(() =>
        requestsOf(site, env).map((request) => ({ ...request })),
      );
      if (requests.length === 0) return [];
      const at = outermost(frames)?.call ?? site;
      const helpers = [...env.values()].flatMap(({ call }) => ownersOf(calleeName(call)) ?? []);
      const isDead = contexts.isDead(site);
      return requests.map((request) => ({
        at,
        site,
        ...judged(request, catalog, helpers[0]),
        ...accountsOf(request),
        isDead,
      }));
    }),
  );
}

function asked(addresses: Values, inits: Values): Request {
  return { addresses, methods: methodsOf(inits), accounts: accountsNamed(inits) };
}

function accountsOf({ accounts = [] }: Request) {
  const names = accounts.map((value) =>
    value.kind === "text" && !value.text.includes(gap) ? value.text : undefined,
  );
  const isNone = ({ kind }: Value) => kind === "undefined";
  return {
    accounts: accounts.length > 0 ? [...new Set(names)] : [undefined],
    isAccountUnknown: accounts.some((value, at) => !isNone(value) && names[at] === undefined),
  };
}

/** The call of all that it depends on which stands outside of the others. */
function outermost(frames: readonly Frame[]): Frame | undefined {
  return frames
    .filter(({ call, depth }) => call && depth > 0)
    .toSorted((a, b) => a.depth - b.depth)[0];
}

function judged(
  { addresses, methods }: Request,
  catalog: Catalog,
  owners: ReadonlySet<string> | undefined,
) {
  const texts = [...new Set(addresses.map(asText))];
  const verbs = [...new Set(methods.map(asText))];
  const found = texts.flatMap((address) =>
    verbs.map((method) => ({
      address,
      method,
      operation: operationAt(catalog, address, method, owners),
    })),
  );
  const operations = new Set(found.flatMap(({ operation }) => operation ?? []));
  const isRead = (one: Partial<(typeof found)[number]>) =>
    found.some(
      ({ address, method, operation }) =>
        operation && (address === one.address || method === one.method),
    );
  const unread = [
    ...texts
      .filter((address) => !isRead({ address }))
      .map((address) => whyNot(address, verbs, catalog)),
    ...(operations.size === 0
      ? []
      : verbs.filter((method) => !isRead({ method })).map((method) => whyNotMethod(method))),
  ];
  const isAddressUnknown =
    operations.size === 0 && texts.every((text) => hostOf(text) === undefined);
  return { operations: [...operations], unread: [...new Set(unread)], isAddressUnknown };
}

function whyNot(address: string, methods: readonly string[], catalog: Catalog): string {
  const host = hostOf(address);
  if (host === undefined)
    return "its address is not known before it runs: write it as a plain text or a template, or put it together from constants";
  const shown = shorten(address.replaceAll(gap, "…"));
  const owners = catalog.connectors.filter(({ operations }) =>
    operations.some(({ request }) => request.host === host),
  );
  if (owners.length === 0)
    return `no tool here has the host ${host} (${shown}): add its API as a tool of your own, or take the call out`;
  const [method = "GET"] = methods;
  if (methods.every((one) => one.includes(gap)))
    return `its method is not known before it runs (${shown}): write it as a plain text`;
  return `${method} ${shown} is no operation of ${owners.map(({ name }) => name).join(" or ")} that the catalog has: call one that it has`;
}

function whyNotMethod(method: string): string {
  return method.includes(gap)
    ? "its method is not always known before it runs: write it as a plain text"
    : `no operation of the catalog has its address with the method ${method}`;
}

/** Undefined where the code does not say it. */
function hostOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { host } = new URL(address);
  return host === "" || host.includes(gap) ? undefined : host;
}

/** A path of the connector's API, at whichever of its hosts has it. */
function throughConnector(argument: Argument, catalog: Catalog): readonly Request[] {
  const connectors = argument(0).map((value) => catalog.connector(asText(value)));
  return argument(1).flatMap((value) => {
    if (value.kind !== "object") return [{ addresses: unknown, methods: unknown }];
    const methods = methodsOf([value]);
    const addresses = memberOf(value, "path").flatMap((path) =>
      connectors.flatMap((connector) => {
        const hosts = new Set(connector?.operations.map(({ request }) => request.host));
        const all = Array.from(hosts, (host) => `https://${host}${asText(path)}`);
        const known = all.filter((address) =>
          methods.some((method) => operationAt(catalog, address, asText(method))),
        );
        return (known.length ? known : all.slice(0, 1)).map((text): Value => ({
          kind: "url",
          text,
        }));
      }),
    );
    return [{ addresses: addresses.length ? addresses : unknown, methods }];
  });
}

function methodsOf(inits: Values): Values {
  return distinct(
    inits.flatMap((init): Values => {
      if (init.kind === "undefined") return [{ kind: "text", text: "GET" }];
      if (init.kind === "request") return methodsOf(init.init);
      const given = memberOf(init.kind === "object" ? init : openObject, "method");
      return given.map((value) => ({
        kind: "text",
        text: value.kind === "undefined" ? "GET" : asText(value).toUpperCase(),
      }));
    }),
  );
}

type RequestValue = Extract<Value, { kind: "request" }>;

function partition(values: Values): readonly [readonly RequestValue[], Values] {
  return [
    values.filter((value) => value.kind === "request"),
    values.filter((value) => value.kind !== "request"),
  ];
}

/** `new Request(new Request(…))` is the inner one, with what the outer says anew. */
function unwrapped(request: RequestValue): {
  readonly addresses: Values;
  readonly inits: Values;
} {
  const isGiven = request.init.some(({ kind }) => kind !== "undefined");
  const inner = request.address.map((value) =>
    value.kind === "request" ? unwrapped(value) : { addresses: [value], inits: request.init },
  );
  return {
    addresses: inner.flatMap(({ addresses }) => addresses),
    inits: isGiven ? request.init : inner.flatMap(({ inits }) => inits),
  };
}

function spread(list: Values): Argument {
  return (index) =>
    list.flatMap((value) =>
      value.kind === "list" ? (value.items[index] ?? [{ kind: "undefined" }]) : unknown,
    );
}

export function isFetch(value: Value): boolean {
  return value.kind === "known" && value.name === "fetch";
}

function calleeName(call: Node | undefined): string {
  return call?.type === "CallExpression" && call.callee.type === "Identifier"
    ? call.callee.name
    : "";
}

export function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
