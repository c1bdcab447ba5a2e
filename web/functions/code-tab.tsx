import { Suspense, lazy, useState } from "react";
import { useMay } from "../data/rights.ts";
import { Allowed } from "../access/allowed.tsx";
import type { FunctionView } from "../../src/contract/function.ts";
import { functionWords } from "../words/functions.ts";
import { Button } from "../ui/button.tsx";
import { Copy } from "../ui/copy.tsx";
import { Loading } from "../ui/states.tsx";
import { Code } from "./code.tsx";
import type { Draft } from "./draft.ts";
import { madeByWords } from "./made-by.ts";
import "./code-tab.css";

const words = functionWords;
const CodeEdit = lazy(() => import("./code-edit.tsx"));
const SideBySide = lazy(() => import("../ui/side-by-side.tsx"));

interface CodeTabProps {
  readonly current: FunctionView;
  readonly draft: Draft | undefined;
  readonly change: (draft: Draft | undefined) => void;
  readonly changed: (current: FunctionView) => void;
}

/** The current code and what it may do; where there is unsaved code, that. */
export function CodeTab({ current, draft, change, changed }: CodeTabProps) {
  const { name, code, version, etag } = current;
  /** How the editing ended; the button that begins it has the focus again. */
  const [note, setNote] = useState("");
  /** What was on the screen, so that what somebody else changed in it is shown. */
  const [seen, setSeen] = useState(current);
  const builds = useMay("build");
  const isNews = version > seen.version && code !== seen.code;
  function saved(after: FunctionView) {
    setSeen(after);
    changed(after);
  }
  // What was begun with a right that is gone stays, and is not offered.
  if (draft && builds) {
    return (
      <Suspense fallback={<Loading lines={8} />}>
        <CodeEdit current={current} draft={draft} change={change} changed={saved} done={setNote} />
      </Suspense>
    );
  }
  function edit() {
    setNote("");
    change({ code, version, etag });
  }
  return (
    <div className="code-tab">
      <div className="code-tab-head">
        <Allowed right="build">
          <Button autoFocus={note !== ""} onClick={edit}>
            {functionWords.editor.edit}
          </Button>
        </Allowed>
        <p role="status">{note}</p>
      </div>
      {isNews && <News from={seen} to={current} done={() => setSeen(current)} />}
      {!isNews && (
        <div className="copy-frame">
          <Copy text={code} />
          <Code code={code} label={words.codeOf(name)} />
        </div>
      )}
      <Facts current={current} />
    </div>
  );
}

interface NewsProps {
  readonly from: FunctionView;
  readonly to: FunctionView;
  readonly done: () => void;
}

/** A version that came while an older one was on the screen, with what it changed marked. */
function News({ from, to, done }: NewsProps) {
  return (
    <section className="code-news" aria-label={words.seen.title(to.version)}>
      <div className="code-news-head" role="status">
        <p>
          <strong>{words.seen.title(to.version)}</strong> {madeByWords(to)}
          {to.prompt && ` “${to.prompt}”`}
        </p>
        <Button look="quiet" onClick={done}>
          {words.seen.done}
        </Button>
      </div>
      <Suspense fallback={<Loading lines={8} />}>
        <SideBySide
          before={from.code}
          after={to.code}
          label={words.seen.changes(from.version, to.version)}
          beforeLabel={words.versionNamed(from.version)}
          afterLabel={words.versionNamed(to.version)}
        />
      </Suspense>
    </section>
  );
}

function Facts({ current: { prompt, operations, permissions } }: Pick<CodeTabProps, "current">) {
  const scopes = permissions.flatMap((permission) => permission.scopes);
  return (
    <dl className="facts">
      {prompt && <Fact name={words.prompt} values={[`“${prompt}”`]} />}
      {operations.length > 0 && <Fact name={words.operations} values={operations} code />}
      {scopes.length > 0 && <Fact name={words.permissions} values={scopes} code />}
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly values: readonly string[];
  readonly code?: boolean;
}

function Fact({ name, values, code = false }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      {values.map((value) => (
        <dd key={value}>{code ? <code>{value}</code> : value}</dd>
      ))}
    </div>
  );
}
