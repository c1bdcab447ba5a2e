import { type ReactNode, Suspense, createContext, use, useCallback, useRef, useState } from "react";
import { later } from "./later.tsx";

const dialog = later(() => import("./confirm-dialog.tsx"));

export interface Question {
  readonly title: string;
  /** What will happen. */
  readonly detail?: ReactNode;
  /** The word on the button that does it: "Delete". */
  readonly action: string;
  /** For what cannot be taken back. */
  readonly danger?: boolean;
}

type Ask = (question: Question) => Promise<boolean>;

const ConfirmContext = createContext<Ask | undefined>(undefined);

/** Makes `useConfirm` work for what is in it. */
export function ConfirmProvider({ children }: { readonly children: ReactNode }) {
  const [question, setQuestion] = useState<Question>();
  const answer = useRef<(yes: boolean) => void>(undefined);
  const ask = useCallback<Ask>((asked) => {
    answer.current?.(false);
    setQuestion(asked);
    return new Promise((resolve) => {
      answer.current = resolve;
    });
  }, []);
  function end(yes: boolean) {
    answer.current?.(yes);
    answer.current = undefined;
    setQuestion(undefined);
  }
  return (
    <ConfirmContext value={ask}>
      {children}
      {question && (
        <Suspense>
          <dialog.Part question={question} end={end} />
        </Suspense>
      )}
    </ConfirmContext>
  );
}

/** Asks the person before something is done: resolves to whether they said yes. */
export function useConfirm(): Ask {
  const ask = use(ConfirmContext);
  if (!ask) throw new Error("useConfirm needs a ConfirmProvider around it");
  return ask;
}
