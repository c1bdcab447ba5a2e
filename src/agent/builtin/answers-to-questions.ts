import { askPerson, writeFunction } from "../../contract/tools.ts";
import { type Question, questionOf, readAnswersMessage } from "../../contract/questions.ts";
import { chosenOption, readAnswer, takesAnyText } from "./answer-values.ts";
import type { Conversation } from "./conversation.ts";
import type { Answers, OpenQuestion } from "./open-question.ts";
import type { Moment } from "./slots.ts";
import { fold } from "./text.ts";
import type { Intent } from "./understand.ts";

/** What the chat is about now: a request, and the answers to what was asked about it. */
export interface Standing {
  readonly request: string;
  readonly answers: Answers;
  /** The person took the request back. */
  readonly dropped: boolean;
  /** The function that was made of it while something was still open. */
  readonly made?: string | undefined;
}

export interface Understanding {
  /** The request that stands, with what was answered about it. */
  readonly whole: (request: string, answers: Answers) => Intent;
  /** A message by itself, about the function at hand. */
  readonly alone: (said: string) => Intent;
}

const nothing: Answers = new Map();

/**
 * Goes through the chat: a message after questions answers them where it fits, each answer bound to
 * its question's key; one that answers nothing is a request of its own.
 */
export function standingRequest(
  { past, turn }: Conversation,
  understand: Understanding,
  moment: Moment,
): Standing {
  let standing: Standing = { request: "", answers: nothing, dropped: false };
  let asked: readonly Question[] = [];
  for (const [index, { said, answers }] of [...past, turn].entries()) {
    // A question in between answers nothing, and leaves open what was asked.
    const texts = asked.map(({ question }) => question);
    const isQuestion =
      asked.length > 0 &&
      readAnswersMessage(texts, said) === undefined &&
      understand.alone(said).kind === "question" &&
      !looksLikeText(said);
    if (isQuestion && index < past.length) continue;
    standing =
      asked.length > 0 && !isQuestion
        ? afterQuestions(said, asked, standing, understand, moment)
        : { request: said, answers: nothing, dropped: false };
    if (index < past.length) standing = { ...standing, made: madeIn(answers) ?? standing.made };
    const last = answers.at(-1);
    const input =
      last?.tool === "ask_person" ? askPerson.input.safeParse(last.input).data : undefined;
    asked = (input?.questions ?? []).map(questionOf);
  }
  return standing;
}

/** The function that an exchange wrote before it asked. */
export function madeIn(answers: Conversation["turn"]["answers"]): string | undefined {
  const written = answers.findLast(({ tool }) => tool === "write_function");
  const saved = writeFunction.output.safeParse(written?.output).data;
  return saved?.status === "saved" ? saved.name : undefined;
}

const dropWords =
  /^(?:(?:no|ok|oh)[, ]+)?(?:cancel|stop|never ?mind|forget (?:it|that)|leave it|abort|drop it|abbrechen|vergiss es|olvidalo|laisse tomber|esquece)(?: (?:it|that|please))?[.!]?$/;

function afterQuestions(
  said: string,
  asked: readonly Question[],
  { request, answers, made }: Standing,
  understand: Understanding,
  moment: Moment,
): Standing {
  const anew = { request: said, answers: nothing, dropped: false };
  if (dropWords.test(fold(said.trim()))) return { ...anew, dropped: true, made };
  const now = understand.whole(request, answers);
  const open = asked.flatMap((question) => openOf(question, now) ?? []);
  const texts = asked.map(({ question }) => question);
  const form = readAnswersMessage(texts, said);
  const standing = { request, answers, dropped: false, made };
  if (form) return withForm(form, asked, open, standing, understand);
  const alone = understand.alone(said);
  if (!couldAnswer(alone, said)) return anew;
  const isOwn = isComplete(alone);
  const bound = bindReply(said, open, moment, isOwn);
  if (bound.size > 0) return { ...standing, answers: new Map([...answers, ...bound]) };
  if (isOwn) return anew;
  return withMore(said, standing, understand);
}

/** A question of this model's with what it wants; one that only has options wants one of them. */
function openOf({ key, ...question }: Question, intent: Intent): OpenQuestion | undefined {
  if (key === undefined) return undefined;
  const own =
    intent.kind === "ask" || intent.kind === "page"
      ? intent.questions.find((one) => typeof one !== "string" && one.key === key)
      : undefined;
  if (own !== undefined && typeof own !== "string") return own;
  return question.options?.length ? { ...question, key, wants: { kind: "choice" } } : undefined;
}

