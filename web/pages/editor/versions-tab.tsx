import { Suspense, lazy, useId, useState } from "react";
import type { z } from "zod";
import { type PageView, pageShape, pageVersionListShape } from "../../../src/contract/page.ts";
import { ask } from "../../data/api.ts";
import { type Problem, problemOf } from "../../data/problem.ts";
import { useGet } from "../../data/use-get.ts";
import { madeByWords } from "../../functions/made-by.ts";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { useConfirm } from "../../ui/confirm.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Failure, Loading } from "../../ui/states.tsx";
import { ago } from "../../ui/time.ts";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { strings } from "../../words/strings.ts";
import { Preview } from "./preview.tsx";
import "../../functions/versions-tab.css";
import "./versions-tab.css";

const words = pagesEditWords.versions;
const SpecDiff = lazy(() => import("./spec-diff.tsx"));

interface VersionsTabProps {
  readonly page: PageView;
  readonly isDirty: boolean;
  readonly restored: (page: PageView) => void;
}

/** All versions: what each changed, how it looked, and the way back to it. */
export function VersionsTab({ page, isDirty, restored }: VersionsTabProps) {
  const path = `/api/pages/${encodeURIComponent(page.slug)}`;
  const { loaded, reload } = useGet(pageVersionListShape, `${path}/versions`);
  const [chosen, setChosen] = useState<number>();
  /** What the chosen one is compared with; left out: the one before it. */
  const [against, setAgainst] = useState<number>();
  const [what, setWhat] = useState<"difference" | "preview">("difference");
  const [problem, setProblem] = useState<Problem>();
  const [note, setNote] = useState("");
  const confirm = useConfirm();

  async function restore(version: number) {
    setProblem(undefined);
    const question = {
      title: words.confirmRestore,
      detail: words.confirmRestoreDetail,
      action: words.restoreShort,
      danger: true,
    };
    if (isDirty && !(await confirm(question))) return;
    try {
      const request = { method: "POST", body: { version }, ifMatch: page.etag } as const;
      const after = await ask(pageShape, `${path}/restore`, request);
      restored(after);
      setNote(words.restoredAs(after.version));
      setChosen(undefined);
      setAgainst(undefined);
      reload();
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  if (loaded.status === "loading") return <Loading lines={6} />;
  if (loaded.status === "failed") {
    return <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />;
  }
  const { versions } = loaded.value;
  const shown = chosen ?? versions[0]?.version ?? page.version;
  const before = versions[versions.findIndex(({ version }) => version === shown) + 1]?.version;
  const from = against ?? before;
  return (
    <div className="page-versions">
      <p role="status">{note}</p>
      {problem && <Failure detail={problem.message} />}
      <section className="page-versions-list" aria-label={words.list}>
        <h2>{words.list}</h2>
        <div className="versions" data-scroll>
          <VirtualList
            label={words.list}
            items={versions}
            keyOf={({ version }) => String(version)}
            height={58}
          >
            {(one) => (
              <Version
                one={one}
                isCurrent={one.version === page.version}
                isChosen={one.version === shown}
                choose={() => {
                  setChosen(one.version);
                  setAgainst(undefined);
                }}
                restore={() => void restore(one.version)}
              />
            )}
          </VirtualList>
        </div>
      </section>
      <section className="page-versions-shown" aria-label={pagesEditWords.editor.version(shown)}>
        <div className="page-versions-bar">
          <h2>{pagesEditWords.editor.version(shown)}</h2>
          <Segments
            label={words.what}
            current={what}
            choose={setWhat}
            segments={[
              { name: "difference", label: words.difference },
              { name: "preview", label: words.preview },
            ]}
          />
          {what === "difference" && from !== undefined && (
            <Compare versions={versions} shown={shown} from={from} choose={setAgainst} />
          )}
        </div>
        <Shown path={path} shown={shown} from={from} what={what} />
      </section>
    </div>
  );
}

type Summary = z.output<typeof pageVersionListShape>["versions"][number];

interface VersionProps {
  readonly one: Summary;
  readonly isCurrent: boolean;
  readonly isChosen: boolean;
  readonly choose: () => void;
  readonly restore: () => void;
}

function Version({ one, isCurrent, isChosen, choose, restore }: VersionProps) {
  const { version, prompt, createdAt } = one;
  return (
    <div className="version">
      <button
        type="button"
        className="version-show"
        aria-pressed={isChosen}
        aria-label={words.show(version)}
        onClick={choose}
      >
        <strong>{pagesEditWords.editor.version(version)}</strong>
        {isCurrent && <Chip tone="good">{words.current}</Chip>}
        <span className="version-made">{madeByWords(one)}</span>
        {prompt && <span className="version-prompt">{`“${prompt}”`}</span>}
        <time dateTime={createdAt}>{ago(createdAt, Date.now())}</time>
      </button>
      {!isCurrent && (
        <Button look="quiet" aria-label={words.restore(version)} onClick={restore}>
          <Icon name="restore" />
          {words.restoreShort}
        </Button>
      )}
    </div>
  );
}

interface CompareProps {
  readonly versions: readonly Summary[];
  readonly shown: number;
  readonly from: number;
  readonly choose: (version: number) => void;
}

function Compare({ versions, shown, from, choose }: CompareProps) {
  const id = useId();
  return (
    <p className="versions-compare">
      <label htmlFor={id}>{words.compare(shown)}</label>{" "}
      <select id={id} value={from} onChange={({ target }) => choose(Number(target.value))}>
        {versions
          .filter(({ version }) => version !== shown)
          .map((one) => (
            <option key={one.version} value={one.version}>
              {`${pagesEditWords.editor.version(one.version)} · ${madeByWords(one)}`}
            </option>
          ))}
      </select>
    </p>
  );
}

interface ShownProps {
  readonly path: string;
  readonly shown: number;
  /** Undefined: there is none before the first. */
  readonly from: number | undefined;
  readonly what: "difference" | "preview";
}

function Shown({ path, shown, from, what }: ShownProps) {
  const { loaded: after } = useGet(pageShape, `${path}/versions/${shown}`);
  const { loaded: before } = useGet(pageShape, `${path}/versions/${from ?? shown}`);
  const failed = [after, before].find(({ status }) => status === "failed");
  if (failed?.status === "failed") return <Failure detail={failed.problem.message} />;
  if (after.status !== "ready" || before.status !== "ready") return <Loading lines={8} />;
  const version = pagesEditWords.editor.version;
  if (what === "preview")
    return <Preview key={shown} spec={after.value.spec} label={version(shown)} />;
  if (from === undefined) return <p>{words.first}</p>;
  return (
    <Suspense fallback={<Loading lines={8} />}>
      <SpecDiff
        before={before.value.spec}
        after={after.value.spec}
        label={words.changes(from, shown)}
        beforeLabel={version(from)}
        afterLabel={version(shown)}
      />
    </Suspense>
  );
}
