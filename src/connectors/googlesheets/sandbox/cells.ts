import { evaluate } from "./formula.ts";
import type { Cell, Tab, Value } from "./state.ts";

const epoch = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

/** What an option makes of a value. https://developers.google.com/workspace/sheets/api/reference/rest/v4/ValueInputOption */
export function entered(value: Value, option: string): Cell {
  if (option === "RAW" || typeof value !== "string") return value;
  if (value.startsWith("=") && value.length > 1) return { formula: value };
  if (value.startsWith("'")) return value.slice(1);
  if (/^-?\d+(?:\.\d+)?$/.test(value)) return Number(value);
  if (/^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(value)) return Number(value.replaceAll(",", ""));
  if (/^\d+(?:\.\d+)?%$/.test(value)) return Number(value.slice(0, -1)) / 100;
  if (/^(?:true|false)$/i.test(value)) return value.toLowerCase() === "true";
  return dayIn(value) ?? value;
}

/** `2027-03-01`, and `3/1/2027` as the United States write it. */
function dayIn(text: string): Cell | undefined {
  const [, month, date, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const day =
    year === undefined ? text : `${year}-${month?.padStart(2, "0")}-${date?.padStart(2, "0")}`;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN;
  return Number.isNaN(time) ? undefined : { day: (time - epoch) / dayMs };
}

/** How an answer shows cells. */
export interface Rendering {
  readonly values: "FORMATTED_VALUE" | "UNFORMATTED_VALUE" | "FORMULA";
  readonly days: "SERIAL_NUMBER" | "FORMATTED_STRING";
}

export const asShown: Rendering = { values: "FORMATTED_VALUE", days: "SERIAL_NUMBER" };

/** https://developers.google.com/workspace/sheets/api/reference/rest/v4/ValueRenderOption */
export function shown(
  tab: Tab,
  cell: Cell,
  { values, days }: Rendering,
): string | number | boolean {
  if (cell === null) return "";
  if (typeof cell !== "object") return values === "FORMATTED_VALUE" ? formatted(cell) : cell;
  if ("day" in cell) {
    if (values !== "FORMATTED_VALUE" && days === "SERIAL_NUMBER") return cell.day;
    return new Date(epoch + cell.day * dayMs).toISOString().slice(0, 10);
  }
  if (values === "FORMULA") return cell.formula;
  const result = evaluate(tab, cell.formula);
  return values === "FORMATTED_VALUE" ? formatted(result) : result;
}

function formatted(value: string | number | boolean): string {
  return typeof value === "boolean" ? String(value).toUpperCase() : String(value);
}
