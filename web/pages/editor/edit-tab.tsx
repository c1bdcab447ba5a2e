import { Suspense, lazy, useState } from "react";
import { useConfirm } from "../../ui/confirm.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Loading } from "../../ui/states.tsx";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { BlockList } from "./block-list.tsx";
import { goToPlace } from "./go-to-place.ts";
import { Inspector } from "./inspector.tsx";
import { Preview } from "./preview.tsx";
import { Problems } from "./problems.tsx";
import type { Editor } from "./use-editor.ts";

const words = pagesEditWords.editor;
const TextMode = lazy(() => import("./text-mode.tsx"));

interface EditTabProps {
  readonly editor: Editor;
  /** Whether there is text that does not fit. */
  readonly isUnfit: boolean;
  readonly setUnfit: (isUnfit: boolean) => void;
  readonly save: () => void;
}

/** The page on one side, what is chosen of it on the other; or all of it as text. */
export function EditTab({ editor, isUnfit, setUnfit, save }: EditTabProps) {
  const { spec, check } = editor;
  const [mode, setMode] = useState<"visual" | "text">("visual");
  const [wanted, setChosen] = useState<string>();
  /** On a narrow screen one of both is seen. */
  const [side, setSide] = useState<"page" | "inspector">("page");
  const confirm = useConfirm();
  // A block that an undo took away is not chosen any more.
  const chosen = spec.blocks.some(({ id }) => id === wanted) ? wanted : undefined;

  async function change(next: "visual" | "text") {
    if (next === "visual" && isUnfit) {
      const yes = await confirm({
        title: words.discardTextTitle,
        detail: words.discardTextDetail,
        action: words.discardText,
        danger: true,
      });
      if (!yes) return;
      setUnfit(false);
    }
    setMode(next);
  }
  function choose(id: string | undefined) {
    setChosen(id);
    setSide("inspector");
  }
  function jump(where: string) {
    const [, id] = /^blocks\.([^.[]+)/.exec(where) ?? [];
    setMode("visual");
    choose(id);
    goToPlace(where);
  }
  return (
    <div className="edit-tab" data-side={side}>
      <div className="edit-bar">
        <Segments
          label={words.mode}
          current={mode}
          choose={(next) => void change(next)}
          segments={[
            { name: "visual", label: words.visual },
            { name: "text", label: words.text },
          ]}
        />
        {mode === "visual" && (
          <div className="edit-sides">
            <Segments
              label={words.sides}
              current={side}
              choose={setSide}
              segments={[
                { name: "page", label: words.preview },
                { name: "inspector", label: words.side },
              ]}
            />
          </div>
        )}
        <Problems check={check} jump={jump} />
      </div>
      {mode === "text" ? (
        <Suspense fallback={<Loading lines={10} />}>
          <TextMode editor={editor} setUnfit={setUnfit} save={save} />
        </Suspense>
      ) : (
        <div className="edit-sides-grid">
          <Preview spec={spec} chosen={chosen} choose={choose} />
          <aside className="inspector" aria-label={words.side}>
            <BlockList chosen={chosen} choose={setChosen} say={editor.setNote} />
            <Inspector key={chosen ?? ""} chosen={chosen} />
          </aside>
        </div>
      )}
    </div>
  );
}
