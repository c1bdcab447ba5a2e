import { useRef, useState } from "react";
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

/**
 * Presses one button at a time: asks first where it is to be confirmed, and tells what came of it.
 * Buttons are only said to be off meanwhile: one that is switched off loses the focus.
 */
export function usePress(act: ActProps["act"]) {
  const confirm = useConfirm();
  const [pressed, setPressed] = useState<string>();
  const [outcome, setOutcome] = useState<Outcome>();
  const isPressing = useRef(false);

  async function send(key: string, what: Press): Promise<Outcome | undefined> {
    if (!act || isPressing.current) return undefined;
    isPressing.current = true;
    setPressed(key);
    setOutcome(undefined);
    const came = await act(what).then(
      (message): Outcome => ({ status: "done", message }),
      (error: unknown): Outcome => ({ status: "failed", problem: problemOf(error) }),
    );
    isPressing.current = false;
    setPressed(undefined);
    setOutcome(came);
    return came;
  }
  async function press(
    key: string,
    { label, confirm: question }: Pick<PageAction, "label" | "confirm">,
    what: Press,
    /** What it is done to. */
    detail?: string,
  ): Promise<Outcome | undefined> {
    if (!act || isPressing.current) return undefined;
    const isMeant =
      question === undefined || (await confirm({ title: question, action: label, detail }));
    return isMeant ? send(key, what) : undefined;
  }
  return { press, send, pressed, outcome, setOutcome };
}
