import { type RefCallback, useCallback, useRef, useState } from "react";

/** How near to the end, in pixels, counts as reading along. */
const near = 160;

interface StickToEnd {
  /** For what grows. */
  readonly box: RefCallback<HTMLElement>;
  /** Whether the end is out of sight. */
  readonly isAway: boolean;
  readonly jump: () => void;
}

/** Keeps the end of what grows in view while the person reads along; who scrolled up stays there. */
export function useStickToEnd(): StickToEnd {
  const [isAway, setAway] = useState(false);
  const toEnd = useRef<() => void>(undefined);
  const box = useCallback<RefCallback<HTMLElement>>((growing) => {
    const scrolling = growing?.closest("[data-scroll]");
    if (!scrolling || !growing) return undefined;
    let along = true;
    let last = scrolling.scrollTop;
    const isNear = () =>
      scrolling.scrollHeight - scrolling.scrollTop - scrolling.clientHeight < near;
    toEnd.current = () => {
      along = true;
      scrolling.scrollTop = scrolling.scrollHeight;
      setAway(false);
    };
    // More may have grown before the page hears of its own scrolling: only upwards is the person's.
    const look = () => {
      along = isNear() || (along && scrolling.scrollTop >= last);
      last = scrolling.scrollTop;
      setAway(!along);
    };
    // A wider window makes it shorter, which scrolls up as well: heard of before the scrolling is.
    const resized = () => {
      last = Math.min(last, scrolling.scrollTop);
    };
    const growth = new ResizeObserver(() => {
      if (along) scrolling.scrollTop = scrolling.scrollHeight;
    });
    growth.observe(growing);
    scrolling.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", resized);
    return () => {
      toEnd.current = undefined;
      growth.disconnect();
      scrolling.removeEventListener("scroll", look);
      window.removeEventListener("resize", resized);
    };
  }, []);
  const jump = useCallback(() => toEnd.current?.(), []);
  return { box, isAway, jump };
}
