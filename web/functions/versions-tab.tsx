import { Suspense, lazy, useId, useState } from "react";
import type { z } from "zod";
import {
  type FunctionView,
  functionShape,
  versionDiffShape,
  versionListShape,
} from "../../src/contract/function.ts";
import { Allowed } from "../access/allowed.tsx";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { useGet } from "../data/use-get.ts";
import { functionWords } from "../words/functions.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Icon } from "../ui/icon.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { useToast } from "../ui/toast.tsx";
import { ago } from "../ui/time.ts";
import { madeByWords } from "./made-by.ts";
import { Rights } from "./rights.tsx";
import "./versions-tab.css";

const words = functionWords;
const SideBySide = lazy(() => import("../ui/side-by-side.tsx"));

interface VersionsTabProps {
  readonly current: FunctionView;
  readonly changed: (current: FunctionView) => void;
}

/** All versions, what each changed, and the way back. */
export function VersionsTab({ current, changed }: VersionsTabProps) {
  const path = `/api/functions/${encodeURIComponent(current.name)}`;
  const { loaded, reload } = useGet(versionListShape, `${path}/versions`);
  const [chosen, setChosen] = useState<number>();
  /** What the chosen one is compared with; left out: the one before it. */
  const [against, setAgainst] = useState<number>();
  const [problem, setProblem] = useState<Problem>();
  const toast = useToast();

  async function restore(version: number) {
    setProblem(undefined);
    try {
      const body = { version };
      const restored = await ask(functionShape, `${path}/restore`, { method: "POST", body });
      const before = current.version;
      toast({
        text: words.restoredAs(restored.version),
        // What was current before is a version like any other.
        way: { label: functionWords.actions.undo, go: () => void restore(before) },
      });
      setChosen(undefined);
      changed(restored);
      reload();
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  if (loaded.status === "loading") return <Loading lines={4} />;
  if (loaded.status === "failed") {
    return <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />;
  }
  const { versions } = loaded.value;
  const shown = chosen ?? current.version;
  const from = against ?? shown - 1;
  return (
    <div className="versions-tab">
      {problem && <Failure detail={problem.message} />}
      <ol role="list" className="versions" aria-label={words.versions}>
        {versions.map((one) => (
          <Version
            key={one.version}
            one={one}
            current={one.version === current.version}
            chosen={one.version === shown}
            choose={() => {
              setChosen(one.version);
              setAgainst(undefined);
            }}
            restore={() => void restore(one.version)}
          />
        ))}
      </ol>
      {versions.length > 1 && (
        <Compare versions={versions} shown={shown} from={from} choose={setAgainst} />
      )}
      <Changes path={path} from={from} to={shown} />
    </div>
  );
}

type VersionSummary = z.output<typeof versionListShape>["versions"][number];

interface VersionProps {
  readonly one: VersionSummary;
  readonly current: boolean;
  readonly chosen: boolean;
  readonly choose: () => void;
  readonly restore: () => void;
}

function Version({ one, current, chosen, choose, restore }: VersionProps) {
  const { version, prompt, createdAt } = one;
  return (
    <li className="version">
      <button
        type="button"
        className="version-show"
        aria-pressed={chosen}
        aria-label={words.show(version)}
        onClick={choose}
      >
        <strong>{words.version(version)}</strong>
        {current && <Chip tone="good">{words.current}</Chip>}
        <span className="version-made">{madeByWords(one)}</span>
        <span className="version-prompt">{prompt && `“${prompt}”`}</span>
        <time dateTime={createdAt}>{ago(createdAt, Date.now())}</time>
      </button>
      {!current && (
        <Allowed right="build">
          <Button look="quiet" aria-label={words.restore(version)} onClick={restore}>
            <Icon name="restore" />
            {words.restoreShort}
          </Button>
        </Allowed>
      )}
    </li>
  );
}

interface CompareProps {
  readonly versions: readonly VersionSummary[];
  readonly shown: number;
  readonly from: number;
  readonly choose: (version: number) => void;
}

/** Which other version the shown one is compared with. */
function Compare({ versions, shown, from, choose }: CompareProps) {
  const id = useId();
  return (
    <p className="versions-compare">
      <label htmlFor={id}>{words.compare(shown)}</label>{" "}
      <select id={id} value={from} onChange={(event) => choose(Number(event.target.value))}>
        {from === 0 && <option value={0}>{words.nothing}</option>}
        {versions
          .filter(({ version }) => version !== shown)
          .map((one) => (
            <option key={one.version} value={one.version}>
              {`${words.version(one.version)} · ${madeByWords(one)}`}
            </option>
          ))}
      </select>
    </p>
  );
}

interface ChangesProps {
  readonly path: string;
  /** 0: nothing, before the first version. */
  readonly from: number;
  readonly to: number;
}

function Changes({ path, from, to }: ChangesProps) {
  const { loaded: before } = useGet(functionShape, `${path}/versions/${from || to}`);
  const { loaded: after } = useGet(functionShape, `${path}/versions/${to}`);
  const range = from === 0 ? `to=${to}` : `from=${from}&to=${to}`;
  const { loaded: diff } = useGet(versionDiffShape, `${path}/diff?${range}`);
  const failed = [before, after, diff].find((one) => one.status === "failed");
  if (failed?.status === "failed") return <Failure detail={failed.problem.message} />;
  if (before.status !== "ready" || after.status !== "ready" || diff.status !== "ready")
    return <Loading lines={6} />;
  const label = from === 0 ? words.firstVersion : words.changes(from, to);
  return (
    <section className="changes" aria-label={label}>
      <h2>{label}</h2>
      <Rights rights={diff.value.rights} tense="did" />
      {from !== 0 && (
        <Suspense fallback={<Loading lines={6} />}>
          <SideBySide
            before={before.value.code}
            after={after.value.code}
            label={words.code}
            beforeLabel={words.versionNamed(from)}
            afterLabel={words.versionNamed(to)}
          />
        </Suspense>
      )}
    </section>
  );
}
