import { isAction } from "./clauses.ts";
import { fieldsNamed, misspeltName } from "./edit-fields.ts";
import { quoteAssigned } from "./edit-spoken.ts";
import { doingOf } from "./edit-target.ts";
import { isEditWord, onlyWords } from "./edit-words.ts";
import type { KnownStep } from "./fill.ts";
import { isKnownNoun, isStopWord, nounOf } from "./lexicon.ts";
import { fold } from "./text.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A sentence about a function, with what nothing else should read set apart. */
export interface Prepared {
  readonly tokens: readonly Token[];
  /** What has to hold, in `only if …`. */
  readonly condition: readonly Token[] | undefined;
}

/**
 * Makes a sentence about a function ready to be read like any other: new words for a field become
 * one quoted token (`subject shall be Noon report` names no time of day), a condition is set apart
 * (`only when status is open` starts nothing), and so is `when done`.
 */
export function prepareEdit(
  prompt: string,
  tokens: readonly Token[],
  steps: readonly KnownStep[],
  vocabulary: Vocabulary,
): Prepared {
  const { rest, condition } = conditionIn(
    withoutNePlus(tokens.map((token) => asSaid(token, vocabulary))),
  );
  const inOrder = withoutAfterSteps(withoutWhenDone(answered(rest, steps)), steps).filter(
    ({ norm }, index, all) =>
      norm !== ":" || !/^(?:email|channel|mention|id)$/.test(all[index + 1]?.kind ?? ""),
  );
  return { tokens: quoteAssigned(prompt, inOrder, steps, vocabulary), condition };
}

/** The answer to `What should the subject be?` stands on the next line: it is what the line before names. */
function answered(tokens: readonly Token[], steps: readonly KnownStep[]): readonly Token[] {
  return tokens.flatMap((token, index) => {
    const before = tokens[index - 1];
    const isAnswer =
      token.kind === "break" &&
      before !== undefined &&
      steps.some(({ operation }) => fieldsNamed(before, operation).length > 0);
    return isAnswer
      ? [{ ...token, kind: "mark" as const, raw: ":", value: ":", norm: ":" }]
      : [token];
  });
}

