import type { FunctionView } from "../../src/contract/function.ts";
import { functionWords } from "../words/functions.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import SideBySide from "../ui/side-by-side.tsx";
import { ago } from "../ui/time.ts";
import { madeByWords } from "./made-by.ts";

const words = functionWords.editor;

interface ChangedMeanwhileProps {
  readonly theirs: FunctionView;
  readonly mine: string;
  readonly busy: boolean;
  readonly saveOnTop: () => void;
  readonly takeTheirs: () => void;
}

/** A version was saved while this one was typed: both side by side, and which shall stand. */
export function ChangedMeanwhile({
  theirs,
  mine,
  busy,
  saveOnTop,
  takeTheirs,
}: ChangedMeanwhileProps) {
  const { version, createdAt } = theirs;
  return (
    <Notice
      title={words.meanwhile(version)}
      ways={
        <>
          <Button look="primary" disabled={busy} onClick={saveOnTop}>
            {words.saveOnTop}
          </Button>
          <Button disabled={busy} onClick={takeTheirs}>
            {words.takeTheirs(version)}
          </Button>
        </>
      }
    >
      <p>{words.meanwhileLead(madeByWords(theirs), ago(createdAt, Date.now()))}</p>
      <SideBySide
        before={theirs.code}
        after={mine}
        label={words.theirsAndYours(version)}
        beforeLabel={functionWords.versionNamed(version)}
        afterLabel={words.yours}
      />
    </Notice>
  );
}
