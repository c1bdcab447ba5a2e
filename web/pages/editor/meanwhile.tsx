import { Suspense, lazy, useState } from "react";
import type { PageView } from "../../../src/contract/page.ts";
import type { PageSpec } from "../../../src/contract/page-spec.ts";
import { madeByWords } from "../../functions/made-by.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Loading } from "../../ui/states.tsx";
import { ago } from "../../ui/time.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";

const words = pagesEditWords.editor;
const SpecDiff = lazy(() => import("./spec-diff.tsx"));

interface MeanwhileProps {
  readonly theirs: PageView;
  readonly mine: PageSpec;
  readonly isBusy: boolean;
  readonly saveOnTop: () => void;
  readonly giveUp: () => void;
}

/** A version was saved while this one was edited: what differs, and which shall stand. */
export function Meanwhile({ theirs, mine, isBusy, saveOnTop, giveUp }: MeanwhileProps) {
  const { version, createdAt } = theirs;
  const [isOpen, setOpen] = useState(false);
  return (
    <Notice
      title={words.meanwhile(version)}
      ways={
        <>
          <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? words.hideLook : words.look}
          </Button>
          <Button disabled={isBusy} onClick={saveOnTop}>
            {words.saveOnTop}
          </Button>
          <Button disabled={isBusy} onClick={giveUp}>
            {words.giveUp}
          </Button>
        </>
      }
    >
      <p>{words.meanwhileLead(madeByWords(theirs), ago(createdAt, Date.now()))}</p>
      {isOpen && (
        <Suspense fallback={<Loading lines={6} />}>
          <SpecDiff
            before={theirs.spec}
            after={mine}
            label={words.difference(version)}
            beforeLabel={words.theirs(version)}
            afterLabel={words.yours}
          />
        </Suspense>
      )}
    </Notice>
  );
}
