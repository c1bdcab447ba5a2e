import { malformed } from "../refusal.ts";

/** What stands between commas after SELECT. */
export type Selected =
  | { readonly kind: "field"; readonly path: string }
  | {
      readonly kind: "all";
      /** Whether fields of the org's own are among them: then few records may be asked for. */
      readonly withCustom: boolean;
    }
  | {
      readonly kind: "aggregate";
      readonly call: string;
      readonly path: string;
      readonly alias: string | undefined;
    };

export type Literal =
  | { readonly type: "text"; readonly value: string; readonly pattern: string }
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "null" }
  /** A date, a time, or a word such as THIS_MONTH, LAST_N_DAYS:7. */
  | { readonly type: "date"; readonly value: string };

export type Condition =
  | { readonly kind: "and" | "or"; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly part: Condition }
  | {
      readonly kind: "compare";
      readonly path: string;
      readonly operator: string;
      readonly values: readonly Literal[];
    };

export interface Query {
  readonly select: readonly Selected[];
  readonly from: string;
  readonly where: Condition | undefined;
  readonly groupBy: readonly string[];
  readonly orderBy: readonly { readonly path: string; readonly descending: boolean }[];
  readonly limit: number | undefined;
  readonly offset: number;
}

const pieces =
  /\s*(?:('(?:[^'\\]|\\.)*')|(\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2}))?)|(-?\d+(?:\.\d+)?)|([A-Za-z]\w*(?:\.[A-Za-z]\w*)*(?::\d+)?)|(<=|>=|!=|<>|[=<>(),]))/uy;

interface Piece {
  readonly kind: "text" | "date" | "number" | "word" | "sign";
  readonly raw: string;
}

function split(soql: string): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  while (soql.slice(at).trim() !== "") {
    pieces.lastIndex = at;
    const match = pieces.exec(soql);
    if (!match) return malformed(`unexpected token: '${soql.slice(at, at + 20).trim()}'`);
    const [, text, date, number, word, sign = ""] = match;
    if (text !== undefined) found.push({ kind: "text", raw: text });
    else if (date !== undefined) found.push({ kind: "date", raw: date });
    else if (number !== undefined) found.push({ kind: "number", raw: number });
    else if (word !== undefined) found.push({ kind: "word", raw: word });
    else found.push({ kind: "sign", raw: sign });
    at = pieces.lastIndex;
  }
  return found;
}

const controls: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm */
function textOf(raw: string): Literal {
  const inner = raw.slice(1, -1);
  const value = inner.replaceAll(/\\(.)/gsu, (_, sign: string) => controls[sign] ?? sign);
  return { type: "text", value, pattern: inner };
}

/** A useful part of SOQL. https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm */
export function parseSoql(soql: string): Query {
  const list = split(soql);
  let at = 0;
  const word = () => (list[at]?.kind === "word" ? list[at]?.raw.toUpperCase() : undefined);
  const isWord = (...words: readonly string[]) =>
    words.every(
      (one, index) =>
        list[at + index]?.kind === "word" && list[at + index]?.raw.toUpperCase() === one,
    );
  const isSign = (sign: string) => list[at]?.kind === "sign" && list[at]?.raw === sign;
  const fail = () => malformed(`unexpected token: '${list[at]?.raw ?? "<EOF>"}'`);
  const skip = (...words: readonly string[]) =>
    isWord(...words) ? void (at += words.length) : fail();
  const skipSign = (sign: string) => (isSign(sign) ? void (at += 1) : fail());
  const name = (): string => (list[at]?.kind === "word" ? (list[at++]?.raw ?? "") : fail());
  const count = (): number => {
    const piece = list[at++];
    return piece?.kind === "number" && /^\d+$/.test(piece.raw)
      ? Number(piece.raw)
      : malformed("A whole number is expected.");
  };
  const separated = <One>(read: () => One): One[] => {
    const all = [read()];
    while (isSign(",")) {
      at += 1;
      all.push(read());
    }
    return all;
  };

  function selected(): Selected {
    const path = name();
    if (!isSign("(")) return { kind: "field", path };
    at += 1;
    const call = path.toUpperCase();
    const inner = isSign(")") ? "" : name();
    skipSign(")");
    if (call === "FIELDS") return { kind: "all", withCustom: inner.toUpperCase() !== "STANDARD" };
    if (!["COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX"].includes(call)) return fail();
    const alias = word() !== undefined && !isWord("FROM") ? name() : undefined;
    return { kind: "aggregate", call, path: inner, alias };
  }

  function literal(): Literal {
    const piece = list[at++];
    if (piece?.kind === "text") return textOf(piece.raw);
    if (piece?.kind === "number") return { type: "number", value: Number(piece.raw) };
    if (piece?.kind === "date") return { type: "date", value: piece.raw };
    const said = piece?.kind === "word" ? piece.raw.toUpperCase() : "";
    if (said === "NULL") return { type: "null" };
    if (said === "TRUE" || said === "FALSE") return { type: "boolean", value: said === "TRUE" };
    if (/^[A-Z_]+(?::\d+)?$/.test(said)) return { type: "date", value: said };
    at -= 1;
    return fail();
  }

  function compared(): Condition {
    if (isSign("(")) {
      at += 1;
      const inner = condition();
      skipSign(")");
      return inner;
    }
    if (isWord("NOT")) {
      at += 1;
      return { kind: "not", part: compared() };
    }
    const path = name();
    const isListed = isWord("IN") || isWord("NOT", "IN");
    if (isListed) {
      const operator = isWord("IN") ? "IN" : "NOT IN";
      at += isWord("IN") ? 1 : 2;
      skipSign("(");
      const values = separated(literal);
      skipSign(")");
      return { kind: "compare", path, operator, values };
    }
    if (isWord("LIKE")) {
      at += 1;
      return { kind: "compare", path, operator: "LIKE", values: [literal()] };
    }
    const operator = list[at]?.kind === "sign" ? (list[at++]?.raw ?? "") : fail();
    if (!["=", "!=", "<>", "<", "<=", ">", ">="].includes(operator)) return fail();
    return { kind: "compare", path, operator, values: [literal()] };
  }

  function joined(kind: "and" | "or", read: () => Condition): Condition {
    const first = read();
    const parts = [first];
    while (isWord(kind.toUpperCase())) {
      at += 1;
      parts.push(read());
    }
    return parts.length === 1 ? first : { kind, parts };
  }
  const condition = (): Condition => joined("or", () => joined("and", compared));

  skip("SELECT");
  const select = separated(selected);
  skip("FROM");
  const from = name();
  const where = isWord("WHERE") ? (at++, condition()) : undefined;
  const groupBy = isWord("GROUP", "BY") ? ((at += 2), separated(name)) : [];
  const orderBy = isWord("ORDER", "BY")
    ? ((at += 2),
      separated(() => {
        const path = name();
        const descending = isWord("DESC");
        if (isWord("DESC") || isWord("ASC")) at += 1;
        if (isWord("NULLS", "FIRST") || isWord("NULLS", "LAST")) at += 2;
        return { path, descending };
      }))
    : [];
  const limit = isWord("LIMIT") ? (at++, count()) : undefined;
  const offset = isWord("OFFSET") ? (at++, count()) : 0;
  if (at < list.length) fail();
  return { select, from, where, groupBy, orderBy, limit, offset };
}
