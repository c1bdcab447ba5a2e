import { indentWithTab } from "@codemirror/commands";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { keymap } from "@codemirror/view";
import { EditorView, basicSetup } from "codemirror";
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from "react";
import type { CodeProblem } from "./findings.tsx";
import { type CodeLanguage, codeLanguage } from "../ui/code-language.ts";
import { EditorBar } from "./editor-bar.tsx";
import { editorHelp } from "./editor-help.ts";
import { replaceSelection } from "./replace-selection.ts";
import { adoptCodeStyles } from "../ui/code-styles.ts";
import "../ui/code-editor.css";
import "./editor.css";

/** What others may ask of an editor. */
export interface EditorHandle {
  /** Line and column count from 1. */
  readonly goTo: (line: number, column: number) => void;
}

interface EditorProps {
  /** As the text stands first; afterwards the editor has its own. */
  readonly code: string;
  readonly label: string;
  readonly describedBy: string;
  readonly findings: readonly CodeProblem[];
  readonly change: (code: string) => void;
  readonly save: () => void;
  /** The text in order, as it would be written by hand with care; told to nobody where it fails. */
  readonly format?: (code: string) => Promise<string | undefined>;
  readonly ref: Ref<EditorHandle>;
  readonly language?: CodeLanguage;
}

/** Code that can be typed into, with findings at its lines. */
export function Editor(props: EditorProps) {
  const { code, label, describedBy, findings, change, save, format, ref } = props;
  const { language = "typescript" } = props;
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView>();
  const [first] = useState(code);
  const changed = useEffectEvent(change);
  const saved = useEffectEvent(save);

  useEffect(() => {
    if (!place.current) return;
    adoptCodeStyles();
    const made = new EditorView({
      doc: first,
      parent: place.current,
      extensions: [
        keymap.of([{ key: "Mod-s", run: () => (saved(), true) }, indentWithTab]),
        basicSetup,
        codeLanguage(language),
        language === "typescript" ? editorHelp() : [],
        lintGutter(),
        replaceSelection,
        EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": describedBy }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed(update.state.doc.toString());
        }),
      ],
    });
    made.focus();
    setView(made);
    return () => made.destroy();
  }, [first, label, describedBy, language]);

  useEffect(() => {
    view?.dispatch(setDiagnostics(view.state, diagnosticsOf(view, findings)));
  }, [view, findings]);

  useImperativeHandle(
    ref,
    () => ({
      goTo(line, column) {
        if (!view) return;
        const at = positionOf(view, line, column);
        view.dispatch({
          selection: { anchor: at },
          effects: EditorView.scrollIntoView(at, center),
        });
        view.focus();
      },
    }),
    [view],
  );

  async function putInOrder() {
    const before = view?.state.doc.toString();
    const after = before === undefined ? undefined : await format?.(before);
    // What was typed meanwhile counts more.
    if (!view || after === undefined || after === before || view.state.doc.toString() !== before)
      return;
    const at = Math.min(view.state.selection.main.head, after.length);
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: after },
      selection: { anchor: at },
    });
    view.focus();
  }

  return (
    <>
      <EditorBar view={view} format={format && (() => void putInOrder())} />
      <div ref={place} className="code-editor editor" />
    </>
  );
}

const center = { y: "center" } as const;

/** A finding without a place belongs to the whole file and stands in the list only. */
function diagnosticsOf(view: EditorView, findings: readonly CodeProblem[]): readonly Diagnostic[] {
  return findings.flatMap(({ severity, message, line, column }): readonly Diagnostic[] => {
    if (line === undefined) return [];
    const from = positionOf(view, line, column ?? 1);
    const word = view.state.wordAt(from);
    return [{ from, to: word?.to ?? Math.min(from + 1, view.state.doc.length), severity, message }];
  });
}

/** The text may be another by now than the one that was looked at. */
function positionOf({ state: { doc } }: EditorView, line: number, column: number): number {
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(from + Math.max(column, 1) - 1, to);
}
