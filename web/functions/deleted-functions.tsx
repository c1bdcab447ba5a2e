import { useState } from "react";
import { Allowed } from "../access/allowed.tsx";
import { functionListShape, functionShape } from "../../src/contract/function.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { useGet } from "../data/use-get.ts";
import { functionWords } from "../words/functions.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Failure } from "../ui/states.tsx";
import { madeByWords } from "./made-by.ts";

const words = functionWords;

/** Functions that were deleted, and the way back; nothing where there are none. */
export function DeletedFunctions({ changed }: { readonly changed: () => void }) {
  const { loaded, reload } = useGet(functionListShape, "/api/functions?deleted=true");
  const [problem, setProblem] = useState<Problem>();
  if (loaded.status !== "ready" || loaded.value.functions.length === 0) return null;
  const { functions } = loaded.value;

  async function restore(name: string) {
    setProblem(undefined);
    const path = `/api/functions/${encodeURIComponent(name)}/restore`;
    try {
      await ask(functionShape, path, { method: "POST", body: {} });
      changed();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      reload();
    }
  }
  return (
    <details className="deleted-functions">
      <summary>{words.deletedList(functions.length)}</summary>
      {problem && <Failure detail={problem.message} />}
      <ul role="list" aria-label={words.deletedList(functions.length)}>
        {functions.map(({ name, description, ...made }) => (
          <li key={name}>
            <div>
              <p className="function-name">{name}</p>
              <p className="function-facts">{description ?? madeByWords(made)}</p>
            </div>
            <Allowed right="build">
              <Button
                look="quiet"
                aria-label={words.bringBack(name)}
                onClick={() => void restore(name)}
              >
                <Icon name="restore" />
                {words.restoreShort}
              </Button>
            </Allowed>
          </li>
        ))}
      </ul>
    </details>
  );
}
