import { useState } from "react";
import {
  type FunctionFileView,
  type FunctionView,
  functionShape,
} from "../../src/contract/function.ts";
import { Allowed } from "../access/allowed.tsx";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { functionWords } from "../words/functions.ts";
import { Button } from "../ui/button.tsx";
import { useConfirm } from "../ui/confirm.tsx";
import { Notice } from "../ui/notice.tsx";
import { Failure } from "../ui/states.tsx";
import { Findings } from "./findings.tsx";

const words = functionWords.file;

interface FileNoticeProps {
  readonly file: FunctionFileView;
  readonly current: FunctionView;
  readonly changed: (current: FunctionView) => void;
  /** Puts the text of the file into the editor. */
  readonly open: () => void;
}

/** A file on disk holds text that is not saved. */
export function FileNotice({ file, current, changed, open }: FileNoticeProps) {
  const { status, name, problems } = file;
  const [problem, setProblem] = useState<Problem>();
  const confirm = useConfirm();
  async function giveUp() {
    const question = {
      title: words.confirmGiveUp(name, current.version),
      detail: words.confirmGiveUpLead,
      action: words.giveUp(current.version),
      danger: true,
    };
    if (!(await confirm(question))) return;
    setProblem(undefined);
    try {
      const path = `/api/functions/${encodeURIComponent(current.name)}/file`;
      changed(await ask(functionShape, path, { method: "DELETE" }));
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  return (
    <Notice
      title={words.title(name)}
      ways={
        <Allowed right="build">
          {name === "entry.ts" && <Button onClick={open}>{words.open}</Button>}
          <Button look="quiet" onClick={() => void giveUp()}>
            {words.giveUp(current.version)}
          </Button>
        </Allowed>
      }
    >
      <p>{words[status](current.version)}</p>
      <Findings findings={problems} />
      {problem && <Failure detail={problem.message} />}
    </Notice>
  );
}
