import { base } from "../base.ts";
import { useState } from "react";

const keyOf = (chat: string) => `patchbay-said ${base}${chat}`;

/** What stands in the composer of a chat; it outlives a reload and a way through other screens. */
export function useDraft(chat: string, first: string) {
  const [text, setText] = useState(() => first || read(chat));
  function change(next: string) {
    setText(next);
    try {
      if (next === "") localStorage.removeItem(keyOf(chat));
      else localStorage.setItem(keyOf(chat), next);
    } catch {
      // A storage that is full or switched off: the text stays on the screen.
    }
  }
  return [text, change] as const;
}

function read(chat: string): string {
  try {
    return localStorage.getItem(keyOf(chat)) ?? "";
  } catch {
    return "";
  }
}
