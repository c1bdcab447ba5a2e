import type { z } from "zod";
import type { codeProblemShape } from "../../src/contract/function.ts";
import { functionWords } from "../words/functions.ts";
import { Icon } from "../ui/icon.tsx";
import "./findings.css";

const words = functionWords.editor;

/** One thing that the checks found. */
export type CodeProblem = z.output<typeof codeProblemShape>;

interface FindingsProps {
  readonly findings: readonly CodeProblem[];
  /** Leads to the place; left out where there is no editor. */
  readonly goTo?: (line: number, column: number) => void;
}

/** What the checks found, errors first; each leads to its place. */
export function Findings({ findings, goTo }: FindingsProps) {
  if (findings.length === 0) return null;
  const ordered = findings.toSorted(
    (a, b) => Number(b.severity === "error") - Number(a.severity === "error"),
  );
  return (
    <ul role="list" className="findings" aria-label={words.findings}>
      {ordered.map((finding, index) => (
        <li key={index} className={`finding-${finding.severity}`}>
          <Finding finding={finding} goTo={goTo} />
        </li>
      ))}
    </ul>
  );
}

interface FindingProps {
  readonly finding: CodeProblem;
  readonly goTo: FindingsProps["goTo"];
}

function Finding({ finding: { severity, message, line, column = 1 }, goTo }: FindingProps) {
  const content = (
    <>
      <span className="finding-head">
        <Icon name={severity === "error" ? "error" : "alert"} />
        {words[severity]}
        {line !== undefined && (
          <>
            {" "}
            <code>{`${line}:${column}`}</code>
          </>
        )}
      </span>{" "}
      <span>{message}</span>
    </>
  );
  if (!goTo || line === undefined) return <p>{content}</p>;
  return (
    <button type="button" onClick={() => goTo(line, column)}>
      {content}
    </button>
  );
}
