import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import {
  type FocusEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import "./virtual-list.css";

interface VirtualListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** What most items take, in pixels; the real height is measured. */
  readonly height: number;
  readonly children: (item: Item) => ReactNode;
  /** Told when the last of the items comes near: there may be more to load. */
  readonly reached?: () => void;
}

/**
 * A long list within what scrolls, marked `data-scroll`: only what is near the window is in the
 * document.
 */
export function VirtualList<Item>({
  label,
  items,
  keyOf,
  height,
  children,
  reached,
}: VirtualListProps<Item>) {
  const box = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  const [focused, setFocused] = useState<number>();
  const scrolling = () => box.current?.closest("[data-scroll]") ?? null;
  useLayoutEffect(() => {
    const [list, around] = [box.current, scrolling()];
    if (!list || !around) return;
    const measure = () => {
      const [top, start] = [list.getBoundingClientRect().top, around.getBoundingClientRect().top];
      setOffset(Math.round(top - start + around.scrollTop));
    };
    measure();
    // What stands above it may come later, or go.
    const watch = new ResizeObserver(measure);
    for (const one of around.children) watch.observe(one);
    return () => watch.disconnect();
  }, [items.length]);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: scrolling,
    estimateSize: () => height,
    overscan: 8,
    scrollMargin: offset,
    // What has the focus stays, however far away: else the focus would be lost, and the next key with it.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      const isApart = focused !== undefined && focused < items.length && !shown.includes(focused);
      return isApart ? [...shown, focused].toSorted((a, b) => a - b) : shown;
    },
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
  });
  const isNearEnd = (rows.range?.endIndex ?? 0) >= items.length - 10;
  useEffect(() => {
    if (isNearEnd) reached?.();
  }, [isNearEnd, items.length, reached]);
  return (
    <div
      ref={box}
      role="list"
      aria-label={label}
      className="virtual-list"
      style={{ height: rows.getTotalSize() }}
      onFocus={({ target }: FocusEvent) => {
        const index = target.closest("[data-index]")?.getAttribute("data-index");
        setFocused(index ? Number(index) : undefined);
      }}
      onBlur={() => setFocused(undefined)}
    >
      {rows.getVirtualItems().map(({ key, index, start }) => {
        const item = items[index];
        return (
          item !== undefined && (
            <div
              key={key}
              ref={rows.measureElement}
              data-index={index}
              role="listitem"
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className="virtual-item"
              style={{ transform: `translateY(${start - offset}px)` }}
            >
              {children(item)}
            </div>
          )
        );
      })}
    </div>
  );
}
