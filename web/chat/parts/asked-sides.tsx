import { useId } from "react";
import { conflictOptions } from "../../../src/contract/conflicts.ts";
import type { MergeConflict } from "../../../src/contract/function.ts";
import { strings } from "../../words/strings.ts";
import "./asked-sides.css";

const words = strings.conflicts;
const sides = ["hand", "flow"] as const;

interface AskedSidesProps {
  readonly conflicts: readonly MergeConflict[];
  readonly answer: string;
  readonly change: (answer: string) => void;
}

/** Lines that a person and a change both touched: both sides, and which one stays. */
export function AskedSides({ conflicts, answer, change }: AskedSidesProps) {
  const name = useId();
  return (
    <fieldset className="asked">
      <legend>{words.at(conflicts)}</legend>
      <div className="asked-sides">
        {sides.map((side) => (
          <div key={side} className="asked-side">
            <label>
              <input
                type="radio"
                name={name}
                aria-describedby={`${name}-${side}`}
                checked={answer === conflictOptions[side]}
                onChange={() => change(conflictOptions[side])}
              />
              {conflictOptions[side]}
            </label>
            <div id={`${name}-${side}`}>
              {conflicts.map((conflict) => (
                <Side key={conflict.line} text={conflict[side]} label={words[side]} />
              ))}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function Side({ text, label }: { readonly text: string; readonly label: string }) {
  if (text.trim() === "") return <p className="asked-side-none">{words.none}</p>;
  return (
    <pre className="asked-side-code" tabIndex={0} role="region" aria-label={label}>
      <code>{text.trimEnd()}</code>
    </pre>
  );
}
