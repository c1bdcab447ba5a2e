import type { Catalog } from "../catalog/catalog.ts";
import { connectorOf, methodOf } from "../catalog/operation.ts";
import { literalText, parsePath } from "../flow/paths.ts";
import type { FlowStep, FlowValue } from "../flow/schema.ts";
import { lookupsOf } from "../flow/uses.ts";
import { expressionOf } from "./expression.ts";
import { propertyName } from "./literal.ts";
import type { Scope } from "./scope.ts";
import type { Source, Templates } from "./templates.ts";

export interface StepContext {
  readonly catalog: Catalog;
  readonly templates: Templates;
  readonly scope: Scope;
  /** Parts of helpers that the steps use, by connector; filled while rendering. */
  readonly usedHelpers: Map<string, Set<string>>;
}

/** One step as a statement: a call, in a loop or under a condition where the flow says so. */
export function renderStep(step: FlowStep, context: StepContext): string {
  const { scope, templates } = context;
  const list = step.forEach === undefined ? undefined : pathOf(step.forEach);
  const when = step.when === undefined ? undefined : pathOf(step.when);
  const each = list && scope.access(list);
  return templates.render("parts/step", {
    name: source(scope.nameOf(step.id)),
    list: each && source(each.mayBeMissing ? `${each.source} ?? []` : each.source),
    when: when && source(scope.access(when, step).source),
    isRead: scope.isRead(step.id),
    call: source(renderCall(step, context)),
  });
}

function renderCall(step: FlowStep, context: StepContext): string {
  const { catalog, templates, scope } = context;
  const operation = catalog.find(step.use);
  const connector = catalog.connector(connectorOf(step.use));
  if (!operation || !connector)
    throw new TypeError(`${step.use} is not in the catalog; check the flow before rendering it`);
  const used = context.usedHelpers.get(connector.id) ?? new Set<string>();
  context.usedHelpers.set(connector.id, used);
  const lookups = new Map(lookupsOf(step, operation).map(({ input, helper }) => [input, helper]));
  for (const helper of lookups.values()) used.add(helper);
  if (operation.codeHelper !== undefined) used.add(operation.codeHelper);
  const answer = scope.answerType(step);
  const own = `operations/${connector.id}/${methodOf(operation.id)}`;
  return templates
    .render(templates.has(own) ? own : "operations/default", {
      callee: source(
        operation.codeHelper ??
          `${connector.helper.name}${answer === undefined ? "" : `<${answer}>`}`,
      ),
      method: operation.codeHelper === undefined ? methodOf(operation.id) : undefined,
      with: Object.entries(step.with).map(([name, value]) => ({
        name: source(propertyName(name)),
        value: source(argument(value, lookups.get(name), step, scope)),
      })),
    })
    .trim();
}

function argument(
  value: FlowValue,
  lookup: string | undefined,
  step: FlowStep,
  scope: Scope,
): string {
  const expression = expressionOf(value, scope.readIn(step));
  if (lookup === undefined) return expression;
  const isText =
    typeof value === "string" && (literalText(value) !== undefined || expression.startsWith("`"));
  return `await ${lookup}(${isText || /^input\.\w+$/.test(expression) ? expression : `String(${expression})`})`;
}

/** The path of a text that is one path; the flow's check has seen to that. */
function pathOf(text: string) {
  const path = parsePath(text.trim().slice(2, -1).trim());
  if (!path) throw new TypeError(`${text} is not one path; check the flow before rendering it`);
  return path;
}

function source(text: string): Source {
  return { source: text };
}
