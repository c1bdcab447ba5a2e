import type { FlowValue } from "../flow/schema.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import { numberOf } from "./compare.ts";
import { type Roots, inputOf } from "./template.ts";

/**
 * The input of a function, of values that stand in a page. Providers send numbers as text and people
 * fill in text: where the function takes another type and the value can be read as one, it is.
 */
export function fitInput(
  { flow }: Pick<FunctionVersion, "flow">,
  input: Readonly<Record<string, FlowValue>>,
  roots: Roots,
  values: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const given = { ...inputOf(input, roots), ...values };
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, fitted(value, flow?.inputs[name]?.type)]),
  );
}

function fitted(value: unknown, type: string | undefined): unknown {
  if (type === "number" && typeof value === "string") return numberOf(value) ?? value;
  if (type === "string" && (typeof value === "number" || typeof value === "boolean"))
    return String(value);
  if (type === "boolean" && (value === "true" || value === "false")) return value === "true";
  return value;
}
