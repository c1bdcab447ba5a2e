import { numberOf } from "./counts.ts";
import { isDeterminer, nounOf } from "./lexicon.ts";
import { isThing, thingOf } from "./roles.ts";
import type { Slot } from "./slots.ts";
import type { Token } from "./tokens.ts";

/** What was read of a table, and the tokens that are nothing else. */
export interface CellReading {
  readonly slots: readonly Slot[];
  readonly taken: ReadonlySet<Token>;
}

const address = /^\$?[A-Z]{1,2}\$?\d{1,5}$/;
const intoWords = /^(?:to|into|in|auf|a|en|with|=|dans|em|no|na|para)$/;
const rowStarts = /^(?:with|mit|con|avec|com|:|values|werte|valores|valeurs)$/;

/**
 * The cells of `a row with "Ada", ada@example.com, 1200`, of `cell B2 … to 42.5`, and where they
 * are: `B2 on tab Rates` is `Rates!B2`.
 */
export function readCells(tokens: readonly Token[]): CellReading {
  const taken = new Set<Token>();
  const slots: Slot[] = [];
  const cell = cellOf(tokens);
  const tab = tabOf(tokens);
  const block = tokens.find(({ kind, raw }) => kind === "range" && !raw.includes("!"));
  const place = tokens.findIndex(
    ({ kind }, at) => kind === "range" && thingOf(tokens[at - 1]?.norm ?? "") === "cell",
  );
  if (!cell && place >= 0) {
    const value = cellValue(tokens, place);
    if (value) {
      taken.add(value);
      slots.push(slot("cells", JSON.stringify([cellOfToken(value)])));
    }
  }
  if (block && tab) {
    taken.add(block);
    slots.push(slot("range", `${tabName(tab.raw)}!${block.raw}`));
  } else if (cell) {
    const value = cellValue(tokens, cell.index);
    taken.add(cell.token);
    slots.push(
      slot("range", tab ? `${tabName(tab.raw)}!${cell.token.raw}` : cell.token.raw, cell.sure),
    );
    if (value) {
      taken.add(value);
      slots.push(slot("cells", JSON.stringify([cellOfToken(value)])));
    }
  } else if (tab) slots.push({ ...slot("range", tab.raw, false), bound: false });
  if (tab) taken.add(tab);
  const row = tokens.findIndex(({ norm, kind }) => kind === "word" && nounOf(norm) === "row");
  if (row >= 0 && !cell) {
    const values = rowOf(tokens, row);
    for (const group of values) for (const token of group) taken.add(token);
    if (values.length > 0) slots.push(slot("cells", JSON.stringify(values.map(groupValue))));
  }
  return { slots, taken };
}

function slot(kind: Slot["kind"], value: string, sure = true): Slot {
  return { kind, value, sure, of: undefined, before: [] };
}

/** A1 notation quotes the name of a tab that has spaces. */
function tabName(name: string): string {
  return /^[\p{L}\p{N}_]+$/u.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

/** `cell B2`, and `into B2` where no cell is said. */
function cellOf(
  tokens: readonly Token[],
): { readonly token: Token; readonly index: number; readonly sure: boolean } | undefined {
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "word" || !address.test(token.raw)) continue;
    const before = tokens[index - 1]?.norm ?? "";
    const said = thingOf(before) === "cell";
    const opens =
      index === 0 && tokens.slice(1, 4).some((one) => thingOf(one.norm) === "spreadsheet");
    if (said || opens || intoWords.test(before) || /^(?:set|setze|put|update)$/.test(before))
      return { token, index, sure: said };
  }
  return undefined;
}

/** `on tab Rates`, `Blatt Kurse`, `the Rates tab`. */
function tabOf(tokens: readonly Token[]): Token | undefined {
  const at = tokens.findIndex(({ kind, norm }) => kind === "word" && thingOf(norm) === "tab");
  const [before, after] = [tokens[at - 1], tokens[at + 1]];
  if (at < 0) return undefined;
  if (after?.kind === "quote" || (after?.kind === "word" && /^[\p{Lu}\d]/u.test(after.raw)))
    return after.kind === "quote" ? undefined : after;
  return before?.kind === "word" && /^\p{Lu}/u.test(before.raw) && !isDeterminer(before.norm)
    ? before
    : undefined;
}

/** `… to 42.5` behind the cell, `put 9.5 into …` before it. */
function cellValue(tokens: readonly Token[], cell: number): Token | undefined {
  const to = tokens.findLastIndex(
    ({ norm }, index) => index > cell && /^(?:to|auf|a|en|with|=|para)$/.test(norm),
  );
  const behind = tokens[to + 1];
  if (to > 0 && behind && !isThing(behind.norm)) return behind;
  const into = tokens.findLastIndex(({ norm }, index) => index < cell && intoWords.test(norm));
  const before = tokens[into - 1];
  return before && isCell(before) && into > 1 ? before : undefined;
}

/** The cells of a row, each of one token or of several plain words. */
function rowOf(tokens: readonly Token[], row: number): readonly (readonly Token[])[] {
  const asText = tokens.findIndex(
    ({ kind }, index) =>
      kind === "quote" &&
      index < row &&
      /^(?:as|in|to|into|als|en|dans|como)$/.test(tokens[index + 1]?.norm ?? ""),
  );
  if (asText >= 0) return [tokens.slice(asText, asText + 1)];
  const bracket = tokens.findIndex(({ raw }) => raw === "[");
  const closing = tokens.findIndex(({ raw }) => raw === "]");
  if (bracket >= 0 && closing > bracket)
    return tokens
      .slice(bracket + 1, closing)
      .filter(isCell)
      .map((token) => [token]);
  let start = tokens.findIndex(({ norm }, index) => index > row && rowStarts.test(norm));
  while (rowStarts.test(tokens[start + 1]?.norm ?? "")) start += 1;
  if (start < 0 || tokens.some(({ norm }) => norm === "=")) {
    const next = tokens[row + 1];
    const listed = tokens[row + 2]?.norm === ",";
    if (!next || !(isCell(next) || (listed && next.kind === "word"))) return [];
    start = row;
  }
  const cells: Token[][] = [];
  let open = true;
  for (let at = start + 1; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    if (/^[,|;]$/.test(token.norm) || (!open && /^(?:and|und|y|et|e)$/.test(token.norm))) {
      open = true;
      continue;
    }
    const plain =
      token.kind === "word" ||
      token.kind === "id" ||
      token.kind === "mention" ||
      token.kind === "channel";
    if (isCell(token) && open) cells.push([token]);
    else if (plain && open && !isDeterminer(token.norm)) cells.push([token]);
    else if (
      plain &&
      !/^(?:to|into|in|auf|an|zu|en|a|à|dans|no|na|hinzu|of)$/.test(token.norm) &&
      cells.at(-1)?.[0]?.kind === "word"
    )
      cells.at(-1)?.push(token);
    else break;
    open = false;
  }
  const plain = cells.some(([first]) => first?.kind === "word");
  return plain && cells.length < 2 ? [] : cells;
}

function groupValue(group: readonly Token[]): string | number {
  const [first] = group;
  return group.length === 1 && first ? cellOfToken(first) : group.map(({ raw }) => raw).join(" ");
}

function cellOfToken({ kind, value, raw }: Token): string | number {
  return kind === "number" ? numberOf(value) : kind === "quote" ? value : raw;
}

function isCell({ kind }: Token): boolean {
  return ["quote", "email", "number", "date", "url"].includes(kind);
}
