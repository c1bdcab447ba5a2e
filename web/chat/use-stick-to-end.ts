import { type RefObject, useEffect, useRef } from "react";

/** How near to the end, in pixels, counts as reading along. */
const near = 160;

/** Keeps the end in view while the person reads along; who scrolled up stays there. */
export function useStickToEnd(content: unknown): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  const along = useRef(true);
  useEffect(() => {
    const box = end.current?.closest("main");
    if (!box) return;
    const look = () => {
      along.current = box.scrollHeight - box.scrollTop - box.clientHeight < near;
    };
    box.addEventListener("scroll", look, { passive: true });
    return () => box.removeEventListener("scroll", look);
  });
  useEffect(() => {
    if (along.current) end.current?.scrollIntoView({ block: "end" });
  }, [content]);
  return end;
}
