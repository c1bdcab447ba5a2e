import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type ReactNode, createContext, use, useCallback, useRef, useState } from "react";
import { strings } from "../words/strings.ts";
import { Button } from "./button.tsx";
import "./dialog.css";

interface Question {
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
        <AlertDialog.Root open onOpenChange={(open) => !open && end(false)}>
          <AlertDialog.Portal>
            <AlertDialog.Backdrop className="dialog-backdrop" />
            <AlertDialog.Popup className="dialog">
              <AlertDialog.Title className="dialog-title">{question.title}</AlertDialog.Title>
              {question.detail && (
                <AlertDialog.Description render={<div />}>
                  {question.detail}
                </AlertDialog.Description>
              )}
              <div className="dialog-ways">
                <Button look={question.danger ? "danger" : "primary"} onClick={() => end(true)}>
                  {question.action}
                </Button>
                <Button onClick={() => end(false)}>{strings.cancel}</Button>
              </div>
            </AlertDialog.Popup>
          </AlertDialog.Portal>
        </AlertDialog.Root>
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
