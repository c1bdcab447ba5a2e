import { useEffect, useEffectEvent } from "react";
import { withoutBase } from "../base.ts";
import { guardAddress, here, navigate } from "../router.tsx";

interface LeaveGuard {
  /** Whether something would be lost. */
  readonly isOn: boolean;
  /** Addresses at which nothing is lost. */
  readonly isInside: (path: string) => boolean;
  /** Resolves to whether to leave. */
  readonly ask: () => Promise<boolean>;
}

/** Asks before a link, the back button or the browser itself leaves what is not saved. */
export function useLeaveGuard({ isOn, isInside, ask }: LeaveGuard): void {
  const leaves = useEffectEvent(ask);
  const stays = useEffectEvent(isInside);
  useEffect(() => {
    if (!isOn) return;
    const address = location.pathname + location.search;
    let left = false;
    async function leave(go: () => void) {
      if (!(await leaves())) return;
      left = true;
      go();
    }
    function click(event: MouseEvent) {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.download) return;
      const isPlain = !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0;
      const { origin, pathname, search } = new URL(link.href);
      const path = withoutBase(pathname);
      if (!isPlain || origin !== location.origin || stays(path)) return;
      event.preventDefault();
      event.stopPropagation();
      void leave(() => navigate(path + search));
    }
    function back() {
      if (left || stays(here())) return;
      history.pushState(null, "", address);
      void leave(() => history.back());
    }
    function unload(event: BeforeUnloadEvent) {
      if (!left) event.preventDefault();
    }
    addEventListener("click", click, true);
    const unguard = guardAddress(back);
    addEventListener("beforeunload", unload);
    return () => {
      removeEventListener("click", click, true);
      unguard();
      removeEventListener("beforeunload", unload);
    };
  }, [isOn]);
}
