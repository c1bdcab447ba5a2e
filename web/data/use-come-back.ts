import { useEffect } from "react";

/** Loads again when the person comes back to this tab: another one, or another program, may have changed it. */
export function useComeBack(reload: () => void): void {
  useEffect(() => {
    addEventListener("focus", reload);
    return () => removeEventListener("focus", reload);
  }, [reload]);
}
