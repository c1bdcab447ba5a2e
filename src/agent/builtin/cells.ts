import { nounOf } from "./lexicon.ts";
import type { Slot } from "./slots.ts";
import type { Token } from "./tokens.ts";

/** What was read of a table, and the tokens that are nothing else. */
export interface CellReading {
  readonly slots: readonly Slot[];
  readonly taken: ReadonlySet<Token>;
}

const nothing: CellReading = { slots: [], taken: new Set() };

/**
 * The cells of `a row with "Ada", ada@example.com, 1200` and of `cell B2 … to 42.5`. The list starts
 * after `with` or a colon and goes on while values are joined by commas.
 */
export function readCells(tokens: readonly Token[]): CellReading {
  const row = tokens.findIndex(({ norm, kind }) => kind === "word" && nounOf(norm) === "row");
  if (row >= 0) return rowOf(tokens, row);
  const cell = tokens.findIndex(({ norm, kind }) => kind === "word" && nounOf(norm) === "cell");
  const to = tokens.findLastIndex(
    ({ norm }, index) => index > cell && /^(?:to|auf|a|en|with|=)$/.test(norm),
  );
  const value = tokens[to + 1];
  if (cell < 0 || to < 0 || !value) return nothing;
  return reading([value]);
}

function rowOf(tokens: readonly Token[], row: number): CellReading {
  const start = tokens.findIndex(
    ({ norm }, index) => index > row && /^(?:with|mit|con|avec|com|:)$/.test(norm),
  );
  if (start < 0) return nothing;
  const values: Token[] = [];
  for (let at = start + 1; at < tokens.length; at++) {
    const token = tokens[at];
    const isJoint = token?.norm === "," || token?.norm === "and";
    if (isJoint) continue;
    if (!token || !isCell(token)) break;
    values.push(token);
    const next = tokens[at + 1]?.norm;
    if (next !== "," && next !== "and") break;
  }
  return values.length > 0 ? reading(values) : nothing;
}

function reading(values: readonly Token[]): CellReading {
  const cells = values.map(({ kind, value }) =>
    kind === "number" ? Number(value.replaceAll(",", "")) : value,
  );
  const slot: Slot = {
    kind: "cells",
    value: JSON.stringify(cells),
    sure: true,
    of: undefined,
    before: [],
  };
  return { slots: [slot], taken: new Set(values) };
}

function isCell({ kind }: Token): boolean {
  return ["quote", "email", "number", "date", "url"].includes(kind);
}
