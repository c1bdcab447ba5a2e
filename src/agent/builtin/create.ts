import type { Flow, FlowValue } from "../../flow/schema.ts";
import { literalText } from "../../flow/paths.ts";
import type { Draft } from "./compose.ts";
import type { Request } from "./request.ts";
import { unique } from "./step-names.ts";
import type { KnownStep } from "./fill.ts";
import { wordsIn } from "./lexicon.ts";
import { camelCase, capitalise } from "./text.ts";

/** The whole flow around the steps of a draft. */
export function flowOf(draft: Draft, request: Request, taken: ReadonlySet<string>): Flow {
  const output = outputOf(draft.steps);
  return {
    name: unique(nameOf(draft.steps), taken),
    description: describe(draft.steps),
    trigger: request.trigger,
    inputs: { ...draft.inputs },
    steps: draft.steps.map(({ step }) => ({ ...step, with: { ...step.with } })),
    ...(output === undefined ? {} : { output }),
  };
}

const maxNameLength = 56;

/** `postToProductUpdates`, `createChannelProjApollo`: what it does, and to what. */
function nameOf(steps: readonly KnownStep[]): string {
  const main = steps.filter(({ operation }) => operation.kind !== "read");
  const [first, second] = main.length > 0 ? main : steps;
  if (!first) return "run";
  const words = [
    ...nameWords(first),
    ...(second && second.operation !== first.operation ? ["and", ...actionWords(second)] : []),
  ];
  return camelCase(words).slice(0, maxNameLength);
}

function nameWords(known: KnownStep): readonly string[] {
  const { step, operation } = known;
  const target = operation.fields
    .filter(({ kind }) => kind === "channel" || kind === "name" || kind === "query")
    .map(({ name }) => step.with[name])
    .find((value) => typeof value === "string" && !value.includes("${"));
  const literal = typeof target === "string" ? literalText(target) : undefined;
  const readable =
    literal !== undefined && !/^[A-Z0-9]{8,}$/.test(literal)
      ? wordsIn(literal.replaceAll("-", " ")).slice(0, 4)
      : [];
  const channel = operation.fields.some(({ kind, required }) => kind === "channel" && required);
  if (
    operation.verbs.has("send") &&
    channel &&
    readable.length > 0 &&
    operation.fields.every(
      ({ kind, required }) => !required || kind === "channel" || kind === "text",
    )
  ) {
    return ["post", "to", ...readable];
  }
  return [...actionWords(known), ...readable];
}

/** Verb and thing of the title: `Add a reaction to a message` → add, reaction. */
function actionWords({ operation }: KnownStep): readonly string[] {
  const words = wordsIn(operation.title);
  const thing = words
    .slice(1)
    .find((word) => word.length > 2 && !/^(?:the|all|its|for|new|from|into)$/.test(word));
  return [words[0] ?? "run", ...(thing ? [thing] : [])];
}

/** The steps in a sentence. */
export function describe(steps: readonly KnownStep[]): string {
  const parts = steps.map(({ step, operation }) => {
    const target = operation.fields.find(({ kind }) => kind === "channel");
    const value = target && step.with[target.name];
    const isLiteral = typeof value === "string" && !value.includes("${");
    const where = isLiteral ? (operation.kind === "write" ? ` to ${value}` : ` (${value})`) : "";
    return `${operation.title.charAt(0).toLowerCase()}${operation.title.slice(1)}${where}`;
  });
  return `${capitalise(parts.join(", then "))}.`.slice(0, 500);
}

/** What the last step gives that a caller can use: what it read, or where what it wrote is. */
export function outputOf(steps: readonly KnownStep[]): FlowValue | undefined {
  const last = steps.at(-1);
  if (!last) return undefined;
  const { operation, step } = last;
  // done for each of a list, it gives a list
  if (step.forEach !== undefined) return `\${${step.id}}`;
  // One thing that was read is given whole; of a list, only the list.
  if (operation.kind === "read" && !operation.pages) return `\${${step.id}}`;
  const paths =
    operation.kind === "read" && operation.lists.length > 0
      ? operation.lists
      : operation.outputs.map(({ path }) => path);
  if (paths.length === 0) return undefined;
  return Object.fromEntries(
    paths.map((path) => [memberName(path.split(".")[0] ?? path), `\${${step.id}.${path}}`]),
  );
}

/** The provider's own name where it is one of TypeScript's kind. */
function memberName(name: string): string {
  return /^[a-z][A-Za-z\d]*$/.test(name) ? name : camelCase([name]);
}
