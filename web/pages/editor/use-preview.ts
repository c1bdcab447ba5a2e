import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { type BlockAnswer, blockAnswerShape } from "../../../src/contract/page.ts";
import type { PageBlock, PageSpec } from "../../../src/contract/page-spec.ts";
import { ask } from "../../data/api.ts";
import type { LoadBlock } from "../page-data.ts";
import { usesRoot } from "./references.ts";

/** Editing that rests this long is shown with its data. */
const restMs = 350;

/** Changes of these leave what is loaded as it is. */
const looksOnly = new Set("title width caption label pageSize stacked".split(" "));

/**
 * Loads what the blocks of a page show that is not saved. Only a block whose data an edit changes is
 * asked for again; what is outdated is cancelled by who asked.
 */
export function usePreview(spec: PageSpec): LoadBlock {
  const keys = new Map(spec.blocks.map((block) => [block.id, dataKey(spec, block)]));
  const all = JSON.stringify([...keys]);
  const rested = useRested(all);
  const latest = useRef({ spec, keys });
  useLayoutEffect(() => {
    latest.current = { spec, keys };
  });
  const answers = useRef(new Map<string, BlockAnswer>());
  return useMemo<LoadBlock>(() => {
    // One for each state of the data: another function makes the page load again.
    void rested;
    return async (block, filters, fresh, signal) => {
      const now = latest.current;
      const key = JSON.stringify([now.keys.get(block), filters]);
      const there = answers.current.get(key);
      if (there && !fresh) return there;
      const body = { spec: onlyWhatFeeds(now.spec, block), block, filters, fresh };
      const answer = await ask(blockAnswerShape, "/api/pages/preview", {
        method: "POST",
        body,
        signal,
      });
      answers.current.set(key, answer);
      return answer;
    };
  }, [rested]);
}

/**
 * A page of one block with what feeds it. What is wrong elsewhere on the page, or with a button of
 * the block, is no reason not to show its data.
 */
function onlyWhatFeeds(spec: PageSpec, id: string): PageSpec {
  const blocks = spec.blocks
    .filter((block) => block.id === id)
    .map((block) => (block.type === "table" ? withoutLooks(block) : block));
  const sources = Object.entries(spec.sources).filter(([name]) => usesRoot(blocks, name));
  return { ...spec, sources: Object.fromEntries(sources), blocks };
}

function withoutLooks(table: Extract<PageBlock, { type: "table" }>): PageBlock {
  const { sort: _, ...rest } = table;
  return { ...rest, actions: [] };
}

/** All that decides what a block loads. */
function dataKey(spec: PageSpec, { id }: PageBlock): string {
  const { sources, filters, blocks } = onlyWhatFeeds(spec, id);
  const presets = filters.map(({ id: name, kind, default: preset }) => [name, kind, preset]);
  // Names of inputs are somebody's own, and may be those of looks.
  const fed = JSON.stringify([sources, presets]);
  return fed + JSON.stringify(blocks, (key, value: unknown) => (looksOnly.has(key) ? null : value));
}

/** A value once it has not changed for a moment; the first one at once. */
function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
