import { type AutomationOrder, automationOrderIn } from "./automation-orders.ts";
import { asksDryRun } from "./dry-run-words.ts";
import { isKnownNoun, nounOf } from "./lexicon.ts";
import { type Renaming, renamingIn } from "./rename.ts";
import { fold } from "./text.ts";
import { timePhrases } from "./time-phrases.ts";
import type { Token } from "./tokens.ts";
import { type WholeFunction, wholeFunctionIn } from "./whole-function.ts";

/** Orders about the function at hand that change no step of its flow. */
export type Command =
  | { readonly kind: "undo" }
  | { readonly kind: "restore"; readonly version: number }
  | {
      readonly kind: "run";
      readonly input: Readonly<Record<string, string>>;
      readonly text: string | undefined;
      /** Changes nothing and says what it would. */
      readonly dryRun?: true;
    }
  | ({ readonly kind: "rename" } & Renaming)
  | WholeFunction
  | AutomationOrder;

/** What a run is given, and whether it only rehearses. */
export type RunOrder = Pick<Extract<Command, { kind: "run" }>, "input" | "text" | "dryRun">;

const undo =
  /^(?:please |ok |no |nein |pls |and |hm+ )*(?:undo(?: (?:that|it|this|the last (?:change|one|edit)|last change|everything))?|revert(?: (?:that|it|this|the last change))?|take (?:that|it) back|mach (?:das|es)(?: mal| bitte| doch| wieder)* ruckgangig|ruckgangig(?: machen)?|deshaz(?: (?:eso|esto))?|deshacer|annule(?:r)?(?: (?:ca|cela))?|desfaz(?:er)?(?: isso)?|desfaca(?: isso)?)(?: (?:please|pls|again|bitte|por favor))*$/;
const restore =
  /\b(?:go back|back|revert|restore|return|roll back|rollback|zuruck|vuelve|reviens|volta|volte)\b.*\b(?:version|v|versao)\s*(\d+)\b/;
const run =
  /^(?:please |now |ok |pls |can you |and )*(?:run|test|try|execute|start|fuhre|ejecuta|lance|execute|roda|starte|teste|prueba|essaie)\b/;
/** Reads undo, restore, run, rename, copy and delete; undefined where the message is none of them. */
export function commandOf(
  tokens: readonly Token[],
  knowsFunction: boolean,
  functions: readonly string[],
): Command | undefined {
  const spoken = tokens.filter(
    ({ kind }) => kind !== "quote" && kind !== "mark" && kind !== "break",
  );
  const words = spoken.map(({ norm }) => norm);
  const said = words.join(" ").trim();
  const version = restore.exec(said)?.[1];
  if (version) return { kind: "restore", version: Number(version) };
  if (undo.test(said)) return { kind: "undo" };
  // As it was written: `teste es` is no misspelt `texte`.
  const written = spoken.map(({ raw }) => fold(raw)).join(" ");
  if (asksDryRun(written) && timePhrases(tokens).length === 0 && words.length <= 14)
    return { kind: "run", input: namedValues(tokens), text: quoteIn(tokens), dryRun: true };
  const automation = automationOrderIn(tokens, functions);
  if (
    automation &&
    (automation.of.length > 0 || automation.all || knowsFunction || functions.length > 0)
  )
    return automation;
  const about = (noun: string) => words.some((word) => isKnownNoun(word) && nounOf(word) === noun);
  if (
    run.test(said) &&
    !starts(tokens, said) &&
    !about("channel") &&
    words.length <= 12 &&
    (knowsFunction || about("function") || /^(?:\S+ )*(?:it|that)\b/.test(said))
  ) {
    return { kind: "run", input: namedValues(tokens), text: quoteIn(tokens) };
  }
  const renaming = renamingIn(tokens, functions);
  if (renaming) return { kind: "rename", ...renaming };
  const whole = wholeFunctionIn(tokens, functions);
  return whole && (whole.of !== undefined || knowsFunction || about("function"))
    ? whole
    : undefined;
}

function quoteIn(tokens: readonly Token[]): string | undefined {
  return tokens.find(({ kind }) => kind === "quote")?.value;
}

/** `run it every day`, `start it with :wave:`: about the function, not a wish to run it now. */
function starts(tokens: readonly Token[], said: string): boolean {
  return (
    timePhrases(tokens).length > 0 ||
    /\b(?:when|whenever|wenn|cuando|quand|quando)\b/.test(said) ||
    /^start \w+ with\b/.test(said)
  );
}

/** `text "hi"`, `channel #general`: what stands after the name of an input. */
function namedValues(tokens: readonly Token[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    tokens.flatMap((token, index): [string, string][] => {
      const value =
        tokens[index + 1]?.norm === ":" || tokens[index + 1]?.norm === "="
          ? tokens[index + 2]
          : tokens[index + 1];
      const takes =
        value?.kind === "quote" ||
        value?.kind === "channel" ||
        value?.kind === "email" ||
        value?.kind === "number";
      return token.kind === "word" && value && takes ? [[token.raw, value.value]] : [];
    }),
  );
}
