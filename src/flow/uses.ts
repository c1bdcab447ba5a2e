import type { Catalog } from "../catalog/catalog.ts";
import type { EventInfo, EventScopesWhen } from "../catalog/event.ts";
import {
  connectorOf,
  defaultToken,
  type Lookup,
  type Operation,
  type ScopeAlternatives,
  type TokenKind,
} from "../catalog/operation.ts";
import { type Path, literalText, parsePath, parseTemplate, pathsIn } from "./paths.ts";
import type { Flow, FlowStep, FlowValue } from "./schema.ts";

/** What a step gives an operation, as far as it decides which scopes the call needs. */
export interface GivenInputs {
  /** Every input that the step gives, with its text where it is literal. */
  readonly given: ReadonlyMap<string, string | undefined>;
  /** Ids of the operations from whose answers an input's value comes. */
  readonly origins: ReadonlyMap<string, string>;
}

/** One operation that a step makes, itself or besides its own call. */
export interface OperationUse extends GivenInputs {
  readonly step: string;
  readonly operation: Operation;
  readonly token: TokenKind;
  /** Which of several accounts; absent for the default. */
  readonly account?: string;
}

/** The event that starts a flow: to learn of it takes a permission as well. */
export interface EventUse {
  readonly step: "trigger";
  readonly event: EventInfo;
  readonly token: TokenKind;
  readonly account?: string;
  /** Any one of these sets. */
  readonly scopes: ScopeAlternatives;
}

/** Whatever in a function takes a permission. */
export type Use = OperationUse | EventUse;

/** A name in a step's input that has to be turned into an id, and the helper that does it. */
export interface NeededLookup {
  readonly input: string;
  readonly via: string;
  readonly helper: string;
  readonly parts: readonly string[];
}

/** A call of which nothing is known but that it is made. */
export const nothingGiven: GivenInputs = { given: new Map(), origins: new Map() };

/** Everything of a flow that takes a permission: what it waits for, then what it calls. */
export function needsOf(flow: Flow, catalog: Catalog): readonly Use[] {
  return [...watchesOf(flow, catalog), ...usesOf(flow, catalog)];
}

/** The event a flow waits for, by the app's own token where that can learn of it. */
export function watchesOf(flow: Flow, catalog: Catalog): EventUse[] {
  const { trigger } = flow;
  if (trigger.type !== "event") return [];
  const event = catalog.event(trigger.event);
  if (!event) return [];
  const [scope = ""] = event.scopes[0] ?? [];
  const isBots = catalog.scope(connectorOf(event.id), scope)?.tokens.includes("bot") === true;
  const token = isBots ? "bot" : "user";
  const further = (event.scopesWhen ?? []).filter((when) => holds(when, flow));
  const { account } = trigger;
  return [event, ...further].map(({ scopes }) => ({
    step: "trigger",
    event,
    token,
    scopes,
    ...(account === undefined ? {} : { account }),
  }));
}

/** Whether what the flow says of its event, or reads of it, takes more than to learn of it. */
function holds(when: EventScopesWhen, { trigger, steps, output }: Flow): boolean {
  if ("reads" in when) {
    const texts = steps.flatMap((step) => [step.forEach ?? "", step.when ?? "", step.with]);
    return pathsIn([...texts, output ?? ""], "").some(
      ({ path: { root, keys } }) =>
        root === "trigger" && keys[0] === "body" && when.reads.some((name) => name === keys[1]),
    );
  }
  const given = trigger.type === "event" ? trigger.with?.[when.given] : undefined;
  if (given === undefined) return false;
  const pattern = new RegExp(when.matches ?? "");
  return [given].flat().some((one) => pattern.test(String(one)));
}

/** All operations of a flow in the order of its steps, look-ups first. Unknown operations are left out: the check names them. */
export function usesOf(flow: Flow, catalog: Catalog): readonly OperationUse[] {
  const useOf = new Map(flow.steps.map(({ id, use }) => [id, use]));
  return flow.steps.flatMap((step) => {
    const operation = catalog.find(step.use);
    if (!operation) return [];
    const inputs = givenInputs(step, useOf);
    const token = step.as ?? defaultToken(operation);
    const use = (made: Operation, given: GivenInputs): OperationUse => ({
      step: step.id,
      operation: made,
      token: made.scopes[token] ? token : defaultToken(made),
      ...(step.account === undefined ? {} : { account: step.account }),
      ...given,
    });
    const besides = (ids: readonly string[], given: GivenInputs) =>
      ids.flatMap((id) => {
        const found = catalog.find(id);
        return found ? [use(found, given)] : [];
      });
    return [
      ...besides(
        lookupsOf(step, operation).map(({ via }) => via),
        nothingGiven,
      ),
      ...besides(alsoCalled(step, operation), inputs),
      use(operation, inputs),
    ];
  });
}

/** Which inputs of a step need a name turned into an id before the call. */
export function lookupsOf(step: FlowStep, operation: Operation): readonly NeededLookup[] {
  return Object.entries(operation.lookups ?? {}).flatMap(([input, lookups]) => {
    const value = step.with[input];
    const lookup =
      value === undefined ? undefined : lookups.find((candidate) => applies(candidate, value));
    if (!lookup) return [];
    const { via, helper, parts = [] } = lookup;
    return [{ input, via, helper, parts }];
  });
}

function alsoCalled(step: FlowStep, operation: Operation): readonly string[] {
  return (operation.alsoCalls ?? [])
    .filter(({ input }) => input === undefined || step.with[input] !== undefined)
    .map((call) => call.operation);
}

/** Whether a value, or an entry of a list, has to be looked up. */
export function applies(lookup: Pick<Lookup, "literal" | "fromInput">, value: FlowValue): boolean {
  if (Array.isArray(value)) return value.some((entry: FlowValue) => applies(lookup, entry));
  if (typeof value !== "string") return new RegExp(lookup.literal).test(JSON.stringify(value));
  const literal = literalText(value);
  if (literal !== undefined) return new RegExp(lookup.literal).test(literal);
  const fromCaller = parseTemplate(value).some(
    (segment) =>
      "path" in segment && (segment.path.root === "inputs" || segment.path.root === "trigger"),
  );
  return fromCaller && lookup.fromInput;
}

/** What a step gives; `useOf` has the operation of each step of the flow. */
export function givenInputs(step: FlowStep, useOf: ReadonlyMap<string, string>): GivenInputs {
  const values = Object.entries(step.with);
  return {
    given: new Map(
      values.map(([name, value]) => [
        name,
        typeof value === "string" ? literalText(value) : JSON.stringify(value),
      ]),
    ),
    origins: new Map(
      values.flatMap(([name, value]) => {
        const origin = typeof value === "string" ? originOf(value, step, useOf) : undefined;
        return origin === undefined ? [] : [[name, origin] as const];
      }),
    ),
  };
}

/** The operation whose answer a value is taken from; of `item`, the one that gave the list. */
function originOf(
  value: string,
  step: FlowStep,
  useOf: ReadonlyMap<string, string>,
): string | undefined {
  const path = onlyPath(value);
  const root = path?.root === "item" ? onlyPath(step.forEach ?? "")?.root : path?.root;
  return root === undefined ? undefined : useOf.get(root);
}

function onlyPath(text: string): Path | undefined {
  return /^\$\{[^}]*\}$/.test(text) ? parsePath(text.slice(2, -1).trim()) : undefined;
}
