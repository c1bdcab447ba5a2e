import { Suspense, lazy, useState } from "react";
import type { z } from "zod";
import { type FunctionView, functionShape, versionListShape } from "../../src/contract/function.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { useGet } from "../data/use-get.ts";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Icon } from "../ui/icon.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { ago } from "../ui/time.ts";
import "./versions-tab.css";

const words = strings.functions;
const Diff = lazy(() => import("./diff.tsx"));

interface VersionsTabProps {
  readonly current: FunctionView;
  readonly changed: (current: FunctionView) => void;
}

/** All versions, what each changed, and the way back. */
export function VersionsTab({ current, changed }: VersionsTabProps) {
  const path = `/api/functions/${encodeURIComponent(current.name)}`;
  const { loaded, reload } = useGet(versionListShape, `${path}/versions`);
  const [chosen, setChosen] = useState<number>();
  const [problem, setProblem] = useState<Problem>();
  const [note, setNote] = useState("");

  async function restore(version: number) {
    setProblem(undefined);
    try {
      const body = { version };
      const restored = await ask(functionShape, `${path}/restore`, { method: "POST", body });
      setNote(words.restoredAs(restored.version));
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
  const older = versions.filter(({ version }) => version < shown).map(({ version }) => version);
  return (
    <div className="versions-tab">
      <p role="status">{note}</p>
      {problem && <Failure detail={problem.message} />}
      <ol role="list" className="versions" aria-label={words.versions}>
        {versions.map((one) => (
          <Version
            key={one.version}
            one={one}
            current={one.version === current.version}
            chosen={one.version === shown}
            choose={() => setChosen(one.version)}
            restore={() => void restore(one.version)}
          />
        ))}
      </ol>
      {older.length === 0 ? (
        <p>{words.firstVersion}</p>
      ) : (
        <Changes path={path} from={Math.max(...older)} to={shown} />
      )}
    </div>
  );
}

interface VersionProps {
  readonly one: z.output<typeof versionListShape>["versions"][number];
  readonly current: boolean;
  readonly chosen: boolean;
  readonly choose: () => void;
  readonly restore: () => void;
}

function Version({ one, current, chosen, choose, restore }: VersionProps) {
  const { version, prompt, origin, createdAt } = one;
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
        {origin === "hand" && <Chip>{words.byHand}</Chip>}
        <span className="version-prompt">{prompt}</span>
        <time dateTime={createdAt}>{ago(createdAt, Date.now())}</time>
      </button>
      {!current && (
        <Button look="quiet" aria-label={words.restore(version)} onClick={restore}>
          <Icon name="restore" />
          {words.restoreShort}
        </Button>
      )}
    </li>
  );
}

interface ChangesProps {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

function Changes({ path, from, to }: ChangesProps) {
  const { loaded: before } = useGet(functionShape, `${path}/versions/${from}`);
  const { loaded: after } = useGet(functionShape, `${path}/versions/${to}`);
  const failed = [before, after].find((one) => one.status === "failed");
  if (failed?.status === "failed") return <Failure detail={failed.problem.message} />;
  if (before.status !== "ready" || after.status !== "ready") return <Loading lines={6} />;
  const label = words.changes(from, to);
  return (
    <section className="changes" aria-label={label}>
      <h2>{label}</h2>
      <Suspense fallback={<Loading lines={6} />}>
        <Diff before={before.value.code} after={after.value.code} label={label} />
      </Suspense>
    </section>
  );
}
