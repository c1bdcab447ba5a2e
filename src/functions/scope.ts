import type { Catalog } from "../catalog/catalog.ts";
import { triggerSchema } from "../catalog/event-schema.ts";
import type { Operation } from "../catalog/operation.ts";
import { type Path, type PathKey, every, parsePath, pathsIn } from "../flow/paths.ts";
import type { Flow, FlowStep } from "../flow/schema.ts";
import {
  type Access,
  type JsonSchema,
  type Reading,
  accessOf,
  entryName,
  newReading,
  noteRead,
  schemaAt,
  schemaOf,
  typeOf,
} from "./answer-type.ts";
import type { ReadPath } from "./expression.ts";
import { pagingOf } from "./paging.ts";

/** What the paths of a flow read, and how each reads in code. */
export interface Scope {
  readonly read: ReadPath;
  access(path: Path, step?: FlowStep): Access;
  /** As `read`, inside a step, where `item` may stand. */
  readIn(step: FlowStep): ReadPath;
  /** The constant that holds a step's answer. */
  nameOf(stepId: string): string;
  isRead(stepId: string): boolean;
  /** The type of one answer of a step, as far as it is read; undefined where nothing in it is. */
  answerType(step: FlowStep): string | undefined;
  inputType(name: string): string;
  /** Whether what the path reads is surely a text or a number at run time. */
  isText(path: Path, step: FlowStep): boolean;
  triggerType(): { readonly source: string } | undefined;
}

/** Notes every path of the flow once; types and reads then come from what was noted. */
export function createScope(flow: Flow, catalog: Catalog): Scope {
  const roots = new Map<string, Reading>();
  const items = new Map<
    string,
    { readonly reading: Reading; readonly schema: JsonSchema | undefined }
  >();
  const taken = helperNames(flow, catalog);
  const steps = new Map(flow.steps.map((step) => [step.id, step]));

  const rootOf = (root: string): Reading => {
    const reading = roots.get(root) ?? newReading();
    roots.set(root, reading);
    return reading;
  };
  const schemas = new Map(
    flow.steps.map((step) => [step.id, stepSchema(step, catalog.find(step.use))]),
  );
  const event = flow.trigger.type === "event" ? catalog.event(flow.trigger.event) : undefined;
  const started: JsonSchema | undefined = event && triggerSchema(event);
  schemas.set("trigger", started);

  const note = (path: Path, step?: FlowStep): Reading => {
    const item = path.root === "item" && step ? items.get(step.id) : undefined;
    return noteRead(item?.reading ?? rootOf(path.root), path.keys);
  };
  for (const step of flow.steps) {
    const list =
      step.forEach === undefined ? undefined : parsePath(step.forEach.slice(2, -1).trim());
    if (list) {
      const reading = note(list);
      reading.element ??= newReading();
      items.set(step.id, {
        reading: reading.element,
        schema: schemaAt(schemas.get(list.root), list.keys)?.items,
      });
    }
    for (const { path } of pathsIn([step.when ?? "", step.with], "")) note(path, step);
  }
  const last = flow.steps.at(-1);
  if (flow.output === undefined && last) rootOf(last.id);
  for (const { path } of pathsIn(flow.output ?? "", "")) note(path);

  const nameOf = (id: string) => (taken.has(id) ? `${id}Step` : id);

  function access(path: Path, step?: FlowStep): Access {
    const { root, keys } = path;
    if (root === "now") return { source: "new Date().toISOString()", mayBeMissing: false };
    if (root === "inputs") return accessOf("input", keys, undefined, { promised: 1 });
    if (root === "trigger") return accessOf("trigger", keys, started, {});
    if (root === "item") return accessOf("item", keys, step && items.get(step.id)?.schema, {});
    const source = steps.get(root);
    const isConditional = source?.when !== undefined && source.forEach === undefined;
    return accessOf(nameOf(root), keys, schemas.get(root), { startMayBeMissing: isConditional });
  }

  /** Who calls by hand may pass nothing of what the event tells: the text then goes without it. */
  const reads = (path: Path, step: FlowStep | undefined, amongText: boolean) => {
    const { source, mayBeMissing } = access(path, step);
    const isOpen = amongText && mayBeMissing && path.root === "trigger";
    return isOpen ? `${source} ?? ""` : source;
  };

  return {
    access,
    read: (path, amongText = false) => reads(path, undefined, amongText),
    readIn:
      (step) =>
      (path, amongText = false) =>
        reads(path, step, amongText),
    nameOf,
    isRead: (id) => roots.has(id),
    answerType(step) {
      const read = step.forEach === undefined ? roots.get(step.id) : roots.get(step.id)?.element;
      const reading = withPaging(read ?? newReading(), step, catalog.find(step.use));
      if (reading.members.size === 0 && !reading.element) return undefined;
      const schema = schemas.get(step.id);
      return typeOf(reading, step.forEach === undefined ? schema : schema?.items);
    },
    inputType: (name) => typeOf(rootOf("inputs").members.get(name) ?? newReading(), undefined),
    isText(path, step) {
      const { root, keys } = path;
      if (root === "now") return true;
      if (root === "inputs") return keys.length === 1 && isTextInput(flow, keys[0]);
      if (keys.includes(every)) return false;
      const schema = root === "item" ? items.get(step.id)?.schema : schemas.get(root);
      const type = schemaAt(schema, keys)?.type;
      return !access(path, step).mayBeMissing && (type === "string" || type === "number");
    },
    triggerType() {
      const reading = roots.get("trigger");
      return reading && { source: typeOf(reading, started) };
    },
  };
}

function isTextInput({ inputs }: Flow, name: PathKey | undefined): boolean {
  const input = typeof name === "string" ? inputs[name] : undefined;
  const isGiven = input?.default !== undefined || input?.required !== false;
  return isGiven && (input?.type === "string" || input?.type === "number");
}

/** Reading page by page looks at the list and at the cursor after it. */
function withPaging(reading: Reading, step: FlowStep, operation: Operation | undefined): Reading {
  const paging = operation && pagingOf(step, operation);
  if (!paging) return reading;
  const whole: Reading = { ...reading, members: new Map(reading.members) };
  for (const path of [paging.items, paging.next]) noteRead(whole, path.split("."));
  return whole;
}

function stepSchema(step: FlowStep, operation: Operation | undefined): JsonSchema | undefined {
  const schema = operation && schemaOf(operation.outputFor?.(step.with) ?? operation.output);
  return step.forEach === undefined || !schema ? schema : { type: "array", items: schema };
}

/** Names that functions of the file have already. */
function helperNames(flow: Flow, catalog: Catalog): ReadonlySet<string> {
  const connectors = flow.steps.flatMap(
    ({ use }) => catalog.connector(use.split(".")[0] ?? "") ?? [],
  );
  const parts = connectors.flatMap(({ operations }) =>
    operations.flatMap(({ codeHelper, codeParts = [], lookups }) => [
      ...(codeHelper === undefined ? [] : [codeHelper]),
      ...codeParts,
      ...Object.values(lookups ?? {}).flatMap((all) => all.map(({ helper }) => helper)),
    ]),
  );
  return new Set([
    ...connectors.map(({ helper }) => helper.name),
    ...parts,
    entryName,
    "pages",
    "readInput",
    "checkInput",
    "invalidInput",
    "typedValues",
  ]);
}