/** The form gives each answer to its question; what answers plain ones is said on top. */
function withForm(
  form: readonly (string | undefined)[],
  asked: readonly Question[],
  open: readonly OpenQuestion[],
  standing: Standing,
  understand: Understanding,
): Standing {
  const answers = new Map(standing.answers);
  const plain: string[] = [];
  for (const [index, answer] of form.entries()) {
    if (answer === undefined) continue;
    const key = asked[index]?.key;
    const question = open.find((one) => one.key === key);
    if (question) answers.set(question.key, wordsOf(question, answer));
    else plain.push(answer);
  }
  const said = plain.join("\n");
  const isOnlyPlain = plain.length === form.filter((answer) => answer !== undefined).length;
  if (said === "") return { ...standing, answers };
  return isOnlyPlain
    ? withMore(said, { ...standing, answers }, understand)
    : { ...standing, request: `${standing.request}\n${said}`, answers };
}

/** The person may have said more of the same in a sentence: "to #sales saying 'hi'". */
function withMore(said: string, standing: Standing, understand: Understanding): Standing {
  const together = `${standing.request}\n${said}`;
  const whole = understand.whole(together, standing.answers);
  return whole.kind === "create" || whole.kind === "edit" || whole.kind === "page"
    ? { ...standing, request: together }
    : { request: said, answers: nothing, dropped: false };
}

/** Whether a message is neither a command nor a question; `Good morning` may be the text that was asked for. */
function couldAnswer({ kind }: Intent, said: string): boolean {
  if (kind === "ask" || kind === "create" || kind === "edit" || kind === "decline") return true;
  if (kind === "page") return true;
  return kind === "question" && looksLikeText(said);
}

/** `Good morning` and the like are text as well. */
function looksLikeText(said: string): boolean {
  return /^(?:hi|hello|hey|good (?:morning|day|evening|night)|thanks|thank you|welcome)\b[^?]*$/i.test(
    said.trim(),
  );
}

/** Whether a message is a wish of its own: a refused one, a complete sentence. */
function isComplete(alone: Intent): boolean {
  if (alone.kind === "create") return Object.keys(alone.flow.inputs).length === 0;
  return alone.kind === "decline" || alone.kind === "edit" || alone.kind === "page";
}

/** The answers in a message of the person's own words; none where a part of it answers nothing. */
export function bindReply(
  said: string,
  questions: readonly OpenQuestion[],
  moment: Moment,
  isOwn = false,
): Answers {
  const fits = (question: OpenQuestion, text: string) =>
    !(isOwn && takesAnyText(question)) && readAnswer(question, text, moment) !== undefined;
  const [only, more] = questions;
  if (only === undefined) return nothing;
  if (more === undefined)
    return fits(only, said) ? new Map([[only.key, wordsOf(only, said)]]) : nothing;
  const general = questions.map((question) => readAnswer(question, said, moment)?.as);
  if (general.every((as) => as === "any" || as === "caller"))
    return new Map(questions.map(({ key }) => [key, said]));
  return [
    [said],
    said.split(/\s*[;\n]\s*/),
    said.split(/\s*(?:[;\n,]|\band\b|\bund\b|\by\b|\bet\b)\s*/),
  ]
    .map((parts) => bindParts(parts.filter(Boolean), questions, fits))
    .reduce((best, one) => (one.size > best.size ? one : best), nothing);
}

/** The option that is meant by "the second one": only the question knows it. */
function wordsOf({ options = [] }: OpenQuestion, said: string): string {
  return chosenOption(options, said) ?? said;
}

/** Each part to the first free question that it fits; what takes any text comes last. */
function bindParts(
  parts: readonly string[],
  questions: readonly OpenQuestion[],
  fits: (question: OpenQuestion, text: string) => boolean,
): Answers {
  const bound = new Map<string, string>();
  const choosy = [
    ...questions.filter((question) => !takesAnyText(question)),
    ...questions.filter(takesAnyText),
  ];
  for (const part of parts) {
    const question = choosy.find(
      ({ key, ...rest }) => !bound.has(key) && fits({ key, ...rest }, part),
    );
    if (!question) return nothing;
    bound.set(question.key, wordsOf(question, part));
  }
  return bound;
}
