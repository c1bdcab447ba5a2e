import type { z } from "zod";
import type { Operation } from "../catalog/operation.ts";
import { type Schema, jsonSchemaOf, shortType } from "../catalog/schema-text.ts";
import type { FlowProblem } from "./check.ts";
import { explainIssue, namesHint } from "./explain.ts";
import { literalText, mapTexts, pathsOf, textsIn } from "./paths.ts";
import type { FlowStep, FlowValue } from "./schema.ts";

/** What is wrong with what a step gives its operation: names, types, limits, what is missing. */
export function checkInputs(step: FlowStep, operation: Operation, where: string): FlowProblem[] {
  const shape: Readonly<Record<string, z.ZodType>> = operation.input.shape;
  const json = jsonSchemaOf(operation.input);
  const given = Object.entries(step.with).flatMap(([name, value]) => {
    const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (schema) return valueProblems(value, schema, memberOf(json, name), `${where}.with.${name}`);
    const message = `${operation.id} has no input "${name}"${namesHint(name, Object.keys(shape))}`;
    return [{ where: `${where}.with.${name}`, message }];
  });
  const missing = Object.entries(shape).flatMap(([name, schema]) =>
    !(name in step.with) && !schema.safeParse(undefined).success
      ? [{ where: `${where}.with.${name}`, message: neededText(operation, name, json) }]
      : [],
  );
  const open = (operation.oneOf ?? [])
    .filter((names) => !names.some((name) => name in step.with))
    .map((names) => ({
      where: `${where}.with`,
      message: `${operation.id} needs one of ${names.join(", ")}`,
    }));
  return [...given, ...missing, ...open];
}

function memberOf(schema: Schema, name: string): Schema {
  return schema.properties?.[name] ?? {};
}

function neededText({ id }: Operation, name: string, json: Schema): string {
  const schema = memberOf(json, name);
  const meaning = schema.description ? ` (${schema.description})` : "";
  return `${id} needs "${name}"${meaning}, a value of type ${shortType(schema)}`;
}

/** A value that is known only at run time is not judged; what stands around it is. */
function valueProblems(
  value: FlowValue,
  schema: z.ZodType,
  json: Schema,
  where: string,
): FlowProblem[] {
  // text with a path in it stays
  const plain = mapTexts(value, (text) =>
    containsPath(text) ? text : (literalText(text) ?? text),
  );
  return (schema.safeParse(plain).error?.issues ?? []).flatMap((issue) => {
    const at = valueAt(value, issue.path);
    if (issue.code !== "unrecognized_keys" && containsPath(at)) return [];
    const message = explainIssue(issue, json, issue.code === "unrecognized_keys" ? undefined : at);
    return [{ where: [where, ...issue.path.map(String)].join("."), message }];
  });
}

function valueAt(value: FlowValue, path: readonly PropertyKey[]): FlowValue | undefined {
  let at: FlowValue | undefined = value;
  for (const key of path) {
    if (at === null || typeof at !== "object") return undefined;
    const members: ReadonlyMap<string, FlowValue> = new Map(Object.entries(at));
    at = members.get(String(key));
  }
  return at;
}

function containsPath(value: FlowValue | undefined): boolean {
  try {
    return [...textsIn(value, "")].some(({ text }) => pathsOf(text).length > 0);
  } catch {
    return true; // not a valid path: that is reported where it stands
  }
}
