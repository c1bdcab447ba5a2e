import { useState } from "react";
import type { PageView } from "../../../src/contract/page.ts";
import { Link } from "../../router.tsx";
import { type PageTab, paths } from "../../routes.ts";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { useConfirm } from "../../ui/confirm.tsx";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { pagesEditWords } from "../../words/pages-edit.ts";
import "../../ui/tabs.css";
import { EmbedDialog } from "../embed-dialog.tsx";
import type { Editor } from "./use-editor.ts";

const words = pagesEditWords.editor;
const tabs = ["edit", "versions"] as const satisfies readonly PageTab[];

interface EditorHeadProps {
  readonly page: PageView;
  readonly editor: Editor;
  readonly tab: PageTab;
  readonly canSave: boolean;
  readonly save: () => void;
  readonly reload: () => void;
}

/** What page it is, how it stands, and what can be done with it as a whole. */
export function EditorHead({ page, editor, tab, canSave, save, reload }: EditorHeadProps) {
  const { spec, isDirty, isSaving, note } = editor;
  const [isEmbedding, setEmbedding] = useState(false);
  const confirm = useConfirm();
  async function discard() {
    const yes = await confirm({
      title: words.discardTitle,
      detail: words.discardDetail,
      action: words.discard,
      danger: true,
    });
    if (yes) editor.discard();
  }
  return (
    <header className="editor-head">
      <div className="editor-bar">
        <Link className="icon-button" href={paths.pages} aria-label={words.back} title={words.back}>
          <Icon name="back" />
        </Link>
        <h1>{spec.title}</h1>
        <Chip>{words.version(editor.base.version)}</Chip>
        {isDirty && <Chip tone="warn">{words.unsaved}</Chip>}
        <div className="editor-ways">
          <IconButton
            icon="undo"
            label={words.undo}
            title={words.undo}
            disabled={!editor.canUndo}
            onClick={editor.undo}
          />
          <IconButton
            icon="redo"
            label={words.redo}
            title={words.redo}
            disabled={!editor.canRedo}
            onClick={editor.redo}
          />
          <Menu
            label={words.more}
            items={[
              { label: words.embed, icon: "code", go: () => setEmbedding(true) },
              {
                label: words.discard,
                icon: "restore",
                go: () => void discard(),
                disabled: !isDirty,
              },
            ]}
          />
          <Link className="button button-plain" href={paths.page(page.slug)}>
            <Icon name="open" />
            <span className="editor-open-word">{words.open}</span>
          </Link>
          <Button look="primary" disabled={!canSave} onClick={save}>
            {isSaving ? words.saving : words.save}
          </Button>
        </div>
      </div>
      <div className="editor-under">
        <nav className="tabs" aria-label={words.views}>
          {tabs.map((one) => (
            <Link
              key={one}
              href={paths.pageEditor(page.slug, one)}
              aria-current={one === tab ? "page" : undefined}
            >
              {words[one]}
            </Link>
          ))}
        </nav>
        <p role="status" className="editor-note">
          {note || (isDirty ? "" : words.allSaved)}
        </p>
      </div>
      {isEmbedding && (
        <EmbedDialog page={page} close={() => setEmbedding(false)} changed={reload} />
      )}
    </header>
  );
}
