import type { Flow } from "../../flow/schema.ts";
import type { Draft } from "./compose.ts";
import { isByHand, takesDaysOut } from "./edit-trigger.ts";
import { nounOf, verbOf } from "./lexicon.ts";
import type { Request } from "./request.ts";
import type { Token } from "./tokens.ts";

const editCues: ReadonlySet<string> = new Set(
  (
    "it its that also too instead as-well same other rather again without only not now change step part done " +
    "configurable optional required input parameter default mention " +
    "goes go should shall must soll sollte geht debe va doit deve vai " +
    "es auch stattdessen nur nicht andere anderen eso tambien ahora solo otro otra ca cela aussi plutot autre isso tambem agora outro outra"
  ).split(" "),
);
/** Before or after what is there already. */
const orderCues =
  /^(?:first|before|beforehand|after|afterwards|done|finished|zuerst|vorher|danach|fertig|primero|antes|despues|d'abord|avant|apres|primeiro|depois)$/;
/** What is there is wanted no longer. */
const endCues = /^(?:anymore|longer|don't|dont)$/;
const newWords =
  /^(?:new|another|second|separate|different|neue|zweite|weitere|andere|nueva|otra|segunda|nouvelle|autre|deuxieme|nova|outra)$/;
const programWords =
  /^(?:automation|workflow|bot|script|integration|automatisierung|automatizacion|automatisation|automacao)$/;

/** A complete sentence of its own is a new function, unless it leans on the one at hand. */
export function startsAnew(
  tokens: readonly Token[],
  draft: Draft,
  request: Request,
  flow: Flow,
): boolean {
  const words = tokens.filter(({ kind }) => kind === "word").map(({ norm }) => norm);
  const isProgram = (word = "") => nounOf(word) === "function" || programWords.test(word);
  if (
    words.some(
      (word, index) => newWords.test(word) && words.slice(index + 1, index + 3).some(isProgram),
    )
  )
    return true;
  if (draft.steps.length === 0 || draft.unknown.length > 0 || draft.questions.length > 0)
    return false;
  if (isByHand(tokens) || takesDaysOut(tokens, flow)) return false;
  const [first] = request.clauses;
  const opening = words[0] ?? "";
  if (
    /^(?:and|then|plus|und|dann|y|luego|et|puis|e|depois|no|ok)$/.test(opening) ||
    /^(?:remove|update|add)$/.test(verbOf(opening) ?? "") ||
    words.some((word) => orderCues.test(word) || endCues.test(word)) ||
    first?.verbs.length === 0 ||
    first?.tokens.some(({ kind, norm }) => kind === "word" && editCues.has(norm))
  )
    return false;
  const open = Object.keys(draft.inputs).filter((name) => name !== "text");
  // what is there already, with something left open, is meant to change
  const isThere = draft.steps.every(({ step }) => flow.steps.some(({ use }) => use === step.use));
  const isPart = request.trigger.type === "manual" && draft.steps.length < flow.steps.length;
  if (isThere && (open.length > 0 || isPart)) return false;
  return (
    words.length > 2 && (open.length === 0 || draft.steps.length > 1 || request.event.length > 0)
  );
}
