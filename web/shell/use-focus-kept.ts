import { useEffect } from "react";

/** Where what had the focus goes from the page, the content gets it: the next Tab would begin at the top. */
export function useFocusKept(): void {
  useEffect(() => {
    let last: Element | undefined;
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof Element) last = target;
    };
    const watch = new MutationObserver(() => {
      if (!last || last.isConnected) return;
      last = undefined;
      // A dialog that closes gives the focus back by itself, a moment later.
      setTimeout(() => {
        if (document.activeElement === document.body)
          document.getElementById("content")?.focus({ preventScroll: true });
      }, patienceMs);
    });
    addEventListener("focusin", remember);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => {
      removeEventListener("focusin", remember);
      watch.disconnect();
    };
  }, []);
}

const patienceMs = 50;
