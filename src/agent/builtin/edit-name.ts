import type { Flow } from "../../flow/schema.ts";
import { knownSteps } from "./edit-context.ts";
import { nameKey } from "./open-question.ts";
import { isIdentifier } from "./function-order.ts";
import { functionName, type Renaming, renamingIn } from "./rename.ts";
import { type Token, tokenize } from "./tokens.ts";
import type { Context, Intent } from "./understand.ts";

type Current = NonNullable<Context["current"]>;

/** Gives the function at hand another name, or asks for one that it can have. */
export function renames(renaming: Renaming, current: Current, context: Context): Intent {
  const answer = context.answers?.get(nameKey);
  const words = answer === undefined ? renaming.to.map(wordOf) : answer.split(/\s+/);
  if (words.length === 0) return asksName(current, "What should it be called from now on?");
  const name = functionName(words.map((word) => word.replace(/^["'“”„‘’]+|["'“”.!]+$/g, "")));
  const said = words.join(" ");
  if (name === undefined)
    return asksName(
      current,
      `“${said}” cannot be the name of a function: it takes letters and digits, and is no word of the language such as \`delete\`. What should it be called instead?`,
    );
  if (name !== current.name && context.functions.includes(name))
    return asksName(
      current,
      `There is already a function \`${name}\`. What should it be called instead?`,
    );
  return {
    kind: "edit",
    base: current.version,
    flow: { ...current.flow, name },
    changes: [`it is called \`${name}\``],
  };
}

const wordOf = ({ kind, raw, value }: Renaming["to"][number]) => (kind === "quote" ? value : raw);

function asksName({ name }: Current, question: string): Intent {
  return {
    kind: "ask",
    understood: `\`${name}\` is to have another name.`,
    questions: [{ key: nameKey, question, wants: { kind: "input", type: "string" } }],
  };
}

const joints: ReadonlySet<string> = new Set(["and", "und", "y", "et", "e", ",", ";"]);

/** `post it to #random instead and call it randomDeals`: a change, and another name. */
export function renamesToo(
  prompt: string,
  tokens: readonly Token[],
  context: Context,
  understand: (prompt: string, context: Context) => Intent,
): Intent | undefined {
  const { current, functions } = context;
  if (!current) return undefined;
  for (const { start, end } of tokens.filter(({ norm }) => joints.has(norm))) {
    const [head, tail] = [prompt.slice(0, start), prompt.slice(end)];
    for (const [part, other] of [
      [head, tail],
      [tail, head],
    ] as const) {
      const renaming = renamingIn(tokenize(part), functions);
      if (!renaming || renaming.to.length === 0) continue;
      const rest = understand(other, context);
      if (rest.kind !== "edit" || renamesThing(renaming, rest.flow, context)) continue;
      const both = renames(renaming, { ...current, flow: rest.flow }, context);
      return both.kind === "edit" ? { ...both, changes: [...rest.changes, ...both.changes] } : both;
    }
  }
  return undefined;
}

/** `rename it to "Kick-off"` is about the event where the function makes one. */
export function renamesThing(
  { to, saysFunction, saysName }: Renaming,
  flow: Flow,
  { vocabulary }: Context,
): boolean {
  if (saysFunction || isIdentifier(to)) return false;
  const hasName = knownSteps(flow, { vocabulary }).some(({ step, operation }) =>
    operation.fields.some(({ kind, name }) => kind === "name" && name in step.with),
  );
  return hasName || (saysName && /name"\s*:/i.test(JSON.stringify(flow.steps.map((s) => s.with))));
}
