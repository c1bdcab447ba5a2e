import type { Catalog } from "../catalog/catalog.ts";
import { defaultToken, type Operation, type TokenKind } from "../catalog/operation.ts";
import { literalText, parseTemplate } from "./paths.ts";
import type { Flow, FlowStep, FlowValue } from "./schema.ts";

/** One operation that a step makes, itself or by looking up a name for it. */
export interface OperationUse {
  readonly step: string;
  readonly operation: Operation;
  readonly token: TokenKind;
  /** The step's inputs as far as they are literal; decides which scopes a call needs. */
  readonly literals: Readonly<Record<string, string>>;
  /** The input whose value is looked up by this call; absent for the step's own operation. */
  readonly lookupFor?: string;
}

/** A name in a step's input that has to be turned into an id, and the helper that does it. */
export interface NeededLookup {
  readonly input: string;
  readonly via: string;
  readonly helper: string;
}

/** All operations of a flow in the order of its steps, look-ups first. Unknown operations are left out: the check names them. */
export function usesOf(flow: Flow, catalog: Catalog): readonly OperationUse[] {
  return flow.steps.flatMap((step) => {
    const operation = catalog.find(step.use);
    if (!operation) return [];
    const token = step.as ?? defaultToken(operation);
    const literals = literalInputs(step);
    const own: OperationUse = { step: step.id, operation, token, literals };
    const lookups = lookupsOf(step, operation).flatMap(({ input, via }): OperationUse[] => {
      const found = catalog.find(via);
      return found
        ? [
            {
              step: step.id,
              operation: found,
              token: found.scopes[token] ? token : defaultToken(found),
              literals: {},
              lookupFor: input,
            },
          ]
        : [];
    });
    return [...lookups, own];
  });
}

/** Which inputs of a step need a name turned into an id before the call. */
export function lookupsOf(step: FlowStep, operation: Operation): readonly NeededLookup[] {
  return Object.entries(operation.lookups ?? {}).flatMap(([input, lookups]) => {
    const value = step.with[input];
    const lookup =
      value === undefined ? undefined : lookups.find((candidate) => applies(candidate, value));
    return lookup ? [{ input, via: lookup.via, helper: lookup.helper }] : [];
  });
}

function applies(lookup: { literal: string; fromInput: boolean }, value: FlowValue): boolean {
  if (typeof value !== "string") return false;
  const literal = literalText(value);
  if (literal !== undefined) return new RegExp(lookup.literal).test(literal);
  const fromCaller = parseTemplate(value).some(
    (segment) =>
      "path" in segment && (segment.path.root === "inputs" || segment.path.root === "trigger"),
  );
  return fromCaller && lookup.fromInput;
}

function literalInputs(step: FlowStep): Record<string, string> {
  return Object.fromEntries(
    Object.entries(step.with).flatMap(([name, value]) => {
      const literal = typeof value === "string" ? literalText(value) : JSON.stringify(value);
      return literal === undefined ? [] : [[name, literal]];
    }),
  );
}
