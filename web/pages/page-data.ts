import type { z } from "zod";
import type { BlockAnswer, actedShape, blockActBody } from "../../src/contract/page.ts";

/** What the filters of a page are set to; those left out have their defaults. */
export type FilterValues = z.output<typeof blockActBody>["filters"];
export type Press = Omit<z.output<typeof blockActBody>, "filters">;
export type Acted = z.output<typeof actedShape>;

/** Asks for what a figure, table or chart shows. Throws `Problem`. */
export type LoadBlock = (
  block: string,
  filters: FilterValues,
  fresh: boolean,
  signal: AbortSignal,
) => Promise<BlockAnswer>;

/** Submits a form or presses a button. Throws `Problem`. */
export type ActOnBlock = (block: string, filters: FilterValues, press: Press) => Promise<Acted>;