/** A word of changing is no misspelt word of a tool; French sets its articles before with a sign. */
function asSaid(token: Token, vocabulary: Vocabulary): Token {
  if (token.kind !== "word") return token;
  const said = fold(token.raw);
  const bare = /^[ldn]['’](\p{L}{3,})$/u.exec(said)?.[1];
  const word = bare === undefined || said === "d'abord" || said === "d'accord" ? said : bare;
  if (isEditWord(word) || bare !== undefined) return { ...token, norm: word, value: word };
  const isKnown =
    isStopWord(word) ||
    isKnownNoun(word) ||
    isAction(word, vocabulary) ||
    vocabulary.words.has(nounOf(word));
  const name = isKnown ? undefined : misspeltName(word);
  return name === undefined ? token : { ...token, norm: name, value: name };
}

/** `je ne veux plus d'email` is without. */
function withoutNePlus(tokens: readonly Token[]): readonly Token[] {
  const from = tokens.findIndex(({ norm }) => /^(?:ne|n['’]\p{L}+)$/u.test(norm));
  const plus = tokens.findIndex(
    ({ norm }, index) => index > from && index < from + 4 && norm === "plus",
  );
  const token = tokens[plus];
  if (from < 0 || !token) return tokens;
  const start =
    tokens.slice(0, from).findLastIndex(({ kind }) => kind === "mark" || kind === "break") + 1;
  return [
    ...tokens.slice(0, start),
    { ...token, norm: "sans", value: "sans" },
    ...tokens.slice(plus + 1),
  ];
}

const ifWords = /^(?:if|when|unless|wenn|falls|sofern|si|cuando|quand|se|quando)$/;

function conditionIn(tokens: readonly Token[]): {
  readonly rest: readonly Token[];
  readonly condition: readonly Token[] | undefined;
} {
  const at = tokens.findIndex(
    ({ kind, norm }, index) =>
      kind === "word" &&
      ifWords.test(norm) &&
      // `si` is `if`, and `yes`; `se` and `si` go with verbs: only after `only`, or at the front
      (onlyWords.has(tokens[index - 1]?.norm ?? "") ||
        /^(?:if|falls|unless|sofern)$/.test(norm) ||
        (/^(?:si|se|wenn)$/.test(norm) && (index === 0 || failing(tokens.slice(index)))) ||
        (ifWords.test(norm) && failing(tokens.slice(index, index + 5)))),
  );
  if (at < 0) return { rest: tokens, condition: undefined };
  const only = onlyWords.has(tokens[at - 1]?.norm ?? "") ? at - 1 : at;
  let to = at + 1;
  while (to < tokens.length) {
    const token = tokens[to];
    if (!token || token.kind === "break" || /^[,;!]$/.test(token.norm) || token.raw === ".") break;
    to += 1;
  }
  return {
    rest: [...tokens.slice(0, only), ...tokens.slice(to)],
    condition: tokens.slice(at + 1, to),
  };
}

const failWords =
  /^(?:fail|fails|failed|error|errors|breaks?|crashes|fehlschlagt|scheitert|falla|fallan|echoue|falhar|falha)$/;

/** `notify #b if it fails`. */
export function failing(tokens: readonly Token[]): boolean {
  return tokens.some(({ norm, kind }) => kind === "word" && failWords.test(norm));
}

/** `after sending, …` says where a step goes, not what starts the function: behind all, where it would go anyway. */
function withoutAfterSteps(
  tokens: readonly Token[],
  steps: readonly KnownStep[],
): readonly Token[] {
  const at = tokens.findIndex(({ norm }) => !/^(?:and|then|also|und|y|et|e|,)$/.test(norm));
  const opens = /^(?:after|afterwards|nach|nachdem|despues|apres|depois|once)$/.test(
    tokens[at]?.norm ?? "",
  );
  const end = tokens.findIndex(({ norm }, index) => index > at && norm === ",");
  const last = steps.at(-1)?.operation;
  if (!opens || !last || end < 0 || end > at + 6) return tokens;
  const phrase = tokens.slice(at + 1, end);
  const isLast = phrase.some(
    ({ norm }) => last.titleNouns.includes(nounOf(norm)) || last.verbs.has(doingOf(norm) ?? ""),
  );
  return isLast ? [...tokens.slice(0, at), ...tokens.slice(end + 1)] : tokens;
}

const doneWords =
  /^(?:done|finished|ready|complete|completed|fertig|erledigt|durch|listo|lista|terminado|termine|fini|termina|pronto|feito|acabar|that|it|this)$/;

/** `mail me when done` says what comes after the rest, not what starts it. */
function withoutWhenDone(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(
    ({ norm, kind }, index) =>
      kind === "word" &&
      /^(?:when|once|after|afterwards|sobald|wenn|nachdem|cuando|quand|apres|quando|depois)$/.test(
        norm,
      ) &&
      doneEnd(tokens, index) > index,
  );
  return at < 0 ? tokens : [...tokens.slice(0, at), ...tokens.slice(doneEnd(tokens, at))];
}

function doneEnd(tokens: readonly Token[], at: number): number {
  let to = at + 1;
  while (
    /^(?:it|that|this|all|everything|es|das|alles|todo|tout|tudo|eso|isso|ca|is|has|are|was|ist|esta|este|est|run|been|de)$/.test(
      tokens[to]?.norm ?? "",
    ) &&
    to < at + 4
  )
    to += 1;
  const token = tokens[to];
  if (token?.kind === "word" && doneWords.test(token.norm)) return to + 1;
  // `ping #weekly after it`, at the end
  return to === at + 2 && (tokens[to] === undefined || tokens[to]?.kind === "mark") ? to : at;
}
