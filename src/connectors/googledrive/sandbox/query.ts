import { invalid } from "../../google/sandbox/ground/refusal.ts";

/** One condition of `q`: `name contains 'report'`, `'root' in parents`. */
export interface Term {
  readonly kind: "term";
  readonly field: string;
  readonly operator: string;
  readonly value: string;
}

export type Condition =
  | Term
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "and" | "or"; readonly of: readonly Condition[] };

interface Token {
  readonly kind: "text" | "word" | "sign";
  readonly value: string;
}

const pattern = /\s*(?:'((?:[^'\\]|\\.)*)'|([A-Za-z]+)|(<=|>=|!=|[=<>()]))/y;

const badQuery = () => invalid("Invalid Value", "invalid");

/** Reads `q`. https://developers.google.com/workspace/drive/api/guides/ref-search-terms */
export function parseQuery(q: string): Condition {
  const tokens = tokensOf(q);
  let at = 0;
  const next = () => tokens[at++] ?? badQuery();
  const takes = (value: string) => {
    const token = tokens[at];
    if (token?.kind === "text" || token?.value !== value) return false;
    at += 1;
    return true;
  };

  const joined = (kind: "and" | "or", part: () => Condition): Condition => {
    const first = part();
    const others: Condition[] = [];
    while (takes(kind)) others.push(part());
    return others.length === 0 ? first : { kind, of: [first, ...others] };
  };
  const either = (): Condition => joined("or", () => joined("and", single));

  function single(): Condition {
    if (takes("not")) return { kind: "not", of: single() };
    if (!takes("(")) return term();
    const condition = either();
    return takes(")") ? condition : badQuery();
  }

  function term(): Condition {
    const first = next();
    if (first.kind === "text") {
      return takes("in")
        ? { kind: "term", field: next().value, operator: "in", value: first.value }
        : badQuery();
    }
    const operator = next().value;
    const value = next();
    const isFlag = value.value === "true" || value.value === "false";
    if (value.kind !== "text" && !isFlag) badQuery();
    return { kind: "term", field: first.value, operator, value: value.value };
  }

  const condition = either();
  return at < tokens.length ? badQuery() : condition;
}

function tokensOf(q: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = q.trimEnd().length;
  for (pattern.lastIndex = 0; pattern.lastIndex < end;) {
    const match = pattern.exec(q) ?? badQuery();
    const [, text, word, sign = ""] = match;
    if (text !== undefined) tokens.push({ kind: "text", value: text.replaceAll(/\\(.)/g, "$1") });
    else if (word === undefined) tokens.push({ kind: "sign", value: sign });
    else tokens.push({ kind: "word", value: word });
  }
  return tokens;
}

/** Every condition by itself, for rules about what may be asked together. */
export function termsOf(condition: Condition): readonly Term[] {
  switch (condition.kind) {
    case "term":
      return [condition];
    case "not":
      return termsOf(condition.of);
    default:
      return condition.of.flatMap(termsOf);
  }
}
