import { nounOf } from "./lexicon.ts";
import type { Token } from "./tokens.ts";

const makers: ReadonlySet<string> = new Set(
  "create build make write need want add generate set erstelle baue brauche schreib crea haz necesito quiero cree fais veux crie faca quero preciso".split(
    " ",
  ),
);
const programs: ReadonlySet<string> = new Set(
  "workflow workflows automation bot script agent flow integration something smth sth thing programm automatisierung automatizacion automatisation automacao".split(
    " ",
  ),
);
const linkWords: ReadonlySet<string> = new Set(
  "that which who to , die der das que qui para pour um welche".split(" "),
);

/** Leaves out `create a function that …`: what matters is what follows. */
export function withoutPreamble(tokens: readonly Token[]): readonly Token[] {
  const maker = tokens.findIndex(({ norm }, index) => index < 6 && makers.has(norm));
  if (maker < 0) return tokens;
  const program = tokens.findIndex(
    ({ norm }, index) =>
      index > maker && index <= maker + 4 && (programs.has(norm) || nounOf(norm) === "function"),
  );
  if (program < 0) return tokens;
  const rest = tokens.findIndex(({ norm }, index) => index > program && !linkWords.has(norm));
  return rest < 0 || !tokens.slice(program + 1, rest + 1).length
    ? tokens
    : [...tokens.slice(0, maker), ...tokens.slice(rest)].filter(
        (token) => token.norm !== "me" || token.kind !== "word" || tokens.indexOf(token) > program,
      );
}
