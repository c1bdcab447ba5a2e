import type { PageColumn } from "../../../src/contract/page-spec.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { ChoiceField, TextField } from "./fields.tsx";

const words = pagesEditWords.fields;

type Format = Pick<PageColumn, "format" | "currency">;

interface FormatFieldsProps {
  readonly at: string;
  readonly label?: string;
  readonly value: Format;
  readonly change: (value: Format, field?: string) => string | undefined;
}

/** How a value is shown; money has a currency. */
export function FormatFields({ at, label = words.format, value, change }: FormatFieldsProps) {
  const { format, currency } = value;
  return (
    <>
      <ChoiceField
        at={`${at}.format`}
        label={label}
        value={format}
        choices={words.formats}
        change={(chosen) =>
          change(
            chosen === "currency"
              ? { format: chosen, currency: currency ?? "EUR" }
              : { format: chosen },
          )
        }
      />
      {format === "currency" && (
        <TextField
          at={`${at}.currency`}
          label={words.currency}
          note={words.currencyNote}
          value={currency ?? ""}
          change={(text) => change({ format, currency: text.toUpperCase() }, "currency")}
        />
      )}
    </>
  );
}
