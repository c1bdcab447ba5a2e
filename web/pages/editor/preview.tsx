import { type MouseEvent, useEffect, useMemo, useRef, useState } from "react";
import type { PageSpec } from "../../../src/contract/page-spec.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import type { FilterValues } from "../page-data.ts";
import { PageView } from "../page-view.tsx";
import { viewOf } from "./spec-view.ts";
import { usePreview } from "./use-preview.ts";
import "./preview.css";

interface PreviewProps {
  readonly spec: PageSpec;
  readonly label?: string;
  /** The block that is marked. */
  readonly chosen?: string | undefined;
  readonly choose?: (id: string) => void;
}

/** A page as it will be; a click on a block chooses it. */
export function Preview({ spec, label, chosen, choose }: PreviewProps) {
  const [filters, setFilters] = useState<FilterValues>({});
  const place = useRef<HTMLElement>(null);
  const view = useMemo(() => viewOf(spec), [spec]);
  const load = usePreview(spec);
  // The view knows nothing of being edited; its blocks say which they are.
  useEffect(() => {
    for (const block of place.current?.querySelectorAll<HTMLElement>("[data-block]") ?? [])
      block.toggleAttribute("data-chosen", block.dataset["block"] === chosen);
  });
  useEffect(() => {
    if (chosen === undefined) return;
    const block = place.current?.querySelector(`[data-block="${CSS.escape(chosen)}"]`);
    block?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  function pick({ target }: MouseEvent) {
    const block = target instanceof Element ? target.closest<HTMLElement>("[data-block]") : null;
    const id = block?.dataset["block"];
    if (id !== undefined) choose?.(id);
  }
  return (
    // By keyboard blocks are chosen in the list beside it.
    <section
      ref={place}
      className="preview"
      data-choosable={choose !== undefined}
      aria-label={label ?? pagesEditWords.editor.preview}
      onClick={pick}
    >
      <PageView view={view} filters={filters} changeFilters={setFilters} load={load} level={2} />
    </section>
  );
}
