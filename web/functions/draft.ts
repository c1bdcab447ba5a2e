import { useState } from "react";
import { base } from "../base.ts";
import { z } from "zod";

const draftShape = z.object({
  code: z.string(),
  /** The version that it was made from. */
  version: z.number(),
  etag: z.string(),
  /** Text that was set aside for somebody else's version. */
  aside: z.string().optional(),
});

/** Code that is not saved yet. */
export type Draft = z.output<typeof draftShape>;

const keyOf = (name: string) => `patchbay-draft ${base}${name}`;

/** The unsaved code of a function; it outlives a reload and a way through other screens. */
export function useDraft(name: string) {
  const [draft, setDraft] = useState(() => readDraft(name));
  function change(next: Draft | undefined) {
    setDraft(next);
    keepDraft(name, next);
  }
  return [draft, change] as const;
}

/** Lets a draft follow its function to another name. */
export function moveDraft(name: string, to: string): void {
  keepDraft(to, readDraft(name));
  keepDraft(name, undefined);
}

function readDraft(name: string): Draft | undefined {
  try {
    const parsed = draftShape.safeParse(JSON.parse(sessionStorage.getItem(keyOf(name)) ?? "null"));
    return parsed.data;
  } catch {
    return undefined;
  }
}

/** Keeps unsaved code where the next look at its function finds it. */
export function keepDraft(name: string, draft: Draft | undefined): void {
  try {
    if (draft) sessionStorage.setItem(keyOf(name), JSON.stringify(draft));
    else sessionStorage.removeItem(keyOf(name));
  } catch {
    // Storage that is full or switched off: the text stays on the screen.
  }
}
