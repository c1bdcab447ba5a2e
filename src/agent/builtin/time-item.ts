import type { Unit } from "./calendar-words.ts";

/** What one or a few tokens in a row mean for time. */
export type TimeItem = { readonly length: number } & (
  | { readonly kind: "every" | "fill" | "last" }
  | { readonly kind: "rhythm"; readonly unit: Unit | undefined }
  | { readonly kind: "unit"; readonly unit: Unit; readonly plural: boolean }
  | { readonly kind: "times"; readonly count: number }
  /** `half an hour`. */
  | { readonly kind: "span"; readonly minutes: number }
  | {
      readonly kind: "day";
      readonly days: readonly number[];
      readonly every: boolean;
      readonly weak: boolean;
    }
  | { readonly kind: "part"; readonly hour: number; readonly plural: boolean }
  | { readonly kind: "clock"; readonly hour: number; readonly minute: number }
  | { readonly kind: "number" | "ordinal" | "nth"; readonly value: number }
  | { readonly kind: "month"; readonly month: number }
  | { readonly kind: "date"; readonly date: string }
  | { readonly kind: "ahead"; readonly days: number; readonly hour: number | undefined }
  | { readonly kind: "zone"; readonly timezone: string }
);
