import { useCallback, useEffect, useRef, useState } from "react";
import type { PageAction } from "../../../src/contract/page-spec.ts";
import { type Problem, problemOf } from "../../data/problem.ts";
import { useConfirm } from "../../ui/confirm.tsx";
import type { Press } from "../page-data.ts";

/** What a block with something to press is given. */
export interface ActProps {
  /** Left out in a preview. */
  readonly act: ((press: Press) => Promise<string>) | undefined;
  readonly level: number;
}

/** What came of the last press. */
export type Outcome =
  | { readonly status: "done"; readonly message: string }
  /** Nothing was done, and nothing went wrong. */
  | { readonly status: "told"; readonly message: string }
  | { readonly status: "failed"; readonly problem: Problem };

/** Presses one button at a time: asks first where it is to be confirmed, and tells what came of it. */
export function usePress(act: ActProps["act"]) {
  const confirm = useConfirm();
  const [pressed, setPressed] = useState<string>();
  const [outcome, setOutcome] = useState<Outcome>();
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const press = useCallback(
    async (key: string, action: Pick<PageAction, "label" | "confirm"> | undefined, what: Press) => {
      if (!act) return undefined;
      if (action?.confirm) {
        const isMeant = await confirm({ title: action.confirm, action: action.label });
        if (!isMeant) return undefined;
      }
      setPressed(key);
      setOutcome(undefined);
      const came = await act(what).then(
        (message): Outcome => ({ status: "done", message }),
        (error: unknown): Outcome => ({ status: "failed", problem: problemOf(error) }),
      );
      if (isHere.current) {
        setPressed(undefined);
        setOutcome(came);
      }
      return came;
    },
    [act, confirm],
  );
  return { press, pressed, outcome, setOutcome };
}
