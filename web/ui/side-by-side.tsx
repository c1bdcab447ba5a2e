import { type Chunk, MergeView, getChunks, unifiedMergeView } from "@codemirror/merge";
import { EditorView, lineNumbers } from "@codemirror/view";
import { useEffect, useRef, useState } from "react";
import { sideBySideWords as words } from "../words/side-by-side.ts";
import { Button } from "./button.tsx";
import { type CodeLanguage, codeLanguage } from "./code-language.ts";
import { adoptCodeStyles } from "./code-styles.ts";
import { IconButton } from "./icon-button.tsx";
import "./code-editor.css";
import "./side-by-side.css";

/** Two columns need so much, in pixels. */
const roomMin = 720;

interface SideBySideProps {
  readonly before: string;
  readonly after: string;
  /** What is compared: "Changes from version 2 to 3". */
  readonly label: string;
  /** What stands on each side: "Version 2". */
  readonly beforeLabel: string;
  readonly afterLabel: string;
  readonly language?: CodeLanguage;
}

/**
 * Two texts and what differs: beside each other where there is room, else one below the other. This
 * module is large: import it when it is needed.
 */
export default function SideBySide(props: SideBySideProps) {
  const { before, after, label, beforeLabel, afterLabel, language = "typescript" } = props;
  const [room, hasRoom] = useRoom();
  const place = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Shown>();
  const [isWhole, setWhole] = useState(false);
  const [at, setAt] = useState<number>();
  const isSame = before === after;

  useEffect(() => {
    if (!place.current || hasRoom === undefined || isSame) return;
    adoptCodeStyles();
    const made = (hasRoom ? twoColumns : oneColumn)(place.current, {
      before,
      after,
      beforeLabel,
      afterLabel,
      language,
      isWhole,
    });
    setShown(made);
    setAt(undefined);
    return () => {
      made.end();
      setShown(undefined);
    };
  }, [before, after, beforeLabel, afterLabel, language, hasRoom, isWhole, isSame]);

  if (isSame) return <p>{words.same}</p>;
  const chunks = shown?.chunks ?? [];
  function go(to: number) {
    const index = (to + chunks.length) % chunks.length;
    const chunk = chunks[index];
    if (!chunk || !shown) return;
    setAt(index);
    shown.goTo(chunk);
  }
  const chunk = at === undefined ? undefined : chunks[at];
  return (
    <section ref={room} className="side-by-side" aria-label={label}>
      <div className="side-by-side-head">
        <p role="status">
          {chunk && at !== undefined && shown
            ? words.at(at + 1, chunks.length, sentenceOf(chunk, shown))
            : chunks.length > 0 && words.count(chunks.length)}
        </p>
        <Button look="quiet" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? words.changesOnly : words.all}
        </Button>
        <IconButton
          icon="up"
          label={words.previous}
          onClick={() => go(at === undefined ? -1 : at - 1)}
        />
        <IconButton
          icon="down"
          label={words.next}
          onClick={() => go(at === undefined ? 0 : at + 1)}
        />
      </div>
      <div className="side-by-side-names">
        <span className="side-by-side-before">{beforeLabel}</span>
        <span className="side-by-side-after">{afterLabel}</span>
      </div>
      <div ref={place} className="code-editor side-by-side-code" />
    </section>
  );
}

/** Whether two columns fit; unknown before it was measured. */
function useRoom() {
  const [hasRoom, setRoom] = useState<boolean>();
  const room = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!room.current) return;
    const seen = new ResizeObserver(([entry]) => {
      if (entry) setRoom(entry.contentRect.width >= roomMin);
    });
    seen.observe(room.current);
    return () => seen.disconnect();
  }, []);
  return [room, hasRoom] as const;
}

interface Texts extends Required<Omit<SideBySideProps, "label">> {
  /** Whether lines that nothing changed are all there. */
  readonly isWhole: boolean;
}

/** What is in the document, and what the buttons ask of it. */
interface Shown {
  readonly chunks: readonly Chunk[];
  readonly before: string;
  readonly after: string;
  readonly goTo: (chunk: Chunk) => void;
  readonly end: () => void;
}

const collapsed = { margin: 3, minSize: 6 };

function twoColumns(parent: HTMLElement, texts: Texts): Shown {
  const { before, after, isWhole } = texts;
  const view = new MergeView({
    parent,
    a: { doc: before, extensions: readOnly(texts.beforeLabel, texts.language) },
    b: { doc: after, extensions: readOnly(texts.afterLabel, texts.language) },
    gutter: true,
    ...(isWhole ? {} : { collapseUnchanged: collapsed }),
  });
  return {
    chunks: view.chunks,
    before,
    after,
    goTo(chunk) {
      select(view.a, chunk.fromA);
      select(view.b, chunk.fromB);
    },
    end: () => view.destroy(),
  };
}

function oneColumn(parent: HTMLElement, texts: Texts): Shown {
  const { before, after, isWhole } = texts;
  const view = new EditorView({
    parent,
    doc: after,
    extensions: [
      readOnly(texts.afterLabel, texts.language),
      unifiedMergeView({
        original: before,
        mergeControls: false,
        gutter: true,
        ...(isWhole ? {} : { collapseUnchanged: collapsed }),
      }),
    ],
  });
  return {
    chunks: getChunks(view.state)?.chunks ?? [],
    before,
    after,
    goTo: (chunk) => select(view, chunk.fromB),
    end: () => view.destroy(),
  };
}

function readOnly(label: string, language: CodeLanguage) {
  return [
    codeLanguage(language),
    lineNumbers(),
    EditorView.lineWrapping,
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({
      "aria-label": label,
      "aria-readonly": "true",
      tabindex: "0",
    }),
  ];
}

function select(view: EditorView, at: number): void {
  const anchor = Math.min(at, view.state.doc.length);
  view.dispatch({
    selection: { anchor },
    effects: EditorView.scrollIntoView(anchor, { y: "center" }),
  });
}

/** "removed line 4: …; added lines 4 to 5: …", for who does not see the colours. */
function sentenceOf({ fromA, endA, fromB, endB }: Chunk, { before, after }: Shown): string {
  return [
    ...(endA > fromA ? [words.removed(linesOf(before, fromA, endA))] : []),
    ...(endB > fromB ? [words.added(linesOf(after, fromB, endB))] : []),
  ].join("; ");
}

function linesOf(text: string, from: number, to: number): string {
  const first = text.slice(0, from).split("\n").length;
  return words.lines(first, first + text.slice(from, to).trimEnd().split("\n").length - 1);
}
