import { type RefObject, useEffect, useRef } from "react";

/** How near to the end, in pixels, counts as reading along. */
const near = 160;

/** Keeps the end of what grows in view while the person reads along; who scrolled up stays there. */
export function useStickToEnd(): RefObject<HTMLDivElement | null> {
  const growing = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = growing.current?.closest("[data-scroll]");
    if (!box || !growing.current) return;
    let along = true;
    let last = box.scrollTop;
    // More may have grown before the page hears of its own scrolling: only upwards is the person's.
    const look = () => {
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < near;
      along = isNear || (along && box.scrollTop >= last);
      last = box.scrollTop;
    };
    const growth = new ResizeObserver(() => {
      if (along) box.scrollTop = box.scrollHeight;
    });
    growth.observe(growing.current);
    box.addEventListener("scroll", look, { passive: true });
    return () => {
      growth.disconnect();
      box.removeEventListener("scroll", look);
    };
  }, []);
  return growing;
}
