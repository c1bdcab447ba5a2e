import { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import type { Connector } from "../catalog/connector.ts";
import { type Operation, connectorOf, methodOf } from "../catalog/operation.ts";
import { literalText, parsePath } from "../flow/paths.ts";
import type { FlowStep, FlowValue } from "../flow/schema.ts";
import { applies, lookupsOf } from "../flow/uses.ts";
import { expressionOf } from "./expression.ts";
import { propertyName, stringLiteral } from "./literal.ts";
import { pagingOf } from "./paging.ts";
import { type Argument, renderRequest } from "./render-request.ts";
import type { Scope } from "./scope.ts";
import type { Source, Templates } from "./templates.ts";

export interface StepContext {
  readonly catalog: Catalog;
  readonly templates: Templates;
  readonly scope: Scope;
  /** Whether the step works on something that an earlier step of the flow created. */
  readonly isOwn: (step: FlowStep, operation: Operation) => boolean;
  /** Names of helper templates that the steps use; filled while rendering. */
  readonly usedHelpers: Set<string>;
  /** Names of the functions that steps call with an account; filled as well. */
  readonly accountCalls: Set<string>;
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
  const { catalog, templates } = context;
  const operation = catalog.find(step.use);
  const connector = catalog.connector(connectorOf(step.use));
  if (!operation || !connector)
    throw new TypeError(`${step.use} is not in the catalog; check the flow before rendering it`);
  const args = argumentsOf(step, operation, connector, context);
  const paging = pagingOf(step, operation);
  if (!paging) return renderOne(step, operation, connector, args, context);
  context.usedHelpers.add("parts/pages");
  const call = renderOne(
    step,
    operation,
    connector,
    new Map([
      ...args,
      [paging.pageSize, { source: "size", isText: true }],
      [paging.cursor, { source: "after", isText: false }],
    ]),
    context,
  );
  return templates
    .render("parts/pages-call", {
      items: paging.items,
      wanted: source(args.get(paging.pageSize)?.source ?? ""),
      most: paging.maxPageSize,
      next: source(paging.next.replaceAll(".", "?.")),
      isAsync: call.includes("await "),
      call: source(call),
    })
    .trim();
}

function renderOne(
  step: FlowStep,
  operation: Operation,
  connector: Connector,
  args: ReadonlyMap<string, Argument>,
  { templates, scope, usedHelpers, accountCalls, isOwn }: StepContext,
): string {
  const { codeHelper, codeParts = [] } = operation;
  const { helper } = connector;
  for (const part of [...(codeHelper === undefined ? [] : [codeHelper]), ...codeParts])
    usedHelpers.add(`helpers/${helper.template}/${part}`);
  const answer = scope.answerType(step);
  const callee = codeHelper ?? `${helper.name}${answer === undefined ? "" : `<${answer}>`}`;
  const members = Array.from(args, ([name, one]) => ({
    name: source(propertyName(name)),
    value: source(one.source),
  }));
  if (step.account !== undefined) accountCalls.add(codeHelper ?? helper.name);
  const common = {
    callee: source(callee),
    account: step.account,
    with: members,
    isOwn: isOwn(step, operation),
    input: Object.fromEntries(Array.from(args, ([name, one]) => [name, source(one.source)])),
  };
  const own = `operations/${connector.id}/${methodOf(operation.id)}`;
  if (codeHelper !== undefined || helper.takes === "method") {
    const method = codeHelper === undefined ? methodOf(operation.id) : undefined;
    const template = templates.has(own) ? own : "operations/default";
    return templates.render(template, { ...common, method }).trim();
  }
  const { url, method, query, body } = renderRequest(operation, args);
  return templates
    .render(templates.has(own) ? own : "operations/request", {
      ...common,
      url: source(url),
      init: method !== undefined || query.length > 0 || body !== undefined,
      method,
      query: query.length
        ? query.map(({ name, value }) => ({ name: source(name), value: source(value) }))
        : undefined,
      body: body === undefined ? undefined : source(body),
    })
    .trim();
}

function argumentsOf(
  step: FlowStep,
  operation: Operation,
  { helper }: Connector,
  { scope, usedHelpers, accountCalls }: StepContext,
): ReadonlyMap<string, Argument> {
  const needed = lookupsOf(step, operation);
  const lookups = new Map(needed.map((one) => [one.input, one.helper]));
  for (const name of needed.flatMap((one) => [one.helper, ...one.parts]))
    usedHelpers.add(`helpers/${helper.template}/${name}`);
  const { account } = step;
  if (account !== undefined) for (const one of needed) accountCalls.add(one.helper);
  return new Map(
    Object.entries(step.with).map(([name, value]) => {
      const lookup = lookups.get(name);
      const candidates = operation.lookups?.[name] ?? [];
      if (lookup === undefined) return [name, plainArgument(value, step, scope)];
      const found = (entry: FlowValue): string =>
        candidates.some((candidate) => applies(candidate, entry))
          ? lookedUp(lookup, plainArgument(entry, step, scope), account)
          : plainArgument(entry, step, scope).source;
      const expression = Array.isArray(value)
        ? `[${value.map((entry: FlowValue) => found(entry)).join(", ")}]`
        : isList(operation, name)
          ? `await Promise.all(${plainArgument(value, step, scope).source}.map((entry) => ${lookup}(String(entry)${accountArgument(account)})))`
          : found(value);
      return [name, { source: expression, isText: true }];
    }),
  );
}

/** Whether the operation takes a list there. */
function isList({ input }: Operation, name: string): boolean {
  const schema = input.shape[name];
  return (
    schema !== undefined && z.toJSONSchema(schema, { unrepresentable: "any" }).type === "array"
  );
}

function lookedUp(
  lookup: string,
  { source: text, isText }: Argument,
  account: string | undefined,
): string {
  return `await ${lookup}(${isText ? text : `String(${text})`}${accountArgument(account)})`;
}

function accountArgument(account: string | undefined): string {
  return account === undefined ? "" : `, { account: ${stringLiteral(account)} }`;
}

function plainArgument(value: FlowValue, step: FlowStep, scope: Scope): Argument {
  const expression = expressionOf(value, scope.readIn(step));
  if (typeof value !== "string") {
    return typeof value === "number" || typeof value === "boolean"
      ? { source: expression, literal: String(value), isText: true }
      : { source: expression, isText: false };
  }
  const literal = literalText(value);
  if (literal !== undefined) return { source: expression, literal, isText: true };
  const path = /^\$\{[^}]*\}$/.test(value) ? parsePath(value.slice(2, -1).trim()) : undefined;
  return { source: expression, isText: path ? scope.isText(path, step) : true };
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
