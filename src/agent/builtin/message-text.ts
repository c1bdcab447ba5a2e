import { escapeText } from "../../flow/paths.ts";
import { type FlowInput, identifier } from "../../flow/schema.ts";
import type { Clause } from "./clauses.ts";
import { namedMembers, readOf, tellingText, toldMembers } from "./event-members.ts";
import { isDeterminer, isStopWord, nounOf, wordsIn } from "./lexicon.ts";
import { objectPhrase } from "./objects.ts";
import type { Request } from "./request.ts";
import { camelCase, capitalise } from "./text.ts";

/** What a message says where the sentence gives no words for it. */
export const defaultText = "Hello from Patchbay";

/** The words of a message that gives none: the unquoted object, what happened, or what the caller passes. */
export function textFor(
  request: Request,
  clause: Clause,
): { readonly value: string; readonly inputs: Record<string, FlowInput> } {
  const object = objectPhrase(request.prompt, clause, request.vocabulary);
  if (object?.literal && request.event.length === 0)
    return { value: escapeText(object.raw), inputs: {} };
  const event = eventSentence(request);
  const told = toldText(request, clause, event?.sentence);
  if (told !== undefined) return { value: told, inputs: {} };
  const generic =
    object?.words.every((word) =>
      /^(?:important|updates?|info|infos|details?|news|notice|reminders?|something|everyone|everybody|team|all)$/i.test(
        word,
      ),
    ) ?? true;
  const name = object && !generic ? camelCase(object.words) : event?.noun;
  if (name === undefined) {
    return {
      value: "${inputs.text}",
      inputs: {
        text: { type: "string", default: defaultText, description: "Text of the message" },
      },
    };
  }
  const input = identifier.safeParse(name).success ? name : "details";
  const about = object && !generic ? object.raw : `the ${event?.noun ?? "event"}`;
  const description = `What to say about ${about}`;
  // Who calls at an event may pass nothing: then what happened is all there is to say.
  if (event && request.trigger.type === "event") {
    const open: FlowInput = { type: "string", default: event.sentence, description };
    return { value: "${inputs.text}", inputs: { text: open } };
  }
  const value = event
    ? `${escapeText(event.sentence)}: \${inputs.${input}}`
    : `\${inputs.${input}}`;
  return {
    value,
    inputs: { [input]: { type: "string", description } },
  };
}

/** What is sent on is the thing itself: `forward it`. */
const pronouns =
  /^(?:it|that|this|them|these|those|es|ihn|sie|das|lo|la|los|las|le|les|o|os|isso|ca)$/;

/** What happened at a provider, with what the sentence names of it or what tells most. */
function toldText(
  { trigger, vocabulary, event: said }: Request,
  clause: Clause,
  sentence: string | undefined,
): string | undefined {
  const event =
    trigger.type === "event" && said.length > 0
      ? vocabulary.events.find(({ id }) => id === trigger.event)
      : undefined;
  if (!event) return undefined;
  const parts = partsSaid(clause);
  const isThing = (word: string) => event.things.has(nounOf(word));
  const named = namedMembers(
    event.members,
    parts.filter((word) => !isThing(word)),
  );
  const told = named.length > 0 ? named : toldMembers(event.members);
  const [first] = told;
  if (!first) return undefined;
  // `post it`, `forward the message`, `post its text`: what was written, as it is.
  const isSentOn =
    named.length > 0 ||
    parts.some(isThing) ||
    clause.tokens.some(({ kind, norm }) => kind === "word" && pronouns.test(norm));
  if (isSentOn && told.length === 1 && first.name === "text") return readOf(first);
  return tellingText(escapeText(sentence ?? event.title), told);
}

/** `the subject and the sender`, `with its amount`: not where it goes, `to the team`. */
function partsSaid({ tokens }: Clause): readonly string[] {
  const norms = tokens.map(({ norm }) => norm);
  return tokens.flatMap(({ kind, norm }, index) => {
    const before = norms.slice(Math.max(0, index - 3), index).toReversed();
    const lead = before.findIndex((word) => leads.test(word) || isDeterminer(word));
    const isPlace = lead >= 0 && placeWords.test(before[lead + 1] ?? "");
    return kind === "word" && lead >= 0 && lead < 2 && !isPlace ? [norm] : [];
  });
}

const leads = /^(?:with|including|and|,|its|their|her|his|mit|und|con|y|avec|et|com|e)$/;
const placeWords = /^(?:to|in|into|on|at|of|from|for|auf|en|dans|sur|para|no|na)$/;

const appTail =
  /\s+(?:in|inside|on|from|of|en|dans|no|na|em|aus|von)\s+(?:my|the|our|meiner|der|mi|la|mon|notre|meu|minha|o)\s+(?:app|application|aplicaci[oó]n|appli|aplicativo|website|site|store|shop)\b.*$/iu;
const appHead =
  /^(?:(?:my|the|our)\s+)?app\s+(?:has|gets|receives|sends|creates)\s+|^there(?:'s| is| are)\s+|^(?:every|each|any)\s+/iu;

/** What happens, as a sentence, and the thing it happens to. */
function eventSentence(
  request: Request,
): { readonly sentence: string; readonly noun: string } | undefined {
  const first = request.event[0];
  const last = request.event.at(-1);
  if (!first || !last) return undefined;
  const raw = request.prompt
    .slice(first.start, last.end)
    .replace(appTail, "")
    .replace(appHead, "")
    .trim();
  const words = wordsIn(raw);
  const content = words.filter(
    (word) => !isStopWord(word) && !isDeterminer(word) && word !== "app",
  );
  // "a sale is made" is about the sale; of more words nobody can tell which is the thing
  const noun = content.length > 2 ? "details" : content[0];
  if (noun === undefined || /^(?:calls?|called|ruft|llama|llame|appelle|chama|chamar)$/.test(noun))
    return undefined;
  return {
    sentence: capitalise(raw),
    noun: camelCase([noun === "someone" || noun === "somebody" ? "person" : noun]),
  };
}
