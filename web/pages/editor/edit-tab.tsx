import { Suspense, lazy } from "react";
import { useConfirm } from "../../ui/confirm.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Loading } from "../../ui/states.tsx";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { BlockList } from "./block-list.tsx";
import { goToPlace } from "./go-to-place.ts";
import { Inspector } from "./inspector.tsx";
import { Preview } from "./preview.tsx";
import { Problems } from "./problems.tsx";
import type { TypedText } from "./text-mode.tsx";
import type { Editor } from "./use-editor.ts";

const words = pagesEditWords.editor;
const TextMode = lazy(() => import("./text-mode.tsx"));

/** How the page is looked at while it is edited. */
export interface Look {
  readonly mode: "visual" | "text";
  /** A block that is chosen; it may be gone. */
  readonly chosen: string | undefined;
  /** On a narrow screen one of both is seen. */
  readonly side: "page" | "inspector";
  /** Text as it was typed; undefined where it is as the page is. */
  readonly typed: TypedText | undefined;
}

export const firstLook: Look = {
  mode: "visual",
  chosen: undefined,
  side: "page",
  typed: undefined,
};

interface EditTabProps {
  readonly editor: Editor;
  readonly look: Look;
  readonly change: (look: Look) => void;
  readonly save: () => void;
}

/** The page on one side, what is chosen of it on the other; or all of it as text. */
export function EditTab({ editor, look, change, save }: EditTabProps) {
  const { spec, check } = editor;
  const { mode, side, typed } = look;
  const confirm = useConfirm();
  // A block that an undo took away is not chosen any more.
  const chosen = spec.blocks.some(({ id }) => id === look.chosen) ? look.chosen : undefined;

  async function changeMode(next: Look["mode"]) {
    const question = {
      title: words.discardTextTitle,
      detail: words.discardTextDetail,
      action: words.discardText,
      danger: true,
    };
    if (next === "visual" && typed?.isUnfit && !(await confirm(question))) return;
    change({ ...look, mode: next, typed: undefined });
  }
  const choose = (id: string | undefined) => change({ ...look, chosen: id, side: "inspector" });
  function jump(where: string) {
    const [, id] = /^blocks\.([^.[]+)/.exec(where) ?? [];
    change({ mode: "visual", chosen: id, side: "inspector", typed: undefined });
    goToPlace(where);
  }
  return (
    <div className="edit-tab" data-side={side}>
      <div className="edit-bar">
        <Segments
          label={words.mode}
          current={mode}
          choose={(next) => void changeMode(next)}
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
              choose={(next) => change({ ...look, side: next })}
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
          <div className="edit-text-grid">
            <TextMode
              editor={editor}
              typed={typed}
              change={(text) => change({ ...look, typed: text })}
              save={save}
            />
            <Preview spec={spec} />
          </div>
        </Suspense>
      ) : (
        <div className="edit-sides-grid">
          <Preview spec={spec} chosen={chosen} choose={choose} />
          <aside className="inspector" aria-label={words.side}>
            <BlockList chosen={chosen} choose={choose} say={editor.setNote} />
            <Inspector key={chosen ?? ""} chosen={chosen} />
          </aside>
        </div>
      )}
    </div>
  );
}
