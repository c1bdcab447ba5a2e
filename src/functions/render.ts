import type { Catalog } from "../catalog/catalog.ts";
import { connectorOf } from "../catalog/operation.ts";
import type { Flow } from "../flow/schema.ts";
import { givenInputs, needsOf, usesOf } from "../flow/uses.ts";
import { computePermissions } from "../permissions/compute.ts";
import { expressionOf } from "./expression.ts";
import { withAccounts } from "./helper-accounts.ts";
import { inputsOf } from "./render-input.ts";
import { type Scope, createScope } from "./scope.ts";
import { type StepContext, renderStep } from "./render-step.ts";
import { type Source, createTemplates } from "./templates.ts";
import { tidy } from "./tidy.ts";

interface RendererDependencies {
  readonly catalog: Catalog;
  readonly templatesDir: string;
}

/** Columns of a comment line, and characters of the sentence that are kept. */
const commentWidth = 92;
const maxSentence = 600;

/** Renders a flow as one self-contained TypeScript file. The same flow gives the same bytes. */
export function createRenderer({ catalog, templatesDir }: RendererDependencies) {
  const templates = createTemplates(templatesDir);

  /** The connectors' helpers as far as steps and parts call them, then the parts that the steps use. */
  function helpersOf(
    flow: Flow,
    steps: readonly string[],
    { usedHelpers, accountCalls }: StepContext,
  ): string[] {
    const parts = [...usedHelpers].toSorted().map((name) => templates.render(name, {}));
    const callers = [...steps, ...parts].join("\n");
    const helpers = flow.steps.flatMap(({ use }) => {
      const helper = catalog.connector(connectorOf(use))?.helper;
      return helper && new RegExp(`\\b${helper.name}[<(]`).test(callers) ? [helper] : [];
    });
    const byName = new Map(helpers.map((helper) => [helper.name, helper]));
    const own = Array.from(byName.values(), ({ name, template }) =>
      templates.render(`helpers/${template}`, { name: { source: name } }),
    );
    if (accountCalls.size === 0) return [...own, ...parts];
    return [
      withAccounts([...own, ...parts].join("\n"), accountCalls),
      templates.render("parts/accounts", {}),
    ];
  }

  return {
    /** `sentence` is what the person asked for; it stands at the top of the file. */
    async render(flow: Flow, sentence: string): Promise<string> {
      const scope = createScope(flow, catalog);
      const context: StepContext = {
        catalog,
        templates,
        scope,
        usedHelpers: new Set(),
        accountCalls: new Set(),
        isOwn: ownership(flow),
      };
      const steps = flow.steps.map((step) => renderStep(step, context));
      const inputs = inputsOf(flow, scope);
      const values = {
        sentence: wrap(shorten(sentence)),
        ...whatItNeeds(flow, catalog),
        inputs: inputs.length ? inputs : undefined,
        trigger: scope.triggerType(),
        readsRequest: inputs.length > 0 || scope.triggerType() !== undefined,
        steps: steps.map((source): Source => ({ source })),
        output: outputOf(flow, scope),
        functions: [
          ...(inputs.length
            ? [templates.render("parts/input", { inputs, parsed: parsedNames(inputs) })]
            : []),
          ...helpersOf(flow, steps, context),
        ].map((source): Source => ({ source })),
      };
      return tidy(templates.render("function", values));
    },
  };
}

export type Renderer = ReturnType<typeof createRenderer>;

/** By the conditions under which a created thing needs another scope than one that was there. */
function ownership(flow: Flow): StepContext["isOwn"] {
  const useOf = new Map(flow.steps.map(({ id, use }) => [id, use]));
  return (step, { scopesWhen = [] }) => {
    const { origins } = givenInputs(step, useOf);
    return scopesWhen.some(
      (when) => "from" in when && when.from.includes(origins.get(when.input) ?? ""),
    );
  };
}

function whatItNeeds(flow: Flow, catalog: Catalog) {
  const calls = usesOf(flow, catalog).map(({ operation: { id }, account }) =>
    account === undefined ? id : `${id} as ${account}`,
  );
  const scopes = computePermissions(needsOf(flow, catalog), catalog).map(({ scope }) => scope);
  return {
    calls: [...new Set(calls)].join(", "),
    needs: [...new Set(scopes)].join(", ") || undefined,
  };
}

function outputOf(flow: Flow, scope: Scope): Source {
  if (flow.output !== undefined) return { source: expressionOf(flow.output, scope.read) };
  const last = flow.steps.at(-1);
  return { source: last ? scope.read({ root: last.id, keys: [] }) : "null" };
}

function parsedNames(inputs: ReturnType<typeof inputsOf>): readonly string[] | undefined {
  const names = inputs.filter(({ isText }) => !isText).map(({ name }) => name.source);
  return names.length ? names : undefined;
}

function shorten(sentence: string): string {
  const characters = Array.from(sentence.trim());
  return characters.length > maxSentence
    ? `${characters.slice(0, maxSentence).join("")} …`
    : sentence.trim();
}

function wrap(sentence: string): string[] {
  const lines: string[] = [];
  for (const word of sentence.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < commentWidth)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
