import { invalid } from "../../../google/sandbox/ground/refusal.ts";
import type { Rendering } from "../cells.ts";

/** Of these, an answer to a write takes those that start with `response`. */
export const readParameters = ["majorDimension", "valueRenderOption", "dateTimeRenderOption"];
export const writeParameters = [
  "valueInputOption",
  "includeValuesInResponse",
  "responseValueRenderOption",
  "responseDateTimeRenderOption",
];

/** The server refuses without it, although the discovery document calls it optional. */
export function inputOption(given: string | null | undefined): string {
  if (given === "RAW" || given === "USER_ENTERED") return given;
  if (given === null || given === undefined || given === "INPUT_VALUE_OPTION_UNSPECIFIED")
    return invalid("'valueInputOption' is required but not specified");
  return invalid(`Invalid value at 'value_input_option' (TYPE_ENUM), "${given}"`);
}

/** How cells are to be shown. */
export function renderingOf(
  values: string | null | undefined,
  days: string | null | undefined,
): Rendering {
  const valueOption = values ?? "FORMATTED_VALUE";
  const dayOption = days ?? "SERIAL_NUMBER";
  if (!isOneOf(valueOption, ["FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"]))
    return invalid(`Invalid value at 'value_render_option' (TYPE_ENUM), "${valueOption}"`);
  if (!isOneOf(dayOption, ["SERIAL_NUMBER", "FORMATTED_STRING"]))
    return invalid(`Invalid value at 'date_time_render_option' (TYPE_ENUM), "${dayOption}"`);
  return { values: valueOption, days: dayOption };
}

/** How a read is to show cells, in rows or in columns. */
export function readingOf(query: URLSearchParams): Rendering & { readonly isColumns: boolean } {
  const dimension = query.get("majorDimension") ?? "ROWS";
  if (!isOneOf(dimension, ["ROWS", "COLUMNS", "DIMENSION_UNSPECIFIED"]))
    invalid(`Invalid value at 'major_dimension' (TYPE_ENUM), "${dimension}"`);
  return {
    ...renderingOf(query.get("valueRenderOption"), query.get("dateTimeRenderOption")),
    isColumns: dimension === "COLUMNS",
  };
}

function isOneOf<const Option extends string>(
  text: string,
  options: readonly Option[],
): text is Option {
  return options.some((option) => option === text);
}
