import { useState } from "react";
import { Icon } from "../../ui/icon.tsx";
import { Popover } from "../../ui/popover.tsx";
import { pagesEditWords } from "../../words/pages-edit.ts";
import type { Editor } from "./use-editor.ts";
import "./problems.css";

const words = pagesEditWords.editor;

interface ProblemsProps {
  readonly check: Editor["check"];
  /** Leads to the place. */
  readonly jump: (where: string) => void;
}

/** How many things are wrong, and which; each leads to its place. */
export function Problems({ check: { problems, problem }, jump }: ProblemsProps) {
  const [isOpen, setOpen] = useState(false);
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  const word = words.found(errors.length, warnings.length);
  const tone = errors.length > 0 ? "error" : warnings.length > 0 ? "warning" : "none";
  if (problem)
    return <p className="problems-state problems-error">{words.notChecked(problem.message)}</p>;
  if (tone === "none") {
    return (
      <p className="problems-state" role="status">
        <Icon name="check" />
        {word}
      </p>
    );
  }
  return (
    <Popover
      className={`button button-quiet problems-open problems-${tone}`}
      button={
        <>
          <Icon name={tone === "error" ? "error" : "alert"} />
          {word}
        </>
      }
      label={`${words.problems}: ${word}`}
      title={words.problems}
      open={isOpen}
      change={setOpen}
    >
      {(close) => (
        <ul role="list" className="problems" aria-label={words.problems}>
          {[...errors, ...warnings].map(({ where, severity, message }) => (
            <li key={`${where} ${message}`}>
              <button
                type="button"
                className={`problems-${severity}`}
                onClick={() => {
                  close();
                  jump(where);
                }}
              >
                <strong>{words.severity[severity]}</strong> <code>{where}</code>
                <span>{message}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}
