import { asksTool, functionKey } from "./open-question.ts";
import { askPerson, call, type ListedFunction, type Situation, type Step } from "./step.ts";
import type { Intent } from "./understand.ts";

type Listed = readonly ListedFunction[];

/** Asks which function, with those there are to choose from. */
export function askFunction(words: (names: readonly string[]) => string, listed: Listed): Step {
  const names = listed.map(({ name }) => name);
  const question = words(names);
  return names.length > 1 && names.length <= 6
    ? askPerson([{ key: functionKey, question, options: names, wants: { kind: "choice" } }])
    : askPerson([question]);
}

/** What to look at or to ask before an intent is followed: another tool may be connected, a function may be meant. */
export function beforeFollowing(intent: Intent, situation: Situation): Step | undefined {
  const { turn, context, name, listed, request } = situation;
  const asks = intent.kind === "ask" && intent.questions.some(asksTool);
  if (asks && context.can("list_connections") && !turn.last("list_connections"))
    return call("list_connections", {});
  const makes = intent.kind === "ask" || intent.kind === "create";
  if (!makes || name !== undefined || listed.length === 0 || !isChange(request)) return undefined;
  const [only, more] = listed;
  return only && !more && context.can("read_function")
    ? call("read_function", { name: only.name })
    : askFunction(changeWhat, listed);
}

function changeWhat(names: readonly string[]): string {
  return `Which function should I change: ${names.join(", ")}?`;
}

/** `change the text to "x"`, with nothing said of what has that text. */
function isChange(request: string): boolean {
  return /^(?:please |pls |now )*(?:change|set|update|edit|replace) (?:the |its )?(?:text|wording|channel|time|schedule|message|recipient|subject|trigger|emoji)\b(?! of\b)(?! \S*\d{6})/i.test(
    request.trim(),
  );
}
