import { AlertDialog } from "@base-ui/react/alert-dialog";
import { strings } from "../words/strings.ts";
import { Button } from "./button.tsx";
import type { Question } from "./confirm.tsx";
import "./dialog.css";

interface ConfirmDialogProps {
  readonly question: Question;
  readonly end: (yes: boolean) => void;
}

/** A question over the page, open as long as it is rendered. */
export default function ConfirmDialog({ question, end }: ConfirmDialogProps) {
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && end(false)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-backdrop" />
        <AlertDialog.Popup className="dialog">
          <AlertDialog.Title className="dialog-title">{question.title}</AlertDialog.Title>
          {question.detail && (
            <AlertDialog.Description render={<div />}>{question.detail}</AlertDialog.Description>
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
  );
}
