import { z } from "zod";
import { pageSpec } from "../../../src/contract/page-spec.ts";
import { base as app } from "../../base.ts";

const draftShape = z.object({
  spec: pageSpec,
  /** The version that it was made from. */
  base: z.object({ spec: pageSpec, version: z.number(), etag: z.string() }),
});

/** A page with changes that are not saved. */
export type Draft = z.output<typeof draftShape>;
export type Base = Draft["base"];

const keyOf = (slug: string) => `patchbay-page-draft ${app}${slug}`;

/** The unsaved changes of a page; they outlive a reload. */
export function readDraft(slug: string): Draft | undefined {
  try {
    const parsed = draftShape.safeParse(JSON.parse(sessionStorage.getItem(keyOf(slug)) ?? "null"));
    return parsed.data;
  } catch {
    return undefined;
  }
}

export function keepDraft(slug: string, draft: Draft | undefined): void {
  try {
    if (draft) sessionStorage.setItem(keyOf(slug), JSON.stringify(draft));
    else sessionStorage.removeItem(keyOf(slug));
  } catch {
    // Storage that is full or switched off: the changes stay on the screen.
  }
}
