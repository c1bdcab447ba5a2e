import { useState } from "react";

/** What a person set on this page, kept in this browser; a storage that is off or full keeps it until the next load. */
export function useRemembered<Value>(
  key: string,
  read: (kept: string | null) => Value,
): readonly [Value, (value: Value) => void] {
  const [value, setValue] = useState(() => read(kept(key)));
  return [
    value,
    (next) => {
      setValue(next);
      try {
        localStorage.setItem(`patchbay-${key}`, String(next));
      } catch {
        // The screen has it.
      }
    },
  ];
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(`patchbay-${key}`);
  } catch {
    return null;
  }
}
