import { z } from "zod";
import type { EventGiven, EventPoll } from "../../../catalog/event.ts";
import { cursorOf, hashesIn, shortHash } from "../../../catalog/polling.ts";
import { givenFileId } from "../../google/file-address.ts";
import { type Row, compareRows } from "./compare.ts";

/** Sheets tells of nothing: the rows are read and compared with hashes of what was there. */

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const rowPayload = z.object({
  row: z.number().describe("Number of the row, from 1"),
  values: z.record(z.string(), cell).describe("Cells by the titles in the first row"),
  list: z.array(cell).describe("Cells from left to right"),
  text: z.string().describe("All cells as text, a line for each, with its title"),
  spreadsheetId: z.string().describe("Id of the spreadsheet"),
  sheet: z.string().describe("Name of the tab"),
});

/** Names under which a flow says which spreadsheet; one of them has to be given. */
export const spreadsheetNames = ["spreadsheetId", "url", "id"];

const cursorShape = z.strictObject({
  /** Names this beginning: what is told after another one is told anew. */
  epoch: z.string(),
  /** Counts the questions that found something. */
  revision: z.number(),
  /** Rows at the top that are not looked at, where there are too many. */
  skip: z.number(),
  /** A hash for each row after the titles, one behind the other. */
  rows: z.string(),
});

const answer = z.looseObject({
  range: z.string(),
  values: z.array(z.array(cell)).nullish(),
});

/** Rows that can be remembered; of more, the last ones. */
const maxRows = 10_000;
const maxTold = 500;

/** `Leads!A2:D` is read from its first row on, where the titles stand. */
export function rangeOf({ range, sheet }: EventGiven): {
  readonly range: string | undefined;
  /** Rows before it do not count. */
  readonly first: number;
} {
  const wanted = String(range ?? "").trim();
  const tab = String(sheet ?? "").trim();
  const quoted = (name: string) => `'${name.replaceAll("'", "''")}'`;
  if (wanted === "") return { range: tab ? `${quoted(tab)}!A:ZZ` : undefined, first: 2 };
  const [, own = "", from = "", row = "", until = ""] =
    /^(.*!)?([A-Z]{1,3})(\d*)(?::([A-Z]{1,3})\d*)?$/i.exec(wanted) ?? [];
  // No cells: the name of a tab or of a range.
  if (from === "" || (own === "" && !/[\d:]/.test(wanted))) return { range: wanted, first: 2 };
  const place = own || (tab ? `${quoted(tab)}!` : "");
  return {
    range: `${place}${from}1:${until || from}`,
    first: Math.max(2, Number(row || 1)),
  };
}

export function watchRows(kind: "added" | "changed"): EventPoll {
  return {
    operations: ["googlesheets.spreadsheets.values.get"],
    every: 60,
    async ask({ cursor, given, now, call }) {
      const spreadsheetId = givenFileId(given, spreadsheetNames);
      const { range, first } = rangeOf(given);
      const read = answer.parse(
        await call("googlesheets.spreadsheets.values.get", { spreadsheetId, range }),
      );
      const [titles = [], ...below] = read.values ?? [];
      const rows = below.flatMap((list, index): Row[] =>
        index + 2 < first || list.every((one) => one === "" || one === null)
          ? []
          : [{ number: index + 2, list, hash: shortHash(JSON.stringify(list)) }],
      );
      const before = cursorOf(cursorShape, cursor);
      const skip = before?.skip ?? Math.max(0, rows.length - maxRows);
      const old = before ? hashesIn(before.rows) : undefined;
      const { told, kept, isMore } = compareRows(rows.slice(skip), old, kind, maxTold);
      const revision = (before?.revision ?? 0) + (told.length > 0 ? 1 : 0);
      const epoch = before?.epoch ?? now.getTime().toString(36);
      const dropped = Math.max(0, kept.length - maxRows);
      const sheet = read.range
        .replace(/!.*$/, "")
        .replace(/^'(.*)'$/, "$1")
        .replaceAll("''", "'");
      return {
        cursor: { epoch, revision, skip: skip + dropped, rows: kept.slice(dropped).join("") },
        happenings: told.map(({ number, list, hash }) => {
          const values = named(titles, list);
          const text = Object.entries(values)
            .map(([title, value]) => `${title}: ${value}`)
            .join("\n");
          return {
            id: `${epoch}.${revision}:${number}:${hash}`,
            payload: { row: number, values, list, text, spreadsheetId, sheet },
          };
        }),
        isMore,
      };
    },
  };
}

/** Columns without a title have their letter. Google leaves out empty cells at the end. */
function named(titles: Row["list"], list: Row["list"]): Record<string, Row["list"][number]> {
  const count = Math.max(titles.length, list.length);
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      String(titles[index] ?? "").trim() || columnOf(index),
      list[index] ?? "",
    ]),
  );
}

function columnOf(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnOf(rest - 1) : "") + String.fromCharCode(65 + (index % 26));
}
