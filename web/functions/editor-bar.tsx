import { foldAll, unfoldAll } from "@codemirror/language";
import { gotoLine, openSearchPanel } from "@codemirror/search";
import type { EditorView } from "@codemirror/view";
import { useState } from "react";
import { functionWords } from "../words/functions.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import "./editor-bar.css";

const words = functionWords.help;

interface EditorBarProps {
  readonly view: EditorView | undefined;
  /** Puts the text in order; left out where that cannot be done. */
  readonly format: (() => void) | undefined;
}

/** What the editor can do, for who does not know its keys. */
export function EditorBar({ view, format }: EditorBarProps) {
  const [isHelping, setHelping] = useState(false);
  const tools = [
    { label: words.find, does: openSearchPanel },
    { label: words.line, does: gotoLine },
    { label: words.fold, does: foldAll },
    { label: words.unfold, does: unfoldAll },
  ];
  return (
    <div className="editor-bar" role="group" aria-label={words.tools}>
      {tools.map(({ label, does }) => (
        <Button key={label} look="quiet" onClick={() => view && does(view)}>
          {label}
        </Button>
      ))}
      {format && (
        <Button look="quiet" onClick={format}>
          {words.format}
        </Button>
      )}
      <Button look="quiet" onClick={() => setHelping(true)}>
        {words.keys}
      </Button>
      {isHelping && (
        <Dialog title={words.keys} close={() => setHelping(false)}>
          <p>{words.leave}</p>
          <dl className="editor-keys">
            {words.shortcuts.map(([keys, what]) => (
              <div key={keys}>
                <dt>
                  <kbd>{keys}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <div className="dialog-ways">
            <Button look="primary" onClick={() => setHelping(false)}>
              {strings.close}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
