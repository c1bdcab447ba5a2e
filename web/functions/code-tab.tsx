import { Suspense, lazy, useState } from "react";
import type { FunctionView } from "../../src/contract/function.ts";
import { functionWords } from "../words/functions.ts";
import { Button } from "../ui/button.tsx";
import { Copy } from "../ui/copy.tsx";
import { Loading } from "../ui/states.tsx";
import { Code } from "./code.tsx";
import type { Draft } from "./draft.ts";
import "./code-tab.css";

const words = functionWords;
const CodeEdit = lazy(() => import("./code-edit.tsx"));

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
  if (draft) {
    return (
      <Suspense fallback={<Loading lines={8} />}>
        <CodeEdit
          current={current}
          draft={draft}
          change={change}
          changed={changed}
          done={setNote}
        />
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
        <Button autoFocus={note !== ""} onClick={edit}>
          {functionWords.editor.edit}
        </Button>
        <p role="status">{note}</p>
      </div>
      <div className="copy-frame">
        <Copy text={code} />
        <Code code={code} label={words.codeOf(name)} />
      </div>
      <Facts current={current} />
    </div>
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
