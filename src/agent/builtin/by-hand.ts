import { isAppWord } from "./event-words.ts";
import type { Token } from "./tokens.ts";

const thisFunction: ReadonlySet<string> = new Set(
  "this the that it i my ma la diese die este esta essa cette ma une".split(" "),
);

const functionWords: ReadonlySet<string> = new Set(
  "function it funktion funcion fonction funcao script button".split(" "),
);

const startedWords: ReadonlySet<string> = new Set(
  "run runs running called call executed execute executes invoked triggered started ausgefuhrt aufgerufen lauft ejecuta ejecute ejecutada llamada appelee executee appele lancee executada chamada roda rode lauf laufe".split(
    " ",
  ),
);

export function isManual(words: readonly Token[]): boolean {
  const names = words.map(({ norm }) => norm);
  if (names.some(isAppWord)) return false;
  const started = names.some((word) => startedWords.has(word));
  const own =
    names.some((word) => functionWords.has(word)) &&
    (names.length <= 3 || names.some((word) => thisFunction.has(word)));
  const press =
    names.some((word) => /^(?:press|click|hit|ask|want|tell|say|push|tap)$/.test(word)) &&
    names.includes("i");
  const asked = names.some((word) =>
    /^(?:pida|pido|bitte|demande|pedir|aperte|presione|presiono|drucke|klicke|clique)$/.test(word),
  );
  return press || asked || (started && (own || names.includes("i") || names.length === 1));
}
