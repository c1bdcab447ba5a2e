import type { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import type { EventInfo } from "../catalog/event.ts";
import { lackOf } from "../catalog/event-schema.ts";
import type { Operation } from "../catalog/operation.ts";
import { type Schema, jsonSchemaOf } from "../catalog/schema-text.ts";
import { type AccountsOf, checkAccounts, withAccounts } from "./check-accounts.ts";
import { checkInputs } from "./check-inputs.ts";
import { explainIssue, namesHint } from "./explain.ts";
import { nearestOperations } from "./nearest.ts";
import {
  type Path,
  PathSyntaxError,
  every,
  formatPath,
  parseTemplate,
  pathsOf,
  textsIn,
} from "./paths.ts";
import { checkReadings } from "./readings.ts";
import { type Flow, type FlowStep, flowSchema } from "./schema.ts";

/** One thing wrong with a flow; `where` names step and field: `steps.post.with.channel`. */
export interface FlowProblem {
  readonly where: string;
  readonly message: string;
}

export type FlowCheck =
  | {
      readonly status: "ok";
      readonly flow: Flow;
      /** Paths to what the catalog does not know of, which may be right, and what the event waits for. */
      readonly doubts: readonly FlowProblem[];
    }
  | { readonly status: "invalid"; readonly problems: readonly FlowProblem[] };

/**
 * Checks a flow against its schema and the catalog; names everything that is wrong at once. That an
 * account is not there yet is no fault: it is asked for by its name.
 */
export function checkFlow(
  candidate: unknown,
  catalog: Catalog,
  accountsOf: AccountsOf = () => [],
): FlowCheck {
  const parsed = flowSchema.safeParse(candidate);
  if (!parsed.success) {
    const schema = jsonSchemaOf(flowSchema);
    const problems = parsed.error.issues.map((issue) => schemaProblem(issue, candidate, schema));
    return {
      status: "invalid",
      problems: problems.map((problem) => withAccounts(problem, candidate, catalog, accountsOf)),
    };
  }
  const flow = parsed.data;
  const problems = [
    ...duplicateSteps(flow),
    ...flow.steps.flatMap((_, index) => checkStep(flow, index, catalog)),
  ];
  problems.push(...checkTrigger(flow, catalog));
  problems.push(...checkPaths(flow.output, "output", { flow, before: flow.steps, item: false }));
  const { wrong, doubts } = checkReadings(flow, catalog);
  const accounts = checkAccounts(flow, catalog, accountsOf);
  problems.push(...wrong, ...accounts.wrong);
  if (problems.length) return { status: "invalid", problems };
  return {
    status: "ok",
    flow,
    doubts: [...lackingTrigger(flow, catalog), ...accounts.doubts, ...doubts],
  };
}

interface Scope {
  readonly flow: Flow;
  /** The step in which the path stands. */
  readonly step?: FlowStep;
  readonly before: readonly FlowStep[];
  readonly item: boolean;
}

function checkStep(flow: Flow, index: number, catalog: Catalog): FlowProblem[] {
  const step = flow.steps[index];
  if (!step) return [];
  const where = `steps.${step.id}`;
  const outer: Scope = { flow, step, before: flow.steps.slice(0, index), item: false };
  const inner: Scope = { ...outer, item: step.forEach !== undefined };
  const problems = [
    ...checkSinglePath(step.forEach, `${where}.forEach`),
    ...checkSinglePath(step.when, `${where}.when`),
    ...checkPaths(step.forEach, `${where}.forEach`, outer),
    ...checkPaths(step.when, `${where}.when`, inner),
    ...checkPaths(step.with, `${where}.with`, inner),
  ];
  const operation = catalog.find(step.use);
  if (!operation) {
    const near = nearestOperations(step.use, catalog);
    const hint = near.length > 0 ? `nearest: ${near.join(", ")}; or search` : "search";
    const message = `No operation "${step.use}"; ${hint} the catalog for one that exists`;
    return [...problems, { where: `${where}.use`, message }];
  }
  return [
    ...problems,
    ...checkToken(step, operation, where),
    ...checkInputs(step, operation, where),
    ...checkObeyed(step, operation, where),
  ];
}

/** What comes from outside is material for a model, never what it is told to do. */
function checkObeyed({ with: given }: FlowStep, { obeyed = [] }: Operation, where: string) {
  return obeyed.flatMap((name) =>
    [...textsIn(given[name] ?? "", `${where}.with.${name}`)].flatMap(({ where: place, text }) =>
      rootsOf(text)
        .filter((root) => root !== "inputs" && root !== "now")
        .map((root) => ({
          where: place,
          message: `"${root}" brings text that anybody may have written, which a model must not obey; give it in another input and keep "${name}" to your own words`,
        })),
    ),
  );
}

function checkTrigger({ trigger }: Flow, catalog: Catalog): FlowProblem[] {
  if (trigger.type !== "event") return [];
  const { event, with: given = {} } = trigger;
  const known = catalog.event(event);
  if (known) return checkFilters(known, Object.keys(given));
  const connector = catalog.connector(event.split(".")[0] ?? "");
  const ids = (connector ? [connector] : catalog.connectors).flatMap(({ events }) =>
    events.map(({ id }) => id),
  );
  const hint = ids.length ? namesHint(event, ids) : "; this tool has none";
  return [{ where: "trigger.event", message: `No event "${event}"${hint}` }];
}

/** It may be saved so: what starts it waits until it is said which form, which spreadsheet. */
function lackingTrigger({ trigger }: Flow, catalog: Catalog): FlowProblem[] {
  const event = trigger.type === "event" ? catalog.event(trigger.event) : undefined;
  const lack = event && trigger.type === "event" ? lackOf(event, trigger.with ?? {}) : undefined;
  if (!event || !lack) return [];
  const message = `${event.id} starts nothing until it is said which one is meant: give ${lack.names.join(" or ")} (${lack.description}); ask the person`;
  return [{ where: "trigger.with", message }];
}

function checkFilters({ id, filters = {} }: EventInfo, given: readonly string[]): FlowProblem[] {
  const known = Object.keys(filters);
  return given
    .filter((name) => !Object.hasOwn(filters, name))
    .map((name) => {
      const hint = known.length ? namesHint(name, known) : "; it has none";
      return {
        where: `trigger.with.${name}`,
        message: `${id} has no condition "${name}"${hint}`,
      };
    });
}

function checkToken(step: FlowStep, operation: Operation, where: string): FlowProblem[] {
  if (!step.as || operation.scopes[step.as]) return [];
  const kinds = Object.keys(operation.scopes).join(" or ");
  return [
    {
      where: `${where}.as`,
      message: `${operation.id} does not work with a ${step.as} token, only with: ${kinds}`,
    },
  ];
}

function checkPaths(value: unknown, where: string, scope: Scope): FlowProblem[] {
  return [...textsIn(value, where)].flatMap(({ where: place, text }) => {
    try {
      const messages = pathsOf(text).flatMap((path) => pathProblem(path, scope) ?? []);
      return messages.map((message) => ({ where: place, message }));
    } catch (error) {
      if (error instanceof PathSyntaxError) return [{ where: place, message: error.message }];
      throw error;
    }
  });
}

function pathProblem(path: Path, { flow, step, before, item }: Scope): string | undefined {
  const text = formatPath(path);
  if (path.root === "now" || path.root === "trigger") return undefined;
  if (path.root === "item")
    return item ? undefined : `"${text}": item stands only inside a step with forEach`;
  if (path.root === "inputs") {
    const name = path.keys[0];
    if (typeof name === "string" && Object.hasOwn(flow.inputs, name)) return undefined;
    return `"${text}": there is no such input${namesHint(String(name), Object.keys(flow.inputs))}`;
  }
  if (before.some(({ id }) => id === path.root)) return undefined;
  if (flow.steps.some(({ id }) => id === path.root)) return laterStep(text, path.root, step, flow);
  const known = ["inputs", "trigger", "now", ...before.map(({ id }) => id)];
  return `"${text}": no step or value "${path.root}"${inputHint(path.root, flow)}${namesHint(path.root, known)}`;
}

/** The commonest slip: an input by its bare name. */
function inputHint(root: string, { inputs }: Flow): string {
  return Object.hasOwn(inputs, root) ? `; the input is \${inputs.${root}}` : "";
}

/** Why a step cannot be read yet: it is the same one, it waits for this one, or it only comes later. */
function laterStep(text: string, wanted: string, step: FlowStep | undefined, flow: Flow): string {
  if (step?.id === wanted) return `"${text}": a step cannot refer to itself`;
  if (step && needs(wanted, step.id, flow))
    return `"${text}": the steps "${step.id}" and "${wanted}" wait for each other (a cycle)`;
  return `"${text}" refers to a step that does not come earlier`;
}

/** Whether a step refers to another, itself or through others. */
function needs(
  id: string,
  other: string,
  flow: Flow,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  const step = flow.steps.find((one) => one.id === id);
  if (!step || seen.has(id)) return false;
  const roots = [...textsIn([step.forEach ?? "", step.when ?? "", step.with], "")].flatMap(
    ({ text }) => rootsOf(text),
  );
  return roots.some((root) => root === other || needs(root, other, flow, new Set([...seen, id])));
}

/** Text that is no valid path refers to nothing; what is wrong with it is reported where it stands. */
function rootsOf(text: string): readonly string[] {
  try {
    return pathsOf(text).map(({ root }) => root);
  } catch {
    return [];
  }
}

function checkSinglePath(text: string | undefined, where: string): FlowProblem[] {
  if (text === undefined) return [];
  try {
    const segments = parseTemplate(text);
    const [only] = segments;
    if (segments.length === 1 && only && "path" in only) {
      const message = "goes over a list by itself: give the list, without [*]";
      return only.path.keys.includes(every) ? [{ where, message }] : [];
    }
  } catch (error) {
    if (error instanceof PathSyntaxError) return []; // checkPaths reports it
    throw error;
  }
  return [{ where, message: "must be one path and nothing else, such as ${deals.results}" }];
}

function duplicateSteps(flow: Flow): FlowProblem[] {
  return flow.steps.flatMap((step, index) =>
    flow.steps.findIndex(({ id }) => id === step.id) < index
      ? [
          {
            where: `steps.${step.id}.id`,
            message: `There are two steps "${step.id}"; ids must differ`,
          },
        ]
      : [],
  );
}

function schemaProblem(issue: z.core.$ZodIssue, candidate: unknown, schema: Schema): FlowProblem {
  const path = issue.path.map((key, index) =>
    index === 1 && issue.path[0] === "steps" ? stepName(candidate, key) : String(key),
  );
  const message = explainIssue(issue, schema, undefined);
  return { where: path.join(".") || "flow", message };
}

function stepName(candidate: unknown, index: PropertyKey): string {
  const steps =
    candidate !== null && typeof candidate === "object" && "steps" in candidate
      ? candidate.steps
      : undefined;
  const step: unknown =
    Array.isArray(steps) && typeof index === "number" ? steps[index] : undefined;
  const id = step !== null && typeof step === "object" && "id" in step ? step.id : undefined;
  return typeof id === "string" ? id : String(index);
}
