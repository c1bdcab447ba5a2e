import { type RefObject, useEffect, useRef } from "react";

/** How near to the end, in pixels, counts as reading along. */
const near = 160;

/** Keeps the end of what grows in view while the person reads along; who scrolled up stays there. */
export function useStickToEnd(): RefObject<HTMLDivElement | null> {
  const growing = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = growing.current?.closest("main");
    if (!box || !growing.current) return;
    let along = true;
    const look = () => {
      along = box.scrollHeight - box.scrollTop - box.clientHeight < near;
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
