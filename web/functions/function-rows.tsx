import { useEffect, useEffectEvent, useRef } from "react";
import { functionWords } from "../words/functions.ts";
import { Button } from "../ui/button.tsx";
import { Failure } from "../ui/states.tsx";
import { VirtualList } from "../ui/virtual-list.tsx";
import { FunctionRow, type Tool } from "./function-row.tsx";
import type { useSummaries } from "./use-summaries.ts";

const words = functionWords.list;
/** What most rows take, in pixels. */
const rowHeight = 116;
/** The next page is asked for so long before its place is reached. */
const ahead = "800px";

interface FunctionRowsProps {
  readonly list: ReturnType<typeof useSummaries>;
  readonly tools: ReadonlyMap<string, Tool>;
  readonly changed: () => void;
}

/** The rows that were loaded; more come when their end is near. */
export function FunctionRows({ list, tools, changed }: FunctionRowsProps) {
  const { functions, hasMore, busy, problem, more } = list;
  const end = useRef<HTMLParagraphElement>(null);
  const reached = useEffectEvent(() => {
    if (!busy && !problem) void more();
  });
  useEffect(() => {
    if (!end.current || !hasMore) return;
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && reached(), {
      root: end.current.closest("[data-scroll]"),
      rootMargin: ahead,
    });
    seen.observe(end.current);
    return () => seen.disconnect();
  }, [hasMore, functions.length]);
  return (
    <>
      <div className="function-rows">
        <VirtualList
          label={functionWords.title}
          items={functions}
          keyOf={({ name }) => name}
          height={rowHeight}
        >
          {(one) => <FunctionRow one={one} tools={tools} changed={changed} />}
        </VirtualList>
      </div>
      {problem && <Failure detail={problem.message} />}
      {hasMore && (
        <p ref={end} className="functions-more">
          <Button disabled={busy} onClick={() => void more()}>
            {busy ? words.loadingMore : words.more}
          </Button>
        </p>
      )}
    </>
  );
}
