import type { Catalog } from "../catalog/catalog.ts";
import { type Schema, jsonSchemaOf, jsonSchemaText } from "../catalog/schema-text.ts";
import { readAnswer, withoutNull } from "../flow/answers.ts";
import { every, parseTemplate, type Path } from "../flow/paths.ts";
import type { Flow, FlowStep, FlowValue } from "../flow/schema.ts";

/** Characters of an answer's type as a model reads it. */
const maxText = 700;

/** What a function answers, as JSON Schema: its `output`, or else what its last step does. */
export function outputSchemaOf(flow: Flow, catalog: Pick<Catalog, "find">): Schema {
  const answers = answersOf(flow, catalog);
  const last = flow.steps.at(-1);
  if (flow.output === undefined) return (last && answers.get(last.id)) ?? {};
  return schemaOfValue(flow.output, { flow, answers });
}

/** The same as TypeScript with comments. */
export function answerText(flow: Flow, catalog: Pick<Catalog, "find">): string {
  return jsonSchemaText(outputSchemaOf(flow, catalog), maxText);
}

function answersOf(flow: Flow, { find }: Pick<Catalog, "find">): ReadonlyMap<string, Schema> {
  return new Map(
    flow.steps.flatMap((step): [string, Schema][] => {
      const answer = answerOf(step, find);
      if (!answer) return [];
      return [[step.id, step.forEach === undefined ? answer : { type: "array", items: answer }]];
    }),
  );
}

function answerOf(step: FlowStep, find: Catalog["find"]): Schema | undefined {
  const operation = find(step.use);
  if (!operation) return undefined;
  const schema = jsonSchemaOf(operation.outputFor?.(step.with) ?? operation.output);
  const list = (operation.pagination?.items ?? operation.names?.list ?? "").split(".");
  const paths = (operation.shows ?? []).flatMap(({ path }) => path);
  return paths.reduce((whole, path) => withMember(whole, [...list, ...path.split(".")]), schema);
}

/** A member that an answer is known to have although its schema leaves it open. */

function withMember(schema: Schema, [name, ...rest]: readonly string[]): Schema {
  if (name === undefined) return schema;
  if (name === "") return withMember(schema, rest);
  const here = withoutNull(schema);
  if (here.type === "array")
    return {
      ...here,
      items: withMember(here.items ?? {}, /^\d+$/.test(name) ? rest : [name, ...rest]),
    };
  const { properties = {}, additionalProperties: others, ...kept } = here;
  const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (known && rest.length === 0) return schema;
  const open = typeof others === "object" ? others : {};
  return {
    ...kept,
    type: "object",
    properties: { ...properties, [name]: withMember(known ?? open, rest) },
    ...(others === undefined ? {} : { additionalProperties: others }),
  };
}

interface Around {
  readonly flow: Flow;
  readonly answers: ReadonlyMap<string, Schema>;
}

function schemaOfValue(value: FlowValue, around: Around): Schema {
  if (typeof value === "string") return schemaOfText(value, around);
  if (typeof value === "number") return { type: "number" };
  if (typeof value === "boolean") return { type: "boolean" };
  if (value === null) return { type: "null" };
  if (Array.isArray(value)) {
    const [first] = value;
    return { type: "array", items: first === undefined ? {} : schemaOfValue(first, around) };
  }
  const members = Object.entries(value).map(([name, member]) => [
    name,
    schemaOfValue(member, around),
  ]);
  return {
    type: "object",
    properties: Object.fromEntries(members),
    required: Object.keys(value),
    additionalProperties: false,
  };
}

/** A path alone is what it leads to; text around it makes it text. */
function schemaOfText(text: string, around: Around): Schema {
  const segments = parseTemplate(text);
  const [only] = segments;
  if (segments.length !== 1 || !only || !("path" in only)) return { type: "string" };
  return schemaAtPath(only.path, around);
}

function schemaAtPath(path: Path, { flow, answers }: Around): Schema {
  if (path.root === "now") return { type: "string" };
  if (path.root === "inputs") return inputSchema(path, flow);
  const answer = answers.get(path.root);
  if (!answer) return {};
  const { schema } = readAnswer(path, answer);
  if (!schema) return {};
  return path.keys.includes(every) ? { type: "array", items: schema } : schema;
}

function inputSchema({ keys }: Path, { inputs }: Flow): Schema {
  const [name, more] = keys;
  const type = typeof name === "string" ? inputs[name]?.type : undefined;
  return type && more === undefined ? { type } : {};
}
