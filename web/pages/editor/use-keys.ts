import { useEffect, useEffectEvent } from "react";

interface Keys {
  readonly save: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Ctrl or Cmd with S, Z, Shift + Z and Y, wherever the focus is; the text editor has its own. */
export function useKeys(keys: Keys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const { target } = event;
    const isElsewhere =
      target instanceof Element && target.closest(".cm-editor, [role=dialog], [role=alertdialog]");
    const key = event.key.toLowerCase();
    const go =
      key === "s"
        ? keys.save
        : key === "z"
          ? event.shiftKey
            ? keys.redo
            : keys.undo
          : key === "y"
            ? keys.redo
            : undefined;
    if (!go || isElsewhere) return;
    event.preventDefault();
    go();
  });
  useEffect(() => {
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
